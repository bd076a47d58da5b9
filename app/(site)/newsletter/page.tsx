import type { Metadata } from 'next'
import { pageMetadata } from '@/features/discovery/metadata.ts'
import { loadSite } from '@/features/settings/loaders.ts'
import { subscribeAction } from '@/features/subscribers/actions.ts'
import { NewsletterChoice } from '@/features/subscribers/components/newsletter-choice.tsx'
import { NewsletterFields } from '@/features/subscribers/components/newsletter-fields.tsx'
import { loadOffer } from '@/features/subscribers/loaders.ts'
import { requestScope } from '@/lib/request-scope.ts'

// Shown again with what was typed when input was refused, so it is never kept.
export const instant = false

export async function generateMetadata(): Promise<Metadata> {
  const { t, ...site } = await loadSite()
  return pageMetadata(site, {
    title: t.newsletter.title,
    description: site.publication.newsletter.text || t.newsletter.text,
    path: '/newsletter',
  })
}

export default async function NewsletterPage() {
  const newsletters = await loadOffer()
  const { publication, t } = await loadSite()
  const form = requestScope.getStore()?.form
  const refused = form?.form === 'newsletter' ? form : undefined
  const chosen = refused?.newsletters ?? newsletters.slice(0, 1).map(({ slug }) => slug)
  return (
    <main id="content" className="wrap">
      <header className="page-head">
        <h1>{publication.newsletter.heading || t.newsletter.heading}</h1>
        <p>{publication.newsletter.text || t.newsletter.text}</p>
      </header>
      <form action={subscribeAction} className="narrow">
        {newsletters.length > 1 && <NewsletterChoice t={t} newsletters={newsletters} chosen={chosen} />}
        <NewsletterFields
          publication={publication}
          t={t}
          source={refused?.values.source || '/newsletter'}
          email={refused?.values.email}
          error={refused ? t.newsletter.invalid : undefined}
        />
      </form>
      <p className="archive-link">
        <a href="/newsletter/archive">{t.letters.archive.link}</a>
      </p>
    </main>
  )
}
