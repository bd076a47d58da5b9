import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { JsonLd } from '@/components/ui/json-ld.tsx'
import { AuthorView } from '@/features/authors/components/author-view.tsx'
import { profileLd } from '@/features/discovery/json-ld.ts'
import { pageMetadata } from '@/features/discovery/metadata.ts'
import { loadAuthorPage } from '@/features/listings/loaders.ts'
import { loadSite } from '@/features/settings/loaders.ts'

export const ensureStatic = 'navigation'

type Props = { params: Promise<{ slug: string }> }

export function generateStaticParams() {
  return [{ slug: '_' }]
}

const page = async ({ params }: Props) => (await loadAuthorPage((await params).slug, 1)) ?? notFound()

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { author } = await page(props)
  const path = `/authors/${author.slug}`
  return pageMetadata(await loadSite(), { title: author.name, description: author.bio, path, feeds: path })
}

export default async function AuthorPage(props: Props) {
  const site = await loadSite()
  const { author, portrait, ...list } = await page(props)
  return (
    <>
      <AuthorView author={author} portrait={portrait} list={list} publication={site.publication} t={site.t} />
      <JsonLd data={profileLd(site, author)} />
    </>
  )
}
