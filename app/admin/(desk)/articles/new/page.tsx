import type { Metadata } from 'next'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { NewArticle } from '@/features/writing/components/new-article.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await loadNewsroom()
  return { title: t.writing.newTitle }
}

export default async function NewArticlePage() {
  await loadNewsroom('article:create')
  return <NewArticle />
}
