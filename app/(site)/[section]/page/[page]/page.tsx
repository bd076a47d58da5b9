import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { pageMetadata } from '@/features/discovery/metadata.ts'
import { loadSectionPage } from '@/features/listings/loaders.ts'
import { parsePage } from '@/features/listings/page.ts'
import { SectionView } from '@/features/sections/components/section-view.tsx'
import { loadSite } from '@/features/settings/loaders.ts'

export const ensureStatic = 'navigation'

type Props = { params: Promise<{ section: string; page: string }> }

export function generateStaticParams() {
  return [{ section: '_', page: '_' }]
}

async function page({ params }: Props) {
  const { section, page } = await params
  const number = parsePage(page) ?? notFound()
  return (await loadSectionPage(section, number)) ?? notFound()
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { section, page: number } = await page(props)
  const { t, ...site } = await loadSite()
  const title = `${section.name}, ${t.pager.page(number).toLowerCase()}`
  return pageMetadata(site, {
    title,
    description: section.description,
    path: `/${section.slug}/page/${number}`,
    feeds: `/${section.slug}`,
  })
}

export default async function LaterSectionPage(props: Props) {
  const { publication, t } = await loadSite()
  return <SectionView page={await page(props)} publication={publication} t={t} />
}
