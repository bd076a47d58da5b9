import 'server-only'
import { and, eq, ne } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'
import { articlePaths, redirects } from '@/db/schema/articles.ts'
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
