import type { Metadata } from 'next'
import { Notice } from '@/components/layout/notice.tsx'
import { RowTeaser } from '@/features/articles/components/teaser.tsx'
import { pageMetadata } from '@/features/discovery/metadata.ts'
import { loadLatest } from '@/features/listings/loaders.ts'
import { SearchForm } from '@/features/search/components/search-form.tsx'
import { loadSite } from '@/features/settings/loaders.ts'

// The front door sends this page, with status 404, for every address that does not exist.
export const ensureStatic = 'navigation'

export async function generateMetadata(): Promise<Metadata> {
  const { t, ...site } = await loadSite()
  return { ...pageMetadata(site, { title: t.notFound.title, path: '/', noindex: true }), alternates: {} }
}

export default async function NotFoundPage() {
  const { publication, t } = await loadSite()
  const latest = await loadLatest(6)
  const context = { t, language: publication.language, timeZone: publication.timeZone }
  return (
    <Notice title={t.notFound.title} text={t.notFound.text}>
      <SearchForm t={t} />
      {latest.length > 0 && (
        <section aria-labelledby="latest">
          <h2 className="block-title" id="latest">
            {t.notFound.latest}
          </h2>
          <ul className="list">
            {latest.map((teaser) => (
              <li key={teaser.id}>
                <RowTeaser teaser={teaser} context={context} heading="h3" />
              </li>
            ))}
          </ul>
        </section>
      )}
      <p>
        <a href="/">{t.notFound.back}</a>
      </p>
    </Notice>
  )
}
