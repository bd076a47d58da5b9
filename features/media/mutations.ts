import 'server-only'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'
import { media, type Variants } from '@/db/schema/media.ts'
import { mediaTag } from './tags.ts'

export type MediaInput = {
  sha256: string
  hash: string
  width: number
  height: number
  colour: string
  alt?: string | undefined
  caption?: string | undefined
  credit?: string | undefined
  licence?: string | undefined
  licenceUrl?: string | undefined
  source?: string | undefined
  focalX?: number | undefined
  focalY?: number | undefined
}

/** Id of the picture with that content, which is entered if it is new. */
export async function ensureMedia(tx: Tx, input: MediaInput): Promise<{ id: number; created: boolean }> {
  const [found] = await tx.select({ id: media.id }).from(media).where(eq(media.sha256, input.sha256))
  if (found) return { id: found.id, created: false }
  const given = Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== undefined),
  ) as MediaInput
  const [made] = await tx
    .insert(media)
    .values({ ...given, createdAt: Date.now() } as typeof media.$inferInsert)
    .returning({ id: media.id })
  return { id: made?.id as number, created: true }
}

/** Says which files of a picture are on disk, besides those that were known already. */
export async function saveVariants(tx: Tx, id: number, variants: Variants): Promise<void> {
  const [before] = await tx.select({ variants: media.variants }).from(media).where(eq(media.id, id))
  await tx
    .update(media)
    .set({ variants: { ...before?.variants, ...variants } })
    .where(eq(media.id, id))
  await tx.touch(mediaTag(id))
}
