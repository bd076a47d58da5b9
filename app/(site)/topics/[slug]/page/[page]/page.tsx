import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { pageMetadata } from '@/features/discovery/metadata.ts'
import { loadTopicPage } from '@/features/listings/loaders.ts'
import { parsePage } from '@/features/listings/page.ts'
import { loadSite } from '@/features/settings/loaders.ts'
import { TopicView } from '@/features/topics/components/topic-view.tsx'

export const ensureStatic = 'navigation'

type Props = { params: Promise<{ slug: string; page: string }> }

export function generateStaticParams() {
  return [{ slug: '_', page: '_' }]
}

async function page({ params }: Props) {
  const { slug, page } = await params
  const number = parsePage(page) ?? notFound()
  return (await loadTopicPage(slug, number)) ?? notFound()
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { topic, page: number } = await page(props)
  const { t, ...site } = await loadSite()
  const base = `/topics/${topic.slug}`
  return pageMetadata(site, {
    title: `${topic.name}, ${t.pager.page(number).toLowerCase()}`,
    description: topic.description,
    path: `${base}/page/${number}`,
    feeds: base,
  })
}

export default async function LaterTopicPage(props: Props) {
  const { publication, t } = await loadSite()
  const { topic, ...list } = await page(props)
  return <TopicView topic={topic} list={list} publication={publication} t={t} />
}
