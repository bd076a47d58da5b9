import type { Metadata } from 'next'
import { Notice } from '@/components/layout/notice.tsx'
import { pageMetadata } from '@/features/discovery/metadata.ts'
import { SearchForm } from '@/features/search/components/search-form.tsx'
import { loadSite } from '@/features/settings/loaders.ts'

// The front door sends this page, with status 410, where an article was withdrawn.
export const ensureStatic = 'navigation'

export async function generateMetadata(): Promise<Metadata> {
  const { t, ...site } = await loadSite()
  return { ...pageMetadata(site, { title: t.gone.title, path: '/', noindex: true }), alternates: {} }
}

export default async function GonePage() {
  const { t } = await loadSite()
  return (
    <Notice title={t.gone.title} text={t.gone.text}>
      <SearchForm t={t} />
      <p>
        <a href="/">{t.notFound.back}</a>
      </p>
    </Notice>
  )
}
