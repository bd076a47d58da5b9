import type { Publication } from '@/features/settings/schema.ts'
import type { Dictionary } from '@/lib/i18n/dictionary.ts'
import { NewsletterFields } from './newsletter-fields.tsx'

type Props = { publication: Publication; t: Dictionary; source: string }

/**
 * The form on remembered pages. It posts to an address that never changes, so a page that somebody kept open over an
 * update still works; the address does what the action of /newsletter does.
 */
export function NewsletterBox({ publication, t, source }: Props) {
  const { heading, text } = publication.newsletter
  return (
    <section className="box newsletter" aria-labelledby="newsletter">
      <h2 id="newsletter">{heading || t.newsletter.heading}</h2>
      <p>{text || t.newsletter.text}</p>
      <form method="post" action="/newsletter/subscribe">
        <NewsletterFields publication={publication} t={t} source={source} />
      </form>
    </section>
  )
}
