// Pictures as mail programs can show them: JPEG, by an absolute address, no wider than a letter on a sharp screen.
import { type Crop, crops, cropUrl, type MediaView, pictureUrl } from '@/features/media/schema.ts'
import type { LetterPicture } from './schema.ts'

/** Pixels. Wider ones cost readers more than they show. */
const widest = 1200

/** A picture whole, in the widest JPEG that a letter may hold; null while its files are being made. */
export function letterPicture(media: MediaView, site: string): LetterPicture | null {
  const widths = [...(media.variants.jpg ?? [])].sort((a, b) => a - b)
  const width = widths.findLast((one) => one <= widest) ?? widths[0]
  if (width === undefined) return null
  return {
    url: site + pictureUrl(media, width, 'jpg'),
    width,
    height: Math.round((media.height * width) / media.width),
    alt: media.alt,
    credit: media.credit,
  }
}

/** A picture cut to a shape around what matters in it; null while its files are being made. */
export function croppedPicture(media: MediaView, crop: Crop, site: string): LetterPicture | null {
  const { alt, credit } = media
  return media.variants.jpg ? { url: site + cropUrl(media, crop), ...crops[crop], alt, credit } : null
}
