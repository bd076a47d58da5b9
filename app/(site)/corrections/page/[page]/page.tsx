import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { pageMetadata } from '@/features/discovery/metadata.ts'
import { CorrectionsView } from '@/features/listings/components/corrections-view.tsx'
import { loadCorrections } from '@/features/listings/loaders.ts'
import { parsePage } from '@/features/listings/page.ts'
import { loadSite } from '@/features/settings/loaders.ts'

export const ensureStatic = 'navigation'

type Props = { params: Promise<{ page: string }> }

export function generateStaticParams() {
  return [{ page: '_' }]
}

const number = async ({ params }: Props) => parsePage((await params).page) ?? notFound()

export async function generateMetadata(props: Props): Promise<Metadata> {
  const page = await number(props)
  const { t, ...site } = await loadSite()
  return pageMetadata(site, {
    title: `${t.corrections.title}, ${t.pager.page(page).toLowerCase()}`,
    path: `/corrections/page/${page}`,
  })
}

export default async function LaterCorrectionsPage(props: Props) {
  const list = await loadCorrections(await number(props))
  if (list.items.length === 0) notFound()
  const { publication, t } = await loadSite()
  const { language, timeZone, legal } = publication
  return <CorrectionsView list={list} context={{ t, language, timeZone }} email={legal.email} />
}
