// What follows from an article: its columns and lists, the cache tags that show it, its words in the search indexes,
// the pictures it uses.
import 'server-only'
import { and, asc, eq, inArray, ne } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'
import { articleAuthors, articleRevisions, articles, articleTags, relatedPins } from '@/db/schema/articles.ts'
import { media } from '@/db/schema/media.ts'
import { articleMedia, workingAuthors, workingTags } from '@/db/schema/newsroom.ts'
import { authors, sections, tags } from '@/db/schema/taxonomy.ts'
import { authorTag } from '@/features/authors/tags.ts'
import { indexArticle, indexWorkingWords } from '@/features/search/mutations.ts'
import { listSections } from '@/features/sections/data.ts'
import { lineageOf } from '@/features/sections/schema.ts'
import { findPublication } from '@/features/settings/data.ts'
import { topicTag } from '@/features/topics/tags.ts'
import { partsIn } from '@/lib/dates.ts'
import { AppError } from '@/lib/errors.ts'
import { countWords } from '@/lib/text.ts'
import { translationsOf } from './data.ts'
import { renderText } from './document/plain-text.ts'
import { documentVersion } from './document/schema.ts'
import { referencesOf } from './document/visitor.ts'
import type { Snapshot } from './schema.ts'
import { articleIdTag, articlesTag, articleTag, correctionsTag, monthTag, sectionListTag } from './tags.ts'

/** The tags of every page that shows this article as it is now. */
export async function tagsOfArticle(tx: Tx, id: number): Promise<string[]> {
  const [row] = await tx
    .select({
      path: articles.path,
      sectionId: articles.sectionId,
      at: articles.firstPublishedAt,
      groupId: articles.translationGroupId,
    })
    .from(articles)
    .where(eq(articles.id, id))
  if (!row) return []
  const writers = await tx
    .select({ slug: authors.slug })
    .from(articleAuthors)
    .innerJoin(authors, eq(authors.id, articleAuthors.authorId))
    .where(eq(articleAuthors.articleId, id))
  const topics = await tx
    .select({ slug: tags.slug })
    .from(articleTags)
    .innerJoin(tags, eq(tags.id, articleTags.tagId))
    .where(eq(articleTags.articleId, id))
  const lineage = lineageOf(await listSections(tx), row.sectionId)
  const { timeZone } = await findPublication(tx)
  const month = row.at === null ? null : partsIn(row.at, timeZone)
  const translations = await translationsOf(id, row.groupId, tx)
  return [
    articlesTag,
    ...translations.map((other) => articleTag(other.path)),
    articleTag(row.path),
    articleIdTag(id),
    correctionsTag,
    ...lineage.map((section) => sectionListTag(section.slug)),
    ...writers.map((author) => authorTag(author.slug)),
    ...topics.map((topic) => topicTag(topic.slug)),
    ...(month ? [monthTag(month.year, month.month)] : []),
  ]
}

/** Puts the words of the article as it is now into the search index. */
export async function indexWords(tx: Tx, id: number): Promise<void> {
  const [row] = await tx
    .select({ headline: articles.headline, standfirst: articles.standfirst, body: articles.body })
    .from(articles)
    .where(eq(articles.id, id))
  if (!row) return
  const names = await tx
    .select({ name: authors.name })
    .from(articleAuthors)
    .innerJoin(authors, eq(authors.id, articleAuthors.authorId))
    .where(eq(articleAuthors.articleId, id))
    .orderBy(asc(articleAuthors.position))
  const topics = await tx
    .select({ name: tags.name })
    .from(articleTags)
    .innerJoin(tags, eq(tags.id, articleTags.tagId))
    .where(eq(articleTags.articleId, id))
  await indexArticle(tx, id, {
    headline: row.headline,
    standfirst: row.standfirst,
    body: renderText(row.body),
    authors: names.map((author) => author.name).join(', '),
    tags: topics.map((topic) => topic.name).join(', '),
  })
}

/**
 * The columns that show a snapshot.
 * @throws AppError path-taken, not-found for the section
 */
export async function columnsOf(tx: Tx, snapshot: Snapshot, id: number | null) {
  const [section] = await tx
    .select({ slug: sections.slug })
    .from(sections)
    .where(eq(sections.id, snapshot.sectionId))
  if (!section) throw new AppError('not-found', `section ${snapshot.sectionId}`)
  const [other] = await tx
    .select({ id: articles.id })
    .from(articles)
    .where(
      and(
        eq(articles.sectionId, snapshot.sectionId),
        eq(articles.slug, snapshot.slug),
        ne(articles.id, id ?? 0),
      ),
    )
  if (other) throw new AppError('path-taken', `article ${other.id}`)
  const { body, byline: _byline, tagIds: _tagIds, relatedPins: _pins, hero, ...rest } = snapshot
  return {
    ...rest,
    body,
    bodySchemaVersion: documentVersion,
    wordCount: countWords(renderText(body)),
    path: `/${section.slug}/${snapshot.slug}`,
    heroMediaId: hero?.mediaId ?? null,
    heroAlt: hero?.alt ?? null,
    heroCaption: hero?.caption ?? null,
    heroCredit: hero?.credit ?? null,
  }
}

/** What old revisions name by its former id: where it went when it was merged. What is gone altogether is left out. */
async function present(
  tx: Tx,
  table: typeof authors | typeof tags,
  ids: readonly number[],
): Promise<Map<number, number>> {
  const found = await tx
    .select({ id: table.id, mergedInto: table.mergedInto })
    .from(table)
    .where(inArray(table.id, [...ids]))
  return new Map(found.map((row) => [row.id, row.mergedInto ?? row.id]))
}

/** Puts byline, topics and pinned articles of a publication in place of those before. */
export async function replaceLists(
  tx: Tx,
  articleId: number,
  snapshot: Snapshot,
  publishedAt: number,
): Promise<void> {
  await tx.delete(articleAuthors).where(eq(articleAuthors.articleId, articleId))
  await tx.delete(articleTags).where(eq(articleTags.articleId, articleId))
  await tx.delete(relatedPins).where(eq(relatedPins.articleId, articleId))
  const numbered = <T>(list: T[]) => list.map((value, position) => ({ value, position }))
  const people = await present(
    tx,
    authors,
    snapshot.byline.map((entry) => entry.authorId),
  )
  const topicIds = await present(tx, tags, snapshot.tagIds)
  const signed = snapshot.byline.flatMap((entry) => {
    const authorId = people.get(entry.authorId)
    return authorId === undefined ? [] : [{ ...entry, authorId }]
  })
  const byline = numbered(signed).map(({ value, position }) => ({
    articleId,
    position,
    ...value,
    publishedAt,
  }))
  const topics = numbered([...new Set(snapshot.tagIds.flatMap((id) => topicIds.get(id) ?? []))]).map(
    ({ value, position }) => ({
      articleId,
      position,
      tagId: value,
      publishedAt,
    }),
  )
  const pins = numbered([...new Set(snapshot.relatedPins)]).map(({ value, position }) => ({
    articleId,
    position,
    targetId: value,
  }))
  if (byline.length > 0) await tx.insert(articleAuthors).values(byline)
  if (topics.length > 0) await tx.insert(articleTags).values(topics)
  if (pins.length > 0) await tx.insert(relatedPins).values(pins)
}

/**
 * Puts the words of the working revision into the newsroom's search index, its byline and topics where the newsroom's
 * lists look for them, and notes the pictures that it and the live one name. Whatever moves working_revision_id or live_revision_id calls this.
 */
export async function indexWorking(tx: Tx, id: number): Promise<void> {
  const [row] = await tx
    .select({ working: articles.workingRevisionId, live: articles.liveRevisionId })
    .from(articles)
    .where(eq(articles.id, id))
  const ids = [row?.working, row?.live].filter((value): value is number => typeof value === 'number')
  const found = await tx
    .select({ id: articleRevisions.id, snapshot: articleRevisions.snapshot })
    .from(articleRevisions)
    .where(inArray(articleRevisions.id, ids))
  const pictures = found.flatMap((revision) => {
    const { hero, body } = revision.snapshot as Snapshot
    return [...referencesOf(body).media, ...(hero ? [hero.mediaId] : [])]
  })
  await tx.delete(articleMedia).where(eq(articleMedia.articleId, id))
  const known = await tx.select({ id: media.id }).from(media).where(inArray(media.id, pictures))
  if (known.length > 0)
    await tx.insert(articleMedia).values(known.map((picture) => ({ articleId: id, mediaId: picture.id })))
  const working = found.find((revision) => revision.id === row?.working)?.snapshot as Snapshot | undefined
  if (!working) return
  const names = await tx
    .select({ id: authors.id, name: authors.name })
    .from(authors)
    .where(
      inArray(
        authors.id,
        working.byline.map((entry) => entry.authorId),
      ),
    )
  const topics = await tx
    .select({ id: tags.id, name: tags.name })
    .from(tags)
    .where(inArray(tags.id, working.tagIds))
  await indexWorkingWords(tx, id, {
    headline: [working.kicker, working.headline].filter(Boolean).join(' · '),
    standfirst: working.standfirst,
    body: renderText(working.body),
    authors: [...names.map((author) => author.name), working.bylineOverride].filter(Boolean).join(', '),
    tags: topics.map((topic) => topic.name).join(', '),
  })
  await tx.delete(workingAuthors).where(eq(workingAuthors.articleId, id))
  await tx.delete(workingTags).where(eq(workingTags.articleId, id))
  if (names.length > 0)
    await tx.insert(workingAuthors).values(names.map((author) => ({ articleId: id, authorId: author.id })))
  if (topics.length > 0)
    await tx.insert(workingTags).values(topics.map((topic) => ({ articleId: id, tagId: topic.id })))
}
