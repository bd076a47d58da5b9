import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Breadcrumbs } from '@/components/ui/breadcrumbs.tsx'
import { pageMetadata } from '@/features/discovery/metadata.ts'
import { MonthList } from '@/features/listings/components/month-list.tsx'
import { loadMonth } from '@/features/listings/loaders.ts'
import { loadSite } from '@/features/settings/loaders.ts'
import { monthName } from '@/lib/dates.ts'

export const ensureStatic = 'navigation'

type Props = { params: Promise<{ year: string; month: string }> }

export function generateStaticParams() {
  return [{ year: '_', month: '_' }]
}

async function read({ params }: Props) {
  const { year, month } = await params
  if (!/^\d{4}$/.test(year) || !/^(?:0[1-9]|1[0-2])$/.test(month)) notFound()
  const items = (await loadMonth(Number(year), Number(month))) ?? notFound()
  return { year: Number(year), month: Number(month), path: `/archive/${year}/${month}`, items }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { year, month, path } = await read(props)
  const { t, ...site } = await loadSite()
  return pageMetadata(site, { title: t.archive.of(monthName(year, month, site.publication.language)), path })
}

export default async function MonthPage(props: Props) {
  const { year, month, items } = await read(props)
  const { publication, t } = await loadSite()
  const { language, timeZone } = publication
  return (
    <main id="content" className="wrap">
      <header className="page-head">
        <Breadcrumbs label={t.breadcrumbs} crumbs={[{ name: t.archive.title, href: '/archive' }]} />
        <h1>{t.archive.of(monthName(year, month, language))}</h1>
        <p>{t.archive.count(items.length)}</p>
      </header>
      <MonthList items={items} context={{ t, language, timeZone }} />
    </main>
  )
}
