import type { Metadata } from 'next'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { ArticleDesk } from '@/features/desk/components/article-desk.tsx'
import { loadArticleList } from '@/features/desk/loaders.ts'

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await loadNewsroom()
  return { title: t.shell.articles }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function ArticlesPage({ searchParams }: Props) {
  return <ArticleDesk data={await loadArticleList(await searchParams)} />
}
