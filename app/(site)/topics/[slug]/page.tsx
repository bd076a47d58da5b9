import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { pageMetadata } from '@/features/discovery/metadata.ts'
import { loadTopicPage } from '@/features/listings/loaders.ts'
import { loadSite } from '@/features/settings/loaders.ts'
import { TopicView } from '@/features/topics/components/topic-view.tsx'

export const ensureStatic = 'navigation'

type Props = { params: Promise<{ slug: string }> }

export function generateStaticParams() {
  return [{ slug: '_' }]
}

const page = async ({ params }: Props) => (await loadTopicPage((await params).slug, 1)) ?? notFound()

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { topic } = await page(props)
  const path = `/topics/${topic.slug}`
  return pageMetadata(await loadSite(), {
    title: topic.name,
    description: topic.description,
    path,
    feeds: path,
  })
}

export default async function TopicPage(props: Props) {
  const { publication, t } = await loadSite()
  const { topic, ...list } = await page(props)
  return <TopicView topic={topic} list={list} publication={publication} t={t} />
}
