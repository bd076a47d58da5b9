import type { Metadata } from 'next'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { WritingDesk } from '@/features/writing/components/writing-desk.tsx'
import { loadDesk } from '@/features/writing/loaders.ts'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { t } = await loadNewsroom()
  const desk = await loadDesk((await params).id)
  return { title: desk.current.snapshot.headline || t.writing.untitled }
}

export default async function ArticlePage({ params }: Props) {
  const desk = await loadDesk((await params).id)
  return <WritingDesk key={desk.id} desk={desk} />
}
