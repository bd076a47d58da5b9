import { Picture } from '@/features/media/components/picture.tsx'
import type { MediaView } from '@/features/media/schema.ts'
import { initials } from '@/lib/text.ts'

/** An author's face, or initials where there is no photograph. Only decoration: the name always stands beside it. */
export function Portrait({
  name,
  media,
  size = 'small',
}: {
  name: string
  media?: MediaView | undefined
  size?: 'small' | 'large'
}) {
  if (media) {
    return (
      <span className={`portrait portrait-${size}`}>
        <Picture media={media} alt="" sizes={size === 'large' ? '7rem' : '3rem'} shape="1x1" />
      </span>
    )
  }
  return (
    <span className={`portrait portrait-${size}`} aria-hidden="true">
      {initials(name)}
    </span>
  )
}
