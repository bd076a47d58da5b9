import 'server-only'
import { and, eq, ne, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'
import { articlePaths, articles, redirects } from '@/db/schema/articles.ts'
import { AppError } from '@/lib/errors.ts'

/**
 * Gives an article its address; the one it had answers 301 from now on.
 * @throws AppError path-taken when another article has, or had, that address
 */
export async function claimPath(tx: Tx, articleId: number, path: string): Promise<void> {
  const [owner] = await tx
    .select({ id: articlePaths.articleId })
    .from(articlePaths)
    .where(eq(articlePaths.path, path))
  if (owner && owner.id !== articleId) throw new AppError('path-taken', path)
  await tx
    .update(articlePaths)
    .set({ current: false })
    .where(
      and(eq(articlePaths.articleId, articleId), eq(articlePaths.current, true), ne(articlePaths.path, path)),
    )
  await tx
    .insert(articlePaths)
    .values({ path, articleId, current: true, createdAt: Date.now() })
    .onConflictDoUpdate({ target: articlePaths.path, set: { current: true } })
  await tx.delete(redirects).where(eq(redirects.fromPath, path))
}

/**
 * Sends one address to another (301), or says that it is gone for good (`to` null, 410). Redirects that led
 * to `from` are led on, so nobody is sent twice; a circle is refused.
 * @throws AppError path-taken when `to` leads back to `from`
 */
export async function saveRedirect(tx: Tx, from: string, to: string | null, origin: string): Promise<void> {
  let end = to
  const seen = new Set([from])
  while (end !== null) {
    if (seen.has(end)) throw new AppError('path-taken', `${from} and ${to} would send readers in a circle`)
    seen.add(end)
    const [next] = await tx
      .select({ to: redirects.toPath })
      .from(redirects)
      .where(eq(redirects.fromPath, end))
    if (!next?.to) break
    end = next.to
  }
  const values = { toPath: end, status: end === null ? 410 : 301, origin, createdAt: Date.now() }
  await tx
    .insert(redirects)
    .values({ fromPath: from, ...values })
    .onConflictDoUpdate({ target: redirects.fromPath, set: values })
  await tx.update(redirects).set({ toPath: end, status: values.status }).where(eq(redirects.toPath, from))
}

const pagesOfList = ['', '/feed.xml', '/atom.xml', '/feed.json']

/** A list (a section, topic or author) has another address: the old one and its feeds lead to the new one's. */
export async function moveList(tx: Tx, from: string, to: string): Promise<void> {
  for (const page of pagesOfList) await tx.delete(redirects).where(eq(redirects.fromPath, to + page))
  for (const page of pagesOfList) await saveRedirect(tx, from + page, to + page, 'rename')
}

/**
 * A section has another address: all its articles move with it, and where they were answers 301. Returns every path that
 * published articles had and have.
 * @throws AppError path-taken when an address that is needed belongs, or belonged, to another article
 */
export async function moveArticlesOfSection(tx: Tx, sectionId: number, to: string): Promise<string[]> {
  const inSection = eq(articles.sectionId, sectionId)
  const now = Date.now()
  const path = sql<string>`${`/${to}/`} || ${articles.slug}`
  const [taken] = await tx
    .select({ path: articlePaths.path })
    .from(articles)
    .innerJoin(articlePaths, sql`${articlePaths.path} = ${path}`)
    .where(and(inSection, ne(articlePaths.articleId, articles.id)))
    .limit(1)
  if (taken) throw new AppError('path-taken', taken.path)
  const moved = await tx
    .select({ from: articles.path, to: path })
    .from(articles)
    .where(and(inSection, eq(articles.status, 'published')))
  const ids = sql`SELECT id FROM articles WHERE section_id = ${sectionId}`
  await tx.run(sql`UPDATE article_paths SET current = 0 WHERE current = 1 AND article_id IN (${ids})`)
  await tx.run(sql`INSERT INTO article_paths (path, article_id, current, created_at)
    SELECT ${`/${to}/`} || slug, id, 1, ${now} FROM articles
    WHERE section_id = ${sectionId} AND id IN (SELECT article_id FROM article_paths)
    ON CONFLICT (path) DO UPDATE SET current = 1`)
  await tx.run(sql`DELETE FROM redirects WHERE from_path IN
    (SELECT path FROM article_paths WHERE current = 1 AND article_id IN (${ids}))`)
  await tx.update(articles).set({ path }).where(inSection)
  return moved.flatMap((row) => [row.from, row.to])
}
