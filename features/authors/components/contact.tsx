import type { Dictionary } from '@/lib/i18n/dictionary.ts'
import { type Author, contactHref } from '../schema.ts'

/** How readers reach an author. Nothing when no way is given. */
export function Contact({ author, t }: { author: Pick<Author, 'contact' | 'name'>; t: Dictionary }) {
  const href = contactHref(author.contact)
  if (href === null) return null
  const shown = author.contact.replace(/^https?:\/\/(?:www\.)?|\/$/g, '')
  return (
    <p className="author-contact">
      {t.author.contact}:{' '}
      <a href={href} rel={href.startsWith('mailto:') ? undefined : 'me noopener'}>
        {shown}
      </a>
    </p>
  )
}
