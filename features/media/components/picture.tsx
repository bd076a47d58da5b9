import { type MediaView, nearestWidth, type PictureFormat, pictureUrl } from '../schema.ts'

type Props = {
  media: MediaView
  alt: string
  /** How wide the picture stands on the page, as the `sizes` attribute says it. */
  sizes: string
  /** Box of fixed shape that the picture fills around its focal point; without it the picture keeps its own. */
  shape?: '3x2' | '16x9' | '1x1'
  /** The page's main picture: fetched first and at once. */
  main?: boolean
}

const cells = 4

/** Focal point as one of 25 names that the stylesheet knows: inline styles are forbidden by the content-security policy. */
function focalName({ focalX, focalY }: MediaView): string {
  return `${Math.round(focalX * cells)}-${Math.round(focalY * cells)}`
}

/** A picture in every size and format that was made of it. It takes its place before it arrives: nothing moves. */
export function Picture({ media, alt, sizes, shape, main = false }: Props) {
  const set = (format: PictureFormat) =>
    (media.variants[format] ?? []).map((width) => `${pictureUrl(media, width, format)} ${width}w`).join(', ')
  const fallback = nearestWidth(media.variants.jpg, 1280)
  if (fallback === null) return null
  const className = `picture${shape ? ` picture-${shape}` : ''}`
  return (
    <picture className={className}>
      {media.variants.avif && <source type="image/avif" srcSet={set('avif')} sizes={sizes} />}
      {media.variants.webp && <source type="image/webp" srcSet={set('webp')} sizes={sizes} />}
      <img
        src={pictureUrl(media, fallback, 'jpg')}
        alt={alt}
        width={media.width}
        height={media.height}
        data-focal={shape ? focalName(media) : undefined}
        loading={main ? undefined : 'lazy'}
        fetchPriority={main ? 'high' : undefined}
        decoding="async"
      />
    </picture>
  )
}
