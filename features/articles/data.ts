import 'server-only'
import { and, asc, desc, eq, inArray, isNotNull, ne, type SQL, sql } from 'drizzle-orm'
import { type Read, read } from '@/db/client.ts'
import {
  articleAuthors,
  articlePaths,
  articleRevisions,
  articles,
  articleTags,
  corrections,
} from '@/db/schema/articles.ts'
import { media } from '@/db/schema/media.ts'
import { authors, sections, series, tags } from '@/db/schema/taxonomy.ts'
import { authorColumns } from '@/features/authors/data.ts'
import { listMedia, mediaColumns, shownAt } from '@/features/media/data.ts'
import { migrateDocument } from './document/migrations.ts'
import { referencesOf } from './document/visitor.ts'
import type { Article, Byline, Teaser, Translation } from './schema.ts'

const teaserColumns = {
  id: articles.id,
  path: articles.path,
  headline: articles.headline,
  kicker: articles.kicker,
  standfirst: articles.standfirst,
  genre: articles.genre,
  language: articles.language,
  bylineOverride: articles.bylineOverride,
  wordCount: articles.wordCount,
  publishedAt: articles.firstPublishedAt,
  updatedAt: articles.substantiveUpdatedAt,
  heroAlt: articles.heroAlt,
  heroCaption: articles.heroCaption,
  heroCredit: articles.heroCredit,
  section: { id: sections.id, slug: sections.slug, name: sections.name },
  series: { slug: series.slug, name: series.name },
  hero: mediaColumns,
}

/**
 * The published ones of these articles, in the order given. The newsroom may ask for other states too. Inside a unit of
 * work give its `tx`.
 */
export async function listTeasers(
  ids: readonly number[],
  states: readonly (typeof articles.$inferSelect.status)[] = ['published'],
  db: Read = read,
): Promise<Teaser[]> {
  if (ids.length === 0) return []
  const rows = await db
    .select(teaserColumns)
    .from(articles)
    .innerJoin(sections, eq(sections.id, articles.sectionId))
    .leftJoin(series, eq(series.id, articles.seriesId))
    .leftJoin(media, and(eq(media.id, articles.heroMediaId), shownAt(Date.now())))
    .where(and(inArray(articles.id, [...ids]), inArray(articles.status, [...states])))
  const bylines = await bylinesOf(ids, db)
  const byId = new Map(
    rows.map(({ heroAlt, heroCaption: _caption, heroCredit: _credit, ...row }): [number, Teaser] => [
      row.id,
      {
        ...row,
        publishedAt: row.publishedAt ?? 0,
        series: row.series?.slug ? row.series : null,
        byline: bylines.get(row.id) ?? [],
        hero: row.hero && { ...row.hero, alt: heroAlt ?? row.hero.alt },
      },
    ]),
  )
  return ids.flatMap((id) => byId.get(id) ?? [])
}

async function bylinesOf(ids: readonly number[], db: Read): Promise<Map<number, Byline[]>> {
  const rows = await db
    .select({
      articleId: articleAuthors.articleId,
      role: articleAuthors.role,
      id: authors.id,
      slug: authors.slug,
      name: authors.name,
      kind: authors.kind,
    })
    .from(articleAuthors)
    .innerJoin(authors, eq(authors.id, articleAuthors.authorId))
    .where(inArray(articleAuthors.articleId, [...ids]))
    .orderBy(asc(articleAuthors.articleId), asc(articleAuthors.position))
  const byArticle = new Map<number, Byline[]>()
  for (const { articleId, ...entry } of rows)
    byArticle.set(articleId, [...(byArticle.get(articleId) ?? []), entry])
  return byArticle
}

/** The published article whose current address this is, or null. */
export async function findArticle(path: string): Promise<Article | null> {
  const [row] = await read
    .select({
      id: articles.id,
      body: articles.body,
      version: articles.bodySchemaVersion,
      place: articles.place,
      seo: articles.seo,
      source: articles.source,
      social: articles.social,
      translationGroupId: articles.translationGroupId,
      hideSupport: articles.hideSupport,
      hideNewsletter: articles.hideNewsletter,
      heroCaption: articles.heroCaption,
      heroCredit: articles.heroCredit,
    })
    .from(articlePaths)
    .innerJoin(articles, eq(articles.id, articlePaths.articleId))
    .where(and(eq(articlePaths.path, path), eq(articlePaths.current, true), eq(articles.status, 'published')))
  if (!row) return null
  const [teaser] = await listTeasers([row.id])
  if (!teaser) return null
  const { version, heroCaption, heroCredit, translationGroupId, ...rest } = row
  const body = migrateDocument(row.body, version)
  const named = referencesOf(body)
  const writers = await authorsOf(row.id)
  return {
    ...teaser,
    ...rest,
    body,
    hero: teaser.hero && {
      ...teaser.hero,
      caption: heroCaption ?? teaser.hero.caption,
      credit: heroCredit ?? teaser.hero.credit,
    },
    authors: writers,
    portraits: await listMedia(writers.flatMap((author) => author.portraitMediaId ?? [])),
    tags: await tagsOf(row.id),
    corrections: await correctionsOf(row.id),
    media: await listMedia(named.media),
    links: await linksTo(named.articles),
    translations: await translationsOf(row.id, translationGroupId),
    hasChanges: await hasPublicChanges(row.id),
  }
}

async function authorsOf(articleId: number) {
  return read
    .select(authorColumns)
    .from(articleAuthors)
    .innerJoin(authors, eq(authors.id, articleAuthors.authorId))
    .where(and(eq(articleAuthors.articleId, articleId), eq(articleAuthors.role, 'author')))
    .orderBy(asc(articleAuthors.position))
}

async function tagsOf(articleId: number) {
  return read
    .select({ slug: tags.slug, name: tags.name })
    .from(articleTags)
    .innerJoin(tags, eq(tags.id, articleTags.tagId))
    .where(eq(articleTags.articleId, articleId))
    .orderBy(asc(articleTags.position))
}

async function correctionsOf(articleId: number) {
  return read
    .select({
      id: corrections.id,
      type: corrections.type,
      text: corrections.text,
      position: corrections.position,
      at: corrections.at,
    })
    .from(corrections)
    .where(eq(corrections.articleId, articleId))
    .orderBy(desc(corrections.at), desc(corrections.id))
}

/** Address and headline of published articles, for links and cards that name them by id. */
export async function linksTo(ids: readonly number[], db: Read = read): Promise<Article['links']> {
  if (ids.length === 0) return []
  return db
    .select({ id: articles.id, path: articles.path, headline: articles.headline, kicker: articles.kicker })
    .from(articles)
    .where(and(inArray(articles.id, [...ids]), eq(articles.status, 'published')))
}

/** Bodies of published articles with their pictures and links, for feeds. In the order given. */
export async function listBodies(
  ids: readonly number[],
): Promise<{ id: number; body: unknown; media: Article['media']; links: Article['links'] }[]> {
  if (ids.length === 0) return []
  const rows = await read
    .select({ id: articles.id, body: articles.body, version: articles.bodySchemaVersion })
    .from(articles)
    .where(and(inArray(articles.id, [...ids]), eq(articles.status, 'published')))
  const bodies = new Map(rows.map((row) => [row.id, migrateDocument(row.body, row.version)]))
  const named = [...bodies.values()].map(referencesOf)
  const pictures = await listMedia(named.flatMap((names) => names.media))
  const links = await linksTo([...new Set(named.flatMap((names) => names.articles))])
  return ids.flatMap((id) => (bodies.has(id) ? { id, body: bodies.get(id), media: pictures, links } : []))
}

/**
 * Ids of all articles that are one text in several languages. A translation names its original, which need not know of
 * it; one of a translation belongs to the same text. `groupId`: what the article itself names, or would. `public`: only
 * what readers can see names others.
 */
export function linkedIds(
  articleId: number,
  groupId: number | null,
  { public: isPublic }: { public: boolean },
): SQL {
  const told = isPublic ? sql`AND a.status = 'published'` : sql``
  return sql`(WITH RECURSIVE linked (id) AS (
    SELECT ${articleId} UNION SELECT ${groupId ?? articleId}
    UNION SELECT CASE WHEN a.translation_group_id = linked.id THEN a.id ELSE a.translation_group_id END
      FROM linked JOIN articles a
      ON (a.translation_group_id = linked.id OR (a.id = linked.id AND a.id <> ${articleId} AND a.translation_group_id IS NOT NULL)) ${told}
  ) SELECT id FROM linked)`
}

/** The other articles of one text in other languages that readers can open. */
export async function translationsOf(
  articleId: number,
  groupId: number | null,
  db: Read = read,
): Promise<Translation[]> {
  return db
    .select({
      id: articles.id,
      path: articles.path,
      headline: articles.headline,
      language: articles.language,
    })
    .from(articles)
    .where(
      and(
        sql`${articles.id} IN ${linkedIds(articleId, groupId, { public: true })}`,
        ne(articles.id, articleId),
        eq(articles.status, 'published'),
      ),
    )
    .orderBy(asc(articles.language), asc(articles.id))
}

/** Whether readers were told of a change of substance, and can see it. */
async function hasPublicChanges(articleId: number): Promise<boolean> {
  const [row] = await read
    .select({ id: articleRevisions.id })
    .from(articleRevisions)
    .where(
      and(
        eq(articleRevisions.articleId, articleId),
        eq(articleRevisions.substantive, true),
        isNotNull(articleRevisions.shownAt),
        isNotNull(articleRevisions.replacedId),
      ),
    )
    .limit(1)
  return row !== undefined
}
