import type { Metadata } from 'next'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { RevisionsView } from '@/features/revisions/components/revisions-view.tsx'
import { loadRevisions } from '@/features/revisions/loaders.ts'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await loadNewsroom()
  return { title: t.revisions.title }
}

export default async function RevisionsPage({ params, searchParams }: Props) {
  return <RevisionsView {...(await loadRevisions((await params).id, await searchParams))} />
}
