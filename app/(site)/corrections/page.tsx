import type { Metadata } from 'next'
import { pageMetadata } from '@/features/discovery/metadata.ts'
import { CorrectionsView } from '@/features/listings/components/corrections-view.tsx'
import { loadCorrections } from '@/features/listings/loaders.ts'
import { loadSite } from '@/features/settings/loaders.ts'

export const ensureStatic = 'navigation'

export async function generateMetadata(): Promise<Metadata> {
  const { t, ...site } = await loadSite()
  return pageMetadata(site, {
    title: t.corrections.title,
    description: t.corrections.intro,
    path: '/corrections',
    feeds: '/corrections',
  })
}

export default async function CorrectionsPage() {
  const { publication, t } = await loadSite()
  const { language, timeZone, legal } = publication
  return (
    <CorrectionsView
      list={await loadCorrections(1)}
      context={{ t, language, timeZone }}
      email={legal.email}
    />
  )
}
