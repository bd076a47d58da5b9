import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { pageMetadata } from '@/features/discovery/metadata.ts'
import { archivePath } from '@/features/issues/links.ts'
import { PastIssues } from '@/features/newsletter-archive/components/past-issues.tsx'
import { loadPast } from '@/features/newsletter-archive/loaders.ts'
import { loadSite } from '@/features/settings/loaders.ts'

export const ensureStatic = 'navigation'

type Props = { params: Promise<{ list: string }> }

export function generateStaticParams() {
  return [{ list: '_' }]
}

const past = async ({ params }: Props) => (await loadPast((await params).list, 1)) ?? notFound()

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { archive } = await past(props)
  const { t, ...site } = await loadSite()
  return pageMetadata(site, {
    title: t.letters.archive.of(archive.name),
    description: archive.description,
    path: archivePath(archive.slug),
  })
}

export default async function PastIssuesPage(props: Props) {
  const { archive, ...list } = await past(props)
  const { publication, t } = await loadSite()
  const { language, timeZone } = publication
  return <PastIssues archive={archive} list={list} context={{ t, language, timeZone }} />
}
