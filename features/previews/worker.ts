// What is done in the copy of the database from which a preview is rendered. Never in the publication's own.
import 'server-only'
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { read, write } from '@/db/client.ts'
import { articles } from '@/db/schema/articles.ts'
import { frontPages } from '@/db/schema/newsroom.ts'
import { publishArticle } from '@/features/articles/mutations.ts'
import { AppError } from '@/lib/errors.ts'
import type { Arrival, Scene } from './schema.ts'

/** Whatever opens a door; and who keeps the publication's clock, because the copy has one of its own. */
const unwanted = ['sessions', 'account_tokens', 'preview_tokens', 'recovery_codes', 'passkeys', 'leases']

/** Takes away what no page needs. */
export async function prepareCopy(): Promise<void> {
  await write(async (tx) => {
    for (const table of unwanted) await tx.run(sql`DELETE FROM ${sql.identifier(table)}`)
    await tx.run(sql`UPDATE people SET password_hash = NULL, totp_secret = NULL`)
  })
}

/**
 * Puts out what the scene shows before its time: an article as it is being written, or a front page. Returns the
 * address at which the scene begins.
 * @throws AppError not-found, headline-missing, path-taken
 */
export async function setScene({ articleId, revisionId, layout }: Scene): Promise<string> {
  const now = Date.now()
  if (layout !== null && layout !== undefined)
    await write((tx) =>
      tx.insert(frontPages).values({ layout, startsAt: now, createdAt: now, updatedAt: now }),
    )
  if (articleId === null) return '/'
  return write(async (tx) => {
    if (revisionId !== null)
      await tx.update(articles).set({ workingRevisionId: revisionId }).where(eq(articles.id, articleId))
    const [row] = await tx
      .select({ lockVersion: articles.lockVersion })
      .from(articles)
      .where(eq(articles.id, articleId))
    if (!row) throw new AppError('not-found')
    await publishArticle(tx, { id: articleId, lockVersion: row.lockVersion })
    const [after] = await tx.select({ path: articles.path }).from(articles).where(eq(articles.id, articleId))
    return after?.path ?? '/'
  })
}

/** What came out after a time, in the order in which it did. */
export async function listArrivals(after: number): Promise<Arrival[]> {
  const rows = await read
    .select({ path: articles.path, headline: articles.headline, at: articles.firstPublishedAt })
    .from(articles)
    .where(and(eq(articles.status, 'published'), gt(articles.firstPublishedAt, after)))
    .orderBy(asc(articles.firstPublishedAt))
    .limit(50)
  return rows.map((row) => ({ ...row, at: row.at ?? 0 }))
}
