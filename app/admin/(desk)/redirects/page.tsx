import type { Metadata } from 'next'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { RedirectDesk } from '@/features/redirects/components/redirect-desk.tsx'
import { loadRedirects } from '@/features/redirects/loaders.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await loadNewsroom()).t.shell.redirects }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function RedirectsPage({ searchParams }: Props) {
  return <RedirectDesk {...(await loadRedirects(await searchParams))} />
}
