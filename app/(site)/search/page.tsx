import type { Metadata } from 'next'
import { connection } from 'next/server'
import { pageMetadata } from '@/features/discovery/metadata.ts'
import { SearchView } from '@/features/search/components/search-view.tsx'
import { loadSearch } from '@/features/search/loaders.ts'
import { loadSite } from '@/features/settings/loaders.ts'

// Asked anew for every reader: whole HTML, nothing kept.
export const instant = false

type Props = { searchParams: Promise<{ q?: string | string[]; page?: string | string[] }> }

const longestQuery = 200

async function read({ searchParams }: Props): Promise<{ query: string; page: number }> {
  await connection()
  const { q, page } = await searchParams
  const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value) ?? ''
  const query = first(q)
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longestQuery)
  return { query, page: /^[1-9]\d{0,2}$/.test(first(page)) ? Number(first(page)) : 1 }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { query } = await read(props)
  const { t, ...site } = await loadSite()
  return pageMetadata(site, {
    title: query ? t.searchPage.results(query) : t.searchPage.title,
    path: '/search',
    noindex: true,
  })
}

export default async function SearchPage(props: Props) {
  const { query, page } = await read(props)
  const { publication, t } = await loadSite()
  const { language, timeZone } = publication
  return <SearchView query={query} list={await loadSearch(query, page)} context={{ t, language, timeZone }} />
}
