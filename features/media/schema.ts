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
