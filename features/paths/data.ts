import 'server-only'
import { and, desc, eq } from 'drizzle-orm'
import { type Read, read } from '@/db/client.ts'
import { articlePaths, articles, redirects } from '@/db/schema/articles.ts'

/** What stands at an address: the article itself, another address to go to, nothing any more, or nothing at all. */
export type PathAnswer =
  | { kind: 'article' }
  | { kind: 'moved'; to: string }
  | { kind: 'gone' }
  | { kind: 'missing' }

const longestChain = 10

/** Follows redirects and old addresses to their end, so that a reader is sent on once. */
export async function resolvePath(path: string, db: Read = read): Promise<PathAnswer> {
  let at = path
  for (let step = 0; step < longestChain; step++) {
    const [known] = await db
      .select({ current: articlePaths.current, path: articles.path, status: articles.status })
      .from(articlePaths)
      .innerJoin(articles, eq(articles.id, articlePaths.articleId))
      .where(eq(articlePaths.path, at))
    if (known?.status === 'published') {
      if (!known.current) return { kind: 'moved', to: known.path }
      return at === path ? { kind: 'article' } : { kind: 'moved', to: at }
    }
    const [redirect] = await db
      .select({ to: redirects.toPath, status: redirects.status })
      .from(redirects)
      .where(eq(redirects.fromPath, at))
    if (redirect?.status === 410) return { kind: 'gone' }
    if (!redirect?.to || redirect.to === at) {
      if (known?.status === 'unpublished' || known?.status === 'archived') return { kind: 'gone' }
      return at === path ? { kind: 'missing' } : { kind: 'moved', to: at }
    }
    at = redirect.to
    if (!at.startsWith('/')) return { kind: 'moved', to: at }
  }
  return { kind: 'missing' } // a loop: nobody is sent round in it
}

/** Id of the published article at an address, old or current; null when there is none. */
export async function findArticleIdAt(path: string): Promise<number | null> {
  const [row] = await read
    .select({ id: articles.id })
    .from(articlePaths)
    .innerJoin(articles, eq(articles.id, articlePaths.articleId))
    .where(and(eq(articlePaths.path, path), eq(articles.status, 'published')))
  return row?.id ?? null
}

/** Id of the newest published article with that last part of its address; null when there is none. */
export async function findArticleIdBySlug(slug: string): Promise<number | null> {
  const [row] = await read
    .select({ id: articles.id })
    .from(articles)
    .where(and(eq(articles.slug, slug), eq(articles.status, 'published')))
    .orderBy(desc(articles.firstPublishedAt))
    .limit(1)
  return row?.id ?? null
}

/**
 * Id of the one article that an operator means by a slug or a whole address, whatever its state; null when there is
 * none. Of several in different sections the published one counts, then the newest.
 */
export async function findAnyArticleId(slug: string, db: Read = read): Promise<number | null> {
  const [row] = await db
    .select({ id: articles.id })
    .from(articles)
    .where(slug.startsWith('/') ? eq(articles.path, slug) : eq(articles.slug, slug))
    .orderBy(desc(eq(articles.status, 'published')), desc(articles.id))
    .limit(1)
  return row?.id ?? null
}
