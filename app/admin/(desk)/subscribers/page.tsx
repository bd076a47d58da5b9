import type { Metadata } from 'next'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { SubscriberDesk } from '@/features/subscriber-desk/components/subscriber-desk.tsx'
import { loadSubscribers } from '@/features/subscriber-desk/loaders.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await loadNewsroom()).t.subscribers.title }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SubscribersPage({ searchParams }: Props) {
  return <SubscriberDesk data={await loadSubscribers(await searchParams)} />
}
