// What follows from a published article: the cache tags that show it, and its words in the search index.
import 'server-only'
import { asc, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'
import { articleAuthors, articles, articleTags } from '@/db/schema/articles.ts'
import { authors, tags } from '@/db/schema/taxonomy.ts'
import { authorTag } from '@/features/authors/tags.ts'
import { indexArticle } from '@/features/search/mutations.ts'
import { listSections } from '@/features/sections/data.ts'
import { lineageOf } from '@/features/sections/schema.ts'
import { findPublication } from '@/features/settings/data.ts'
import { topicTag } from '@/features/topics/tags.ts'
import { partsIn } from '@/lib/dates.ts'
import { renderText } from './document/plain-text.ts'
import { articleIdTag, articlesTag, articleTag, correctionsTag, monthTag, sectionListTag } from './tags.ts'

/** The tags of every page that shows this article as it is now. */
export async function tagsOfArticle(tx: Tx, id: number): Promise<string[]> {
  const [row] = await tx
    .select({ path: articles.path, sectionId: articles.sectionId, at: articles.firstPublishedAt })
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
  return [
    articlesTag,
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
