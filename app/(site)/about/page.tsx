import type { Metadata } from 'next'
import { JsonLd } from '@/components/ui/json-ld.tsx'
import { Body } from '@/features/articles/components/body.tsx'
import { siteLd } from '@/features/discovery/json-ld.ts'
import { pageMetadata } from '@/features/discovery/metadata.ts'
import { LegalFacts } from '@/features/settings/components/legal-facts.tsx'
import { loadSite } from '@/features/settings/loaders.ts'

export const ensureStatic = 'navigation'

export async function generateMetadata(): Promise<Metadata> {
  const { t, ...site } = await loadSite()
  return pageMetadata(site, { title: t.about.title, path: '/about' })
}

export default async function AboutPage() {
  const site = await loadSite()
  const { publication, t } = site
  return (
    <main id="content" className="wrap">
      <header className="page-head">
        <h1>{publication.name}</h1>
        {publication.description && <p>{publication.description}</p>}
      </header>
      <div className="narrow stack">
        {publication.about && (
          <div className="prose">
            <Body body={publication.about.document} media={[]} links={[]} t={t} />
          </div>
        )}
        <LegalFacts publication={publication} t={t} />
      </div>
      <JsonLd data={siteLd(site)} />
    </main>
  )
}
