import type { Metadata } from 'next'
import { pageMetadata } from '@/features/discovery/metadata.ts'
import { loadSite } from '@/features/settings/loaders.ts'

export const ensureStatic = 'navigation'

export async function generateMetadata(): Promise<Metadata> {
  const { t, ...site } = await loadSite()
  return pageMetadata(site, { title: t.newsletter.thanksTitle, path: '/newsletter/thanks', noindex: true })
}

export default async function ThanksPage() {
  const { t } = await loadSite()
  return (
    <main id="content" className="wrap">
      <header className="page-head">
        <h1>{t.newsletter.thanksTitle}</h1>
        <p>{t.newsletter.thanks}</p>
        <p>{t.newsletter.thanksMore}</p>
      </header>
      <p>
        <a href="/">{t.notFound.back}</a>
      </p>
    </main>
  )
}
