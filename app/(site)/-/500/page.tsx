import type { Metadata } from 'next'
import { Notice } from '@/components/layout/notice.tsx'
import { pageMetadata } from '@/features/discovery/metadata.ts'
import { loadSite } from '@/features/settings/loaders.ts'

// The front door sends this page, with status 500, when another could not be made.
export const ensureStatic = 'navigation'

export async function generateMetadata(): Promise<Metadata> {
  const { t, ...site } = await loadSite()
  return { ...pageMetadata(site, { title: t.serverError.title, path: '/', noindex: true }), alternates: {} }
}

export default async function ServerErrorPage() {
  const { t } = await loadSite()
  return (
    <Notice title={t.serverError.title} text={t.serverError.text}>
      <p>
        <a href="/">{t.serverError.back}</a>
      </p>
    </Notice>
  )
}
