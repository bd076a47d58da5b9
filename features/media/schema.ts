import { z } from 'zod'
import type { Variants } from '@/db/schema/media.ts'

/** A picture as pages know it. Focal point from 0 to 1 of width and height. */
export type MediaView = {
  id: number
  hash: string
  width: number
  height: number
  alt: string
  caption: string
  credit: string
  licence: string
  licenceUrl: string
  focalX: number
  focalY: number
  colour: string
  variants: Variants
}

/** A picture as the newsroom's library knows it. Times in UTC milliseconds. */
export type MediaItem = MediaView & {
  name: string
  copyright: string
  source: string
  sensitive: boolean
  takenAt: number | null
  /** From then on readers do not see it. */
  rightsExpireAt: number | null
  /** Since when readers do not see it; null while they may. */
  withheldAt: number | null
  /** Articles, working versions included, and authors' portraits that show it. */
  uses: number
  bytes: number
  uploaderId: number | null
  uploader: string
  createdAt: number
}

/** What an upload answers: `existing` when the library had the very same file. */
export type UploadedItem = MediaItem & { existing: boolean }

/** One place where a picture is used. */
export type MediaUse =
  | { kind: 'article'; id: number; title: string; status: string }
  | { kind: 'author'; id: number; title: string }

export const libraryFilters = ['mine', 'unused', 'no-alt', 'expired'] as const
export type LibraryFilter = (typeof libraryFilters)[number]

/** What the library is asked for; `page` is the `next` of the answer before. */
export const libraryQuerySchema = z.object({
  q: z.string().max(200).catch(''),
  filter: z.enum(libraryFilters).nullable().catch(null),
  page: z.coerce.number().int().positive().nullable().catch(null),
})
export type LibraryQuery = z.infer<typeof libraryQuerySchema>
export type LibraryPage = { items: MediaItem[]; next: number | null }

const text = (limit: number) => z.string().trim().max(limit, 'too-long').optional()
const part = z.number().min(0).max(1).optional()

/** What can be changed of a picture. Fields that are left out stay. */
export const mediaPatchSchema = z.strictObject({
  name: text(200),
  alt: text(1000),
  caption: text(2000),
  credit: text(300),
  copyright: text(300),
  licence: text(200),
  licenceUrl: z
    .union([z.literal(''), z.url({ protocol: /^https?$/, error: 'url-invalid' }).max(500)])
    .optional(),
  source: text(300),
  sensitive: z.boolean().optional(),
  /** The last day on which it may be shown, in the publication's zone; empty for no end. */
  rightsUntil: z.union([z.literal(''), z.iso.date('date-invalid')]).optional(),
  focalX: part,
  focalY: part,
})
export type MediaPatch = z.infer<typeof mediaPatchSchema>

export const fetchSchema = z.strictObject({ url: z.string().trim().max(2000) })

export type PictureFormat = keyof Variants

/** The widths that are made, in pixels, as far as the original is that wide. */
export const pictureWidths = [320, 640, 960, 1280, 1600] as const

/** Crops for search engines and social sites, always JPEG, around the focal point. */
export const crops = {
  social: { width: 1200, height: 630 },
  '16x9': { width: 1200, height: 675 },
  '4x3': { width: 1200, height: 900 },
  '1x1': { width: 1200, height: 1200 },
} as const
export type Crop = keyof typeof crops

/** Path of a picture file. The hash changes with the content, so it may be kept for ever. */
export function pictureUrl(
  media: { id: number; hash: string },
  width: number,
  format: PictureFormat,
): string {
  return `/media/${media.id}/${media.hash}-${width}.${format}`
}

/** Path of a crop. */
export function cropUrl(media: { id: number; hash: string }, crop: Crop): string {
  return `/media/${media.id}/${media.hash}-${crop}.jpg`
}

/** The width of a variant nearest to what is wanted, not smaller where there is a choice; null when there is none. */
export function nearestWidth(widths: readonly number[] | undefined, wanted: number): number | null {
  if (!widths || widths.length === 0) return null
  const sorted = [...widths].sort((a, b) => a - b)
  return sorted.find((width) => width >= wanted) ?? sorted.at(-1) ?? null
}

/** Address of a picture for the newsroom: also of one that readers may not see. */
export function thumbnailUrl(item: MediaItem, wanted = 320): string {
  const width = nearestWidth(item.variants.webp, wanted)
  if (item.withheldAt !== null || width === null) return `/api/admin/media/${item.id}/preview`
  return pictureUrl(item, width, 'webp')
}

type Size = { width: number; height: number }

/** The part of a picture that a shape cuts out, in its pixels: the focal point as near to the middle as the edges allow. */
export function cropBox(
  picture: Size,
  shape: Size,
  focal: { x: number; y: number },
): Size & { left: number; top: number } {
  const scale = Math.max(shape.width / picture.width, shape.height / picture.height)
  const width = Math.min(picture.width, Math.round(shape.width / scale))
  const height = Math.min(picture.height, Math.round(shape.height / scale))
  const place = (at: number, whole: number, part: number) =>
    Math.round(Math.min(whole - part, Math.max(0, at * whole - part / 2)))
  return {
    width,
    height,
    left: place(focal.x, picture.width, width),
    top: place(focal.y, picture.height, height),
  }
}
