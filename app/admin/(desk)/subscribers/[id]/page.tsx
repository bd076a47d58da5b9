import type { Metadata } from 'next'
import { SubscriberPage } from '@/features/subscriber-desk/components/subscriber-page.tsx'
import { loadSubscriber } from '@/features/subscriber-desk/loaders.ts'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadSubscriber((await params).id)).email }
}

export default async function OneSubscriberPage({ params }: Props) {
  return <SubscriberPage file={await loadSubscriber((await params).id)} />
}
