import type { Metadata } from 'next'
import { JsonLd } from '@/components/ui/json-ld.tsx'
import { siteLd } from '@/features/discovery/json-ld.ts'
import { pageMetadata } from '@/features/discovery/metadata.ts'
import { FrontPageView } from '@/features/front-page/components/front-page.tsx'
import { loadFrontPage, loadToday } from '@/features/front-page/loaders.ts'
import { loadSite } from '@/features/settings/loaders.ts'
import { NewsletterBox } from '@/features/subscribers/components/newsletter-box.tsx'

export const ensureStatic = 'navigation'

export async function generateMetadata(): Promise<Metadata> {
  return pageMetadata(await loadSite(), { path: '/' })
}

export default async function FrontPage() {
  const site = await loadSite()
  const { publication, t } = site
  return (
    <main id="content" className="wrap">
      <FrontPageView
        page={await loadFrontPage()}
        today={await loadToday()}
        publication={publication}
        t={t}
        newsletter={<NewsletterBox publication={publication} t={t} source="/" />}
      />
      <JsonLd data={siteLd(site)} />
    </main>
  )
}
