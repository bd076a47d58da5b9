import { type MediaItem, thumbnailUrl } from '../schema.ts'

type Props = { item: MediaItem; alt?: string; wanted?: number; className?: string | undefined }

/** A small picture for the newsroom, filled around its focal point. */
export function Thumbnail({ item, alt = item.alt, wanted = 320, className }: Props) {
  return (
    <picture>
      <img
        className={className}
        src={thumbnailUrl(item, wanted)}
        alt={alt}
        width={item.width}
        height={item.height}
        loading="lazy"
        decoding="async"
        style={{ objectPosition: `${item.focalX * 100}% ${item.focalY * 100}%` }}
      />
    </picture>
  )
}
