import type { Metadata } from 'next'
import { pageMetadata } from '@/features/discovery/metadata.ts'
import { loadMonths } from '@/features/listings/loaders.ts'
import { loadSite } from '@/features/settings/loaders.ts'
import { monthName } from '@/lib/dates.ts'

export const ensureStatic = 'navigation'

export async function generateMetadata(): Promise<Metadata> {
  const { t, ...site } = await loadSite()
  return pageMetadata(site, { title: t.archive.title, path: '/archive' })
}

export default async function ArchivePage() {
  const { publication, t } = await loadSite()
  const months = await loadMonths()
  return (
    <main id="content" className="wrap">
      <header className="page-head">
        <h1>{t.archive.title}</h1>
      </header>
      {months.length === 0 ? (
        <p>{t.empty.text}</p>
      ) : (
        <ul className="months">
          {months.map(({ year, month }) => (
            <li key={`${year}-${month}`}>
              <a href={`/archive/${year}/${String(month).padStart(2, '0')}`}>
                {monthName(year, month, publication.language)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </main>
  )
}
