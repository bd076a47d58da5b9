import type { Metadata } from 'next'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { MissingDesk } from '@/features/redirects/components/missing-desk.tsx'
import { loadMissing } from '@/features/redirects/loaders.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await loadNewsroom()).t.redirects.missing }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function MissingPage({ searchParams }: Props) {
  return <MissingDesk {...(await loadMissing(await searchParams))} />
}
