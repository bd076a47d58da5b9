import { type MediaView, nearestWidth, pictureUrl } from '@/features/media/schema.ts'
import { el } from '../dom.ts'

/** A picture of the library at about that width, in a box of its own shape so that nothing moves when it arrives. */
export function pictureElement(media: MediaView, wanted: number, alt: string): HTMLImageElement | null {
  const format = media.variants.webp?.length ? 'webp' : 'jpg'
  const width = nearestWidth(media.variants[format], wanted)
  if (width === null) return null
  return el('img', {
    src: pictureUrl(media, width, format),
    alt,
    width: media.width,
    height: media.height,
    draggable: 'false',
  })
}
