import 'server-only'
import { and, desc, eq, gt, inArray, isNotNull, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import { type Read, read } from '@/db/client.ts'
import { media } from '@/db/schema/media.ts'
import { people } from '@/db/schema/people.ts'
import { matchExpression } from '@/features/search/query.ts'
import type { LibraryPage, LibraryQuery, MediaItem, MediaUse, MediaView } from './schema.ts'

export const mediaColumns = {
  id: media.id,
  hash: media.hash,
  width: media.width,
  height: media.height,
  alt: media.alt,
  caption: media.caption,
  credit: media.credit,
  licence: media.licence,
  licenceUrl: media.licenceUrl,
  focalX: media.focalX,
  focalY: media.focalY,
  colour: media.colour,
  variants: media.variants,
}

/** Whether readers may see a picture at a time: its rights are not over. For a join or a condition. */
export const shownAt = (at: number): SQL | undefined =>
  or(isNull(media.rightsExpireAt), gt(media.rightsExpireAt, at))

/** The pictures with these ids that readers may see, in no particular order; ids that are gone are left out. */
export async function listMedia(
  ids: readonly number[],
  at = Date.now(),
  db: Read = read,
): Promise<MediaView[]> {
  if (ids.length === 0) return []
  return db
    .select(mediaColumns)
    .from(media)
    .where(and(inArray(media.id, [...new Set(ids)]), shownAt(at)))
}

/** One picture that readers may see, or null. */
export async function findMedia(id: number, at = Date.now()): Promise<MediaView | null> {
  const [row] = await listMedia([id], at)
  return row ?? null
}

/** The picture made from a file with that SHA-256 (hex), shown or not; or null. */
export async function findMediaBySha(sha256: string): Promise<MediaView | null> {
  const [row] = await read.select(mediaColumns).from(media).where(eq(media.sha256, sha256))
  return row ?? null
}

// Whoever shows a picture: articles by their list of pictures or as lead picture, authors as portrait.
const usesOf = sql<number>`(
  SELECT count(*) FROM (
    SELECT article_id FROM article_media WHERE media_id = ${media.id}
    UNION SELECT id FROM articles WHERE hero_media_id = ${media.id}
  )
) + (SELECT count(*) FROM authors WHERE portrait_media_id = ${media.id})`

const itemColumns = {
  ...mediaColumns,
  name: media.name,
  copyright: media.copyright,
  source: media.source,
  sensitive: media.sensitive,
  takenAt: media.takenAt,
  rightsExpireAt: media.rightsExpireAt,
  withheldAt: media.withheldAt,
  uses: usesOf,
  bytes: media.bytes,
  uploaderId: media.uploaderId,
  uploader: sql<string>`coalesce(${people.name}, '')`,
  createdAt: media.createdAt,
}

const items = (db: Read) =>
  db.select(itemColumns).from(media).leftJoin(people, eq(people.id, media.uploaderId)).$dynamic()

/** A picture of the library, or null. */
export async function findItem(id: number, db: Read = read): Promise<MediaItem | null> {
  const [row] = await items(db).where(eq(media.id, id))
  return row ?? null
}

export const libraryPageSize = 48

/**
 * A page of the library, newest first.
 * @param reader whose pictures "mine" means
 */
export async function listLibrary(
  { q, filter, page }: LibraryQuery,
  reader: number | null,
  now = Date.now(),
): Promise<LibraryPage> {
  const words = q.trim() ? matchExpression(q) : undefined
  if (words === null) return { items: [], next: null }
  const conditions: Record<NonNullable<LibraryQuery['filter']>, SQL | undefined> = {
    mine: eq(media.uploaderId, reader ?? -1),
    unused: sql`${usesOf} = 0`,
    'no-alt': eq(media.alt, ''),
    expired: lte(media.rightsExpireAt, now),
  }
  const rows = await items(read)
    .where(
      and(
        sql`${media.variants} <> '{}'`, // files are still being made, or never were
        words ? sql`${media.id} IN (SELECT rowid FROM media_fts WHERE media_fts MATCH ${words})` : undefined,
        filter ? conditions[filter] : undefined,
        page ? lt(media.id, page) : undefined,
      ),
    )
    .orderBy(desc(media.id))
    .limit(libraryPageSize + 1)
  const shown = rows.slice(0, libraryPageSize)
  return { items: shown, next: rows.length > libraryPageSize ? (shown.at(-1)?.id ?? null) : null }
}

/**
 * Where a picture is used: articles, last changed first, then authors.
 * @param person names unpublished articles only as far as they work on them; null: all are named
 */
export async function listUses(
  id: number,
  person: number | null = null,
  db: Read = read,
): Promise<MediaUse[]> {
  const articles = await db.all<{ id: number; title: string; status: string }>(sql`
    SELECT id, headline AS title, status FROM articles
    WHERE (hero_media_id = ${id} OR id IN (SELECT article_id FROM article_media WHERE media_id = ${id}))
    AND (${person} IS NULL OR status = 'published' OR owner_id = ${person} OR assignee_id = ${person})
    ORDER BY updated_at DESC, id DESC`)
  const authors = await db.all<{ id: number; title: string }>(
    sql`SELECT id, name AS title FROM authors WHERE portrait_media_id = ${id} ORDER BY name`,
  )
  return [
    ...articles.map((row): MediaUse => ({ kind: 'article', ...row })),
    ...authors.map((row): MediaUse => ({ kind: 'author', ...row })),
  ]
}

/** Pictures whose rights ended, or were given again, since that was last seen to. */
export async function listRightsDue(now: number): Promise<number[]> {
  const rows = await read
    .select({ id: media.id })
    .from(media)
    .where(
      or(
        and(isNull(media.withheldAt), lte(media.rightsExpireAt, now)),
        and(isNotNull(media.withheldAt), shownAt(now)),
      ),
    )
  return rows.map((row) => row.id)
}
