import type { Metadata } from 'next'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { LogTable } from '@/features/sending/components/log-table.tsx'
import { loadLog } from '@/features/sending/loaders.ts'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await loadNewsroom()).t.sending.logTitle }
}

export default async function DeliveryLogPage({ params, searchParams }: Props) {
  return <LogTable data={await loadLog((await params).id, await searchParams)} />
}
