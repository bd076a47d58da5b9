import type { Metadata } from 'next'
import { pageMetadata } from '@/features/discovery/metadata.ts'
import { ArchivesView } from '@/features/newsletter-archive/components/archives-view.tsx'
import { loadArchives } from '@/features/newsletter-archive/loaders.ts'
import { loadSite } from '@/features/settings/loaders.ts'

export const ensureStatic = 'navigation'

export async function generateMetadata(): Promise<Metadata> {
  const { t, ...site } = await loadSite()
  const { title, text } = t.letters.archive
  return pageMetadata(site, { title, description: text, path: '/newsletter/archive' })
}

export default async function ArchivesPage() {
  const { publication, t } = await loadSite()
  const { language, timeZone } = publication
  return <ArchivesView archives={await loadArchives()} context={{ t, language, timeZone }} />
}
