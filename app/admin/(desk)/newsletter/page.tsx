import type { Metadata } from 'next'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { IssueDesk } from '@/features/issues/components/issue-desk.tsx'
import { loadIssueDesk } from '@/features/issues/loaders.ts'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await loadNewsroom()).t.newsletter.title }
}

export default async function NewsletterPage({ searchParams }: Props) {
  return <IssueDesk data={await loadIssueDesk(await searchParams)} />
}
