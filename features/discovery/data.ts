import 'server-only'
import { and, asc, desc, eq, gte, inArray, isNotNull, sql } from 'drizzle-orm'
import { read } from '@/db/client.ts'
import { articleAuthors, articles, articleTags } from '@/db/schema/articles.ts'
import { authors, sections, tags } from '@/db/schema/taxonomy.ts'

/** Articles in one sitemap file. */
export const sitemapSize = 5000

type Modified = { path: string; lastmod: number | null }

const published = eq(articles.status, 'published')
const lastmod = sql<number | null>`coalesce(${articles.substantiveUpdatedAt}, ${articles.firstPublishedAt})`

/** How many sitemap files the articles need, each with the time of its latest change. */
export async function listArticleSitemaps(): Promise<{ number: number; lastmod: number | null }[]> {
  return read.all(sql`
    SELECT CAST((row_number - 1) / ${sitemapSize} AS INTEGER) + 1 AS number, max(modified) AS lastmod
    FROM (SELECT row_number() OVER (ORDER BY id) AS row_number, coalesce(substantive_updated_at, first_published_at) AS modified
          FROM articles WHERE status = 'published')
    GROUP BY 1 ORDER BY 1`)
}

/** Whether there are enough articles for that sitemap file. */
export async function articleSitemapExists(number: number): Promise<boolean> {
  const rows = await read
    .select({ id: articles.id })
    .from(articles)
    .where(published)
    .orderBy(asc(articles.id))
    .limit(1)
    .offset((number - 1) * sitemapSize)
  return rows.length > 0
}

/** The articles of one sitemap file, oldest first, so that full files stay as they are. */
export async function listArticlesForSitemap(number: number): Promise<Modified[]> {
  return read
    .select({ path: articles.path, lastmod })
    .from(articles)
    .where(published)
    .orderBy(asc(articles.id))
    .limit(sitemapSize)
    .offset((number - 1) * sitemapSize)
}

/** Lists that have something in them, with the time of their newest article. */
export async function listListsForSitemap(): Promise<Modified[]> {
  const newest = sql<number | null>`max(${articles.firstPublishedAt})`
  const inSections = await read
    .select({ slug: sections.slug, at: newest })
    .from(sections)
    .innerJoin(articles, and(eq(articles.sectionId, sections.id), published))
    .groupBy(sections.id)
    .orderBy(asc(sections.slug))
  const byAuthors = await read
    .select({ slug: authors.slug, at: sql<number | null>`max(${articleAuthors.publishedAt})` })
    .from(authors)
    .innerJoin(
      articleAuthors,
      and(eq(articleAuthors.authorId, authors.id), isNotNull(articleAuthors.publishedAt)),
    )
    .groupBy(authors.id)
    .orderBy(asc(authors.slug))
  const onTopics = await read
    .select({ slug: tags.slug, at: sql<number | null>`max(${articleTags.publishedAt})` })
    .from(tags)
    .innerJoin(articleTags, and(eq(articleTags.tagId, tags.id), isNotNull(articleTags.publishedAt)))
    .groupBy(tags.id)
    .orderBy(asc(tags.slug))
  const under = (prefix: string) => (row: { slug: string; at: number | null }) => ({
    path: `${prefix}/${row.slug}`,
    lastmod: row.at,
  })
  return [
    ...inSections.map(under('')),
    ...byAuthors.map(under('/authors')),
    ...onTopics.map(under('/topics')),
  ]
}

/** Articles published since a time, newest first, at most 1,000. */
export async function listForNews(since: number) {
  return read
    .select({
      path: articles.path,
      title: articles.headline,
      publishedAt: articles.firstPublishedAt,
      language: articles.language,
    })
    .from(articles)
    .where(and(published, gte(articles.firstPublishedAt, since)))
    .orderBy(desc(articles.firstPublishedAt))
    .limit(1000)
}

/** Topics of articles by id, for feeds. */
export async function listTagNames(ids: readonly number[]): Promise<Map<number, string[]>> {
  if (ids.length === 0) return new Map()
  const rows = await read
    .select({ id: articleTags.articleId, name: tags.name })
    .from(articleTags)
    .innerJoin(tags, eq(tags.id, articleTags.tagId))
    .where(inArray(articleTags.articleId, [...ids]))
    .orderBy(asc(articleTags.position))
  const names = new Map<number, string[]>()
  for (const { id, name } of rows) names.set(id, [...(names.get(id) ?? []), name])
  return names
}
