import 'server-only'
import { and, desc, eq, gte, inArray, isNotNull, lt, type SQL, sql } from 'drizzle-orm'
import { read } from '@/db/client.ts'
import { articleAuthors, articles, articleTags, corrections } from '@/db/schema/articles.ts'
import { listTeasers } from '@/features/articles/data.ts'
import type { Correction, Genre, Teaser } from '@/features/articles/schema.ts'

/** A stretch of a list, newest first. */
export type Stretch = { limit: number; offset?: number }

async function published(where: SQL | undefined, { limit, offset = 0 }: Stretch): Promise<Teaser[]> {
  const rows = await read
    .select({ id: articles.id })
    .from(articles)
    .where(and(eq(articles.status, 'published'), where))
    .orderBy(desc(articles.firstPublishedAt), desc(articles.id))
    .limit(limit)
    .offset(offset)
  return listTeasers(rows.map((row) => row.id))
}

/** The newest articles of the whole publication. */
export async function listLatest(stretch: Stretch): Promise<Teaser[]> {
  return published(undefined, stretch)
}

/** The newest articles of these sections together. */
export async function listBySections(sectionIds: number[], stretch: Stretch): Promise<Teaser[]> {
  return sectionIds.length > 0 ? published(inArray(articles.sectionId, sectionIds), stretch) : []
}

/** The newest articles of a genre. */
export async function listByGenre(genre: Genre, stretch: Stretch): Promise<Teaser[]> {
  return published(eq(articles.genre, genre), stretch)
}

/** Articles published from `from` until before `to`, in UTC milliseconds. */
export async function listBetween(from: number, to: number, stretch: Stretch): Promise<Teaser[]> {
  return published(and(gte(articles.firstPublishedAt, from), lt(articles.firstPublishedAt, to)), stretch)
}

/** What an author wrote. */
export async function listByAuthor(authorId: number, { limit, offset = 0 }: Stretch): Promise<Teaser[]> {
  const rows = await read
    .selectDistinct({ id: articleAuthors.articleId, at: articleAuthors.publishedAt })
    .from(articleAuthors)
    .where(and(eq(articleAuthors.authorId, authorId), isNotNull(articleAuthors.publishedAt)))
    .orderBy(desc(articleAuthors.publishedAt), desc(articleAuthors.articleId))
    .limit(limit)
    .offset(offset)
  return listTeasers(rows.map((row) => row.id))
}

/** The articles of a topic. */
export async function listByTopic(topicId: number, { limit, offset = 0 }: Stretch): Promise<Teaser[]> {
  const rows = await read
    .select({ id: articleTags.articleId })
    .from(articleTags)
    .where(and(eq(articleTags.tagId, topicId), isNotNull(articleTags.publishedAt)))
    .orderBy(desc(articleTags.publishedAt), desc(articleTags.articleId))
    .limit(limit)
    .offset(offset)
  return listTeasers(rows.map((row) => row.id))
}

export type CorrectedArticle = Correction & { path: string; headline: string }

/** Corrections of published articles, newest first. */
export async function listCorrections({ limit, offset = 0 }: Stretch): Promise<CorrectedArticle[]> {
  return read
    .select({
      id: corrections.id,
      type: corrections.type,
      text: corrections.text,
      position: corrections.position,
      at: corrections.at,
      path: articles.path,
      headline: articles.headline,
    })
    .from(corrections)
    .innerJoin(articles, eq(articles.id, corrections.articleId))
    .where(eq(articles.status, 'published'))
    .orderBy(desc(corrections.at), desc(corrections.id))
    .limit(limit)
    .offset(offset)
}

/** First and last publication, in UTC milliseconds; null while there is none. */
export async function findSpan(): Promise<{ first: number; last: number } | null> {
  const [row] = await read
    .select({
      first: sql<number | null>`min(${articles.firstPublishedAt})`,
      last: sql<number | null>`max(${articles.firstPublishedAt})`,
    })
    .from(articles)
    .where(eq(articles.status, 'published'))
  return row?.first != null && row.last != null ? { first: row.first, last: row.last } : null
}

/** Whether anything was published from `from` until before `to`. */
export async function anyBetween(from: number, to: number): Promise<boolean> {
  const rows = await read
    .select({ id: articles.id })
    .from(articles)
    .where(
      and(
        eq(articles.status, 'published'),
        gte(articles.firstPublishedAt, from),
        lt(articles.firstPublishedAt, to),
      ),
    )
    .limit(1)
  return rows.length > 0
}
