import type { Metadata } from 'next'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { FiguresView } from '@/features/figures/components/figures-view.tsx'
import { loadFigures } from '@/features/figures/loaders.ts'
import { NewsletterHead } from '@/features/newsletter/components/head.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await loadNewsroom()).t.figures.title }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function FiguresPage({ searchParams }: Props) {
  const { tabs, ...data } = await loadFigures(await searchParams)
  return (
    <>
      <NewsletterHead tabs={tabs} page="figures" />
      <FiguresView {...data} />
    </>
  )
}
