import type { Metadata } from 'next'
import { connection } from 'next/server'
import { pageMetadata } from '@/features/discovery/metadata.ts'
import { subscribeAction } from '@/features/newsletter/actions.ts'
import { NewsletterFields } from '@/features/newsletter/components/newsletter-fields.tsx'
import { loadSite } from '@/features/settings/loaders.ts'
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
  await connection()
  const { publication, t } = await loadSite()
  const refused = requestScope.getStore()?.form
  return (
    <main id="content" className="wrap">
      <header className="page-head">
        <h1>{publication.newsletter.heading || t.newsletter.heading}</h1>
        <p>{publication.newsletter.text || t.newsletter.text}</p>
      </header>
      <form action={subscribeAction} className="narrow">
        <NewsletterFields
          publication={publication}
          t={t}
          source={refused?.values.source || '/newsletter'}
          email={refused?.values.email}
          error={refused ? t.newsletter.invalid : undefined}
        />
      </form>
    </main>
  )
}
