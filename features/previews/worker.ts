// What is done in the copy of the database from which a preview is rendered. Never in the publication's own.
import 'server-only'
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { read, write } from '@/db/client.ts'
import { articles } from '@/db/schema/articles.ts'
import { media } from '@/db/schema/media.ts'
import { frontPages } from '@/db/schema/newsroom.ts'
import { outbox } from '@/db/schema/operations.ts'
import { publishArticle } from '@/features/articles/mutations.ts'
import { AppError } from '@/lib/errors.ts'
import type { Arrival, Scene } from './schema.ts'

/** Whatever opens a door; and who keeps the publication's clock, because the copy has one of its own. */
const unwanted = [
  'sessions',
  'account_tokens',
  'preview_tokens',
  'recovery_codes',
  'passkeys',
  'leases',
  'mail_settings',
  // Readers of the newsletter are on no page.
  'newsletter_bounces',
  'newsletter_deliveries',
  'newsletter_tokens',
  'newsletter_consents',
  'newsletter_subscriptions',
  'newsletter_keys',
  'subscribers',
]

/** Takes away what no page needs. */
export async function prepareCopy(): Promise<void> {
  await write(async (tx) => {
    for (const table of unwanted) await tx.run(sql`DELETE FROM ${sql.identifier(table)}`)
    await tx.run(sql`UPDATE people SET password_hash = NULL, totp_secret = NULL`)
  })
}

/** How long the smaller files of one picture take, about. Milliseconds. */
const perPicture = 6_000

/**
 * Counts on the smaller files of pictures that came in just now: by a later time they will be there, and pages name them.
 * @param time how long it is until then, in milliseconds
 */
export async function expectPictures(time: number): Promise<void> {
  await write(async (tx) => {
    const jobs = await tx
      .select({ payload: outbox.payload })
      .from(outbox)
      .where(eq(outbox.kind, 'avif'))
      .orderBy(asc(outbox.dueAt), asc(outbox.id))
      .limit(Math.floor(time / perPicture))
    for (const { payload } of jobs) {
      const { mediaId } = payload as { mediaId: number }
      const [row] = await tx.select({ variants: media.variants }).from(media).where(eq(media.id, mediaId))
      if (!row?.variants.webp || row.variants.avif) continue
      const variants = { ...row.variants, avif: row.variants.webp }
      await tx.update(media).set({ variants }).where(eq(media.id, mediaId))
    }
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
