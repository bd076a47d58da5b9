import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AuthorView } from '@/features/authors/components/author-view.tsx'
import { pageMetadata } from '@/features/discovery/metadata.ts'
import { loadAuthorPage } from '@/features/listings/loaders.ts'
import { parsePage } from '@/features/listings/page.ts'
import { loadSite } from '@/features/settings/loaders.ts'

export const ensureStatic = 'navigation'

type Props = { params: Promise<{ slug: string; page: string }> }

export function generateStaticParams() {
  return [{ slug: '_', page: '_' }]
}

async function page({ params }: Props) {
  const { slug, page } = await params
  const number = parsePage(page) ?? notFound()
  return (await loadAuthorPage(slug, number)) ?? notFound()
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { author, page: number } = await page(props)
  const { t, ...site } = await loadSite()
  const base = `/authors/${author.slug}`
  return pageMetadata(site, {
    title: `${author.name}, ${t.pager.page(number).toLowerCase()}`,
    description: author.bio,
    path: `${base}/page/${number}`,
    feeds: base,
  })
}

export default async function LaterAuthorPage(props: Props) {
  const { publication, t } = await loadSite()
  const { author, portrait, ...list } = await page(props)
  return <AuthorView author={author} portrait={portrait} list={list} publication={publication} t={t} />
}
