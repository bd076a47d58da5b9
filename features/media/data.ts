import 'server-only'
import { eq, inArray } from 'drizzle-orm'
import { read } from '@/db/client.ts'
import { media } from '@/db/schema/media.ts'
import type { MediaView } from './schema.ts'

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

/** The pictures with these ids, in no particular order; ids that are gone are left out. */
export async function listMedia(ids: readonly number[]): Promise<MediaView[]> {
  if (ids.length === 0) return []
  return read
    .select(mediaColumns)
    .from(media)
    .where(inArray(media.id, [...new Set(ids)]))
}

/** One picture, or null. */
export async function findMedia(id: number): Promise<MediaView | null> {
  const [row] = await read.select(mediaColumns).from(media).where(eq(media.id, id))
  return row ?? null
}

/** The picture made from a file with that SHA-256 (hex), or null. */
export async function findMediaBySha(sha256: string): Promise<MediaView | null> {
  const [row] = await read.select(mediaColumns).from(media).where(eq(media.sha256, sha256))
  return row ?? null
}
