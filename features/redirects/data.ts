import 'server-only'
import { asc, eq, inArray, or, sql } from 'drizzle-orm'
import { type Read, read } from '@/db/client.ts'
import { pathCounts, topMissing } from '@/db/metrics.ts'
import { articlePaths, articles, redirects } from '@/db/schema/articles.ts'
import { authors, sections, tags } from '@/db/schema/taxonomy.ts'
import { findArchive, issueExists } from '@/features/newsletter-archive/data.ts'
import { shapeOf } from '@/features/paths/locate.ts'
import { reservedSlugs } from '@/features/sections/schema.ts'
import type { MissingPath, Redirect } from './schema.ts'

export const redirectsPerPage = 100

/** Redirects whose addresses hold what was typed, in order, with how often they were followed. One more than a page. */
export async function listRedirects(typed: string, page: number): Promise<Redirect[]> {
  const text = `%${typed.trim().replace(/[\\%_]/g, '\\$&')}%`
  const found = await read
    .select()
    .from(redirects)
    .where(
      or(
        sql`${redirects.fromPath} LIKE ${text} ESCAPE '\\'`,
        sql`${redirects.toPath} LIKE ${text} ESCAPE '\\'`,
      ),
    )
    .orderBy(asc(redirects.fromPath))
    .limit(redirectsPerPage + 1)
    .offset((page - 1) * redirectsPerPage)
  const hits = new Map(
    (
      await pathCounts(
        'redirect_hits',
        found.map((row) => row.fromPath),
      )
    ).map((row) => [row.path, row]),
  )
  return found.map(({ fromPath, toPath, origin, createdAt }) => ({
    from: fromPath,
    to: toPath,
    origin,
    createdAt,
    hits: hits.get(fromPath)?.count ?? 0,
    lastAt: hits.get(fromPath)?.lastAt ?? null,
  }))
}

/** Addresses that readers ask for most and that lead nowhere. One more than a page. Once asked for is noise. */
export async function listMissing(page: number, all = false): Promise<MissingPath[]> {
  return topMissing(all ? 1 : 2, redirectsPerPage + 1, (page - 1) * redirectsPerPage)
}

/** Which of these addresses have a redirect. */
export async function knownRedirects(paths: readonly string[]): Promise<Set<string>> {
  if (paths.length === 0) return new Set()
  const found = await read
    .select({ path: redirects.fromPath })
    .from(redirects)
    .where(inArray(redirects.fromPath, [...paths]))
  return new Set(found.map((row) => row.path))
}

/** Whether a page of the site answers at an address by itself, so that a redirect there would never be followed. */
export async function isOwnPage(path: string, db: Read = read): Promise<boolean> {
  const shape = shapeOf(path)
  if (shape.kind === 'page' || shape.kind === 'dynamic' || shape.kind === 'document') return true
  if (shape.kind === 'issues') return (await findArchive(shape.list)) !== null
  if (shape.kind === 'issue') return issueExists(shape.list, shape.issue)
  const first = path.split('/')[1] ?? ''
  if (['admin', 'api', 'media', 'reader', 'preview', '_next', '-'].includes(first)) return true
  if (shape.kind === 'list' || shape.kind === 'feed') {
    if (shape.list === 'section' && reservedSlugs.has(shape.slug)) return true
    const table = shape.list === 'section' ? sections : shape.list === 'author' ? authors : tags
    const found = await db.select({ id: table.id }).from(table).where(eq(table.slug, shape.slug))
    return found.length > 0
  }
  const [article] = await db
    .select({ status: articles.status })
    .from(articlePaths)
    .innerJoin(articles, eq(articles.id, articlePaths.articleId))
    .where(eq(articlePaths.path, path))
  return article?.status === 'published'
}
