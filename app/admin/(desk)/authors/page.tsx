import type { Metadata } from 'next'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { AuthorDesk } from '@/features/authors/components/author-desk.tsx'
import { loadAuthorDesk } from '@/features/authors/loaders.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await loadNewsroom()).t.shell.authors }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function AuthorsPage({ searchParams }: Props) {
  return <AuthorDesk {...(await loadAuthorDesk(await searchParams))} />
}
