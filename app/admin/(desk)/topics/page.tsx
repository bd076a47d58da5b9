import type { Metadata } from 'next'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { TopicDesk } from '@/features/topics/components/topic-desk.tsx'
import { loadTopicDesk } from '@/features/topics/loaders.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await loadNewsroom()).t.shell.topics }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function TopicsPage({ searchParams }: Props) {
  const { t: _t, ...desk } = await loadTopicDesk(await searchParams)
  return <TopicDesk {...desk} />
}
