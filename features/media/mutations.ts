import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'
import { media, type Variants } from '@/db/schema/media.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { tagsOfArticle } from '@/features/articles/projection.ts'
import { articleIdTag } from '@/features/articles/tags.ts'
import { audit } from '@/features/audit/mutations.ts'
import { authorTag } from '@/features/authors/tags.ts'
import { AppError } from '@/lib/errors.ts'
import { findItem, listUses } from './data.ts'
import { mediaTag } from './tags.ts'

export type MediaInput = {
  sha256: string
  hash: string
  width: number
  height: number
  colour: string
  bytes?: number | undefined
  name?: string | undefined
  alt?: string | undefined
  caption?: string | undefined
  credit?: string | undefined
  copyright?: string | undefined
  licence?: string | undefined
  licenceUrl?: string | undefined
  source?: string | undefined
  takenAt?: number | null | undefined
  focalX?: number | undefined
  focalY?: number | undefined
}

/** Id of the picture with that content, which is entered if it is new. */
export async function ensureMedia(
  tx: Tx,
  actor: Actor,
  input: MediaInput,
): Promise<{ id: number; hash: string; created: boolean }> {
  const [found] = await tx
    .select({ id: media.id, hash: media.hash })
    .from(media)
    .where(eq(media.sha256, input.sha256))
  if (found) return { ...found, created: false }
  const given = Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== undefined),
  ) as MediaInput
  const now = Date.now()
  const id = await nextId(tx)
  await tx.insert(media).values({ ...given, id, uploaderId: actor.id, createdAt: now, updatedAt: now })
  await indexWords(tx, id)
  const { name, alt, credit, sha256 } = input
  await audit(tx, actor, {
    event: 'media.upload',
    entity: 'media',
    entityId: id,
    after: { name, alt, credit, sha256 },
  })
  return { id, hash: input.hash, created: true }
}

/** Never the id of a picture that was deleted: an old revision that names it would show another one in its place. */
async function nextId(tx: Tx): Promise<number> {
  const [row] = await tx.all<{ id: number }>(sql`SELECT 1 + max(
    coalesce((SELECT max(id) FROM media), 0),
    coalesce((SELECT max(entity_id) FROM audit_log WHERE entity = 'media'), 0)) AS id`)
  return row?.id ?? 1
}

async function indexWords(tx: Tx, id: number): Promise<void> {
  await tx.run(sql`DELETE FROM media_fts WHERE rowid = ${id}`)
  await tx.run(sql`INSERT INTO media_fts (rowid, name, alt, caption, credit)
    SELECT id, name, alt, caption, credit || ' ' || copyright || ' ' || source FROM media WHERE id = ${id}`)
}

/**
 * Says which files of a picture are on disk, besides those that were known already.
 * @returns false when the picture has other files by now: nothing is changed
 */
export async function saveVariants(tx: Tx, id: number, variants: Variants, hash?: string): Promise<boolean> {
  const [before] = await tx
    .select({ variants: media.variants, hash: media.hash })
    .from(media)
    .where(eq(media.id, id))
  if (!before || (hash !== undefined && hash !== before.hash)) return false
  await tx
    .update(media)
    .set({ variants: { ...before.variants, ...variants } })
    .where(eq(media.id, id))
  await tx.touch(mediaTag(id))
  return true
}

/** The tags of every page that shows a picture, and the published articles whose lead picture it is. */
async function shownOn(tx: Tx, id: number): Promise<{ tags: string[]; leads: number[] }> {
  const articles = await tx.all<{ id: number; lead: number }>(sql`
    SELECT id, hero_media_id IS ${id} AS lead FROM articles
    WHERE status = 'published'
      AND (hero_media_id = ${id} OR id IN (SELECT article_id FROM article_media WHERE media_id = ${id}))`)
  const authors = await tx.all<{ slug: string }>(
    sql`SELECT slug FROM authors WHERE portrait_media_id = ${id}`,
  )
  const tags = [mediaTag(id), ...authors.map(({ slug }) => authorTag(slug))]
  for (const article of articles)
    tags.push(articleIdTag(article.id), ...(await tagsOfArticle(tx, article.id)))
  return { tags, leads: articles.flatMap((article) => (article.lead ? [article.id] : [])) }
}

/** What editMedia can set. Times in UTC milliseconds. */
export type MediaChange = Partial<
  Pick<
    typeof media.$inferSelect,
    | 'name'
    | 'alt'
    | 'caption'
    | 'credit'
    | 'copyright'
    | 'licence'
    | 'licenceUrl'
    | 'source'
    | 'sensitive'
    | 'rightsExpireAt'
  >
>

/**
 * Changes what is said of a picture; pages that show it become stale. Fields that are as they were leave no trace.
 * @throws AppError not-found
 */
export async function editMedia(tx: Tx, actor: Actor, id: number, change: MediaChange): Promise<void> {
  const before = await findItem(id, tx)
  if (!before) throw new AppError('not-found', `picture ${id}`)
  const changed = Object.entries(change).filter(
    ([name, value]) => value !== undefined && value !== before[name as keyof MediaChange],
  )
  if (changed.length === 0) return
  const after = Object.fromEntries(changed) as MediaChange
  await tx
    .update(media)
    .set({ ...after, updatedAt: Date.now() })
    .where(eq(media.id, id))
  await indexWords(tx, id)
  await tx.touch(...(await shownOn(tx, id)).tags)
  await audit(tx, actor, {
    event: 'media.edit',
    entity: 'media',
    entityId: id,
    before: Object.fromEntries(changed.map(([name]) => [name, before[name as keyof MediaChange]])),
    after,
  })
  if ('rightsExpireAt' in after) await settleRights(tx, actor, id, Date.now())
}

const keepOldFiles = 30 * 24 * 3_600_000

/**
 * Moves a picture to files that were cut around another point. The old ones stay for a month: feeds and letters name them.
 * @returns false when the picture's files are others than `expected` by now: nothing is changed
 */
export async function reframe(
  tx: Tx,
  actor: Actor,
  id: number,
  expected: { hash: string; variants: Variants },
  to: { hash: string; focalX: number; focalY: number },
): Promise<boolean> {
  const [before] = await tx
    .select()
    .from(media)
    .where(and(eq(media.id, id), eq(media.hash, expected.hash)))
  if (!before || JSON.stringify(before.variants) !== JSON.stringify(expected.variants)) return false
  await tx
    .update(media)
    .set({ ...to, updatedAt: Date.now() })
    .where(eq(media.id, id))
  const { tags, leads } = await shownOn(tx, id)
  await tx.touch(...tags)
  for (const articleId of leads) await tx.enqueue('social-picture', { articleId })
  await tx.enqueue('media-old-files', { mediaId: id, hash: expected.hash }, keepOldFiles)
  await audit(tx, actor, {
    event: 'media.edit',
    entity: 'media',
    entityId: id,
    before: { focalX: before.focalX, focalY: before.focalY },
    after: { focalX: to.focalX, focalY: to.focalY },
  })
  return true
}

/**
 * Takes a picture away for good; its files follow.
 * @throws AppError not-found; picture-used with the places in `facts.uses`
 */
export async function deleteMedia(tx: Tx, actor: Actor, id: number): Promise<void> {
  const before = await findItem(id, tx)
  if (!before) throw new AppError('not-found', `picture ${id}`)
  const uses = await listUses(id, null, tx)
  if (uses.length > 0) throw new AppError('picture-used', `picture ${id}`, { uses })
  await tx.run(sql`DELETE FROM media_fts WHERE rowid = ${id}`)
  await tx.delete(media).where(eq(media.id, id))
  await tx.enqueue('media-files', { mediaId: id })
  await tx.touch(mediaTag(id))
  const { name, alt, credit } = before
  await audit(tx, actor, {
    event: 'media.delete',
    entity: 'media',
    entityId: id,
    before: { name, alt, credit },
  })
}

/**
 * Hides a picture whose rights are over from readers, or shows one again whose rights were extended: pages that name it
 * become stale, its files move out of reach or back. Done twice it changes nothing.
 */
export async function settleRights(tx: Tx, actor: Actor, id: number, now: number): Promise<void> {
  const [row] = await tx
    .select({ until: media.rightsExpireAt, withheldAt: media.withheldAt })
    .from(media)
    .where(eq(media.id, id))
  if (!row) return
  const over = row.until !== null && row.until <= now
  if (over === (row.withheldAt !== null)) return
  await tx
    .update(media)
    .set({ withheldAt: over ? now : null })
    .where(eq(media.id, id))
  const { tags, leads } = await shownOn(tx, id)
  await tx.touch(...tags)
  // The job makes another picture for social sites; until then there is none.
  if (over) await tx.run(sql`UPDATE articles SET social = '' WHERE hero_media_id = ${id}`)
  for (const articleId of leads) await tx.enqueue('social-picture', { articleId })
  await tx.enqueue('media-files', { mediaId: id })
  await audit(tx, actor, {
    event: over ? 'media.expire' : 'media.show',
    entity: 'media',
    entityId: id,
    after: { rightsExpireAt: row.until },
  })
}
