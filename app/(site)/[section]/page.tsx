import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { pageMetadata } from '@/features/discovery/metadata.ts'
import { loadSectionPage } from '@/features/listings/loaders.ts'
import { SectionView } from '@/features/sections/components/section-view.tsx'
import { loadSite } from '@/features/settings/loaders.ts'

export const ensureStatic = 'navigation'

type Props = { params: Promise<{ section: string }> }

export function generateStaticParams() {
  return [{ section: '_' }]
}

const page = async ({ params }: Props) => (await loadSectionPage((await params).section, 1)) ?? notFound()

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { section } = await page(props)
  const path = `/${section.slug}`
  return pageMetadata(await loadSite(), {
    title: section.name,
    description: section.description,
    path,
    feeds: path,
  })
}

export default async function SectionPage(props: Props) {
  const { publication, t } = await loadSite()
  return <SectionView page={await page(props)} publication={publication} t={t} />
}
