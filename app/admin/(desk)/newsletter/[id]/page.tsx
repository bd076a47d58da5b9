import type { Metadata } from 'next'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { IssuePage } from '@/features/issues/components/issue-page.tsx'
import { loadIssue } from '@/features/issues/loaders.ts'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await loadNewsroom()).t.newsletter.title }
}

export default async function NewsletterIssuePage({ params }: Props) {
  const data = await loadIssue((await params).id)
  // An issue that can be changed no more is another page than the one where it was made.
  return <IssuePage key={`${data.view.issue.id} ${data.isOpen}`} data={data} />
}
