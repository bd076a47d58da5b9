import { listTeasers } from '@/features/articles/data.ts'
import type { Teaser } from '@/features/articles/schema.ts'
import { type ListPage, pageOf, stretchOf } from '@/features/listings/page.ts'
import { log } from '@/lib/log.ts'
import { searchArticles } from './data.ts'

export type SearchResult = Teaser & { excerpt: string }

/** One page of results for whatever a reader typed. A failure of the index is an empty page and a line in the log. */
export async function loadSearch(typed: string, page: number): Promise<ListPage<SearchResult>> {
  try {
    const { limit, offset } = stretchOf(page)
    const hits = await searchArticles(typed, limit, offset)
    const teasers = new Map(
      (await listTeasers(hits.map((hit) => hit.id))).map((teaser) => [teaser.id, teaser]),
    )
    const items = hits.flatMap((hit) => {
      const teaser = teasers.get(hit.id)
      return teaser ? { ...teaser, excerpt: hit.excerpt } : []
    })
    return pageOf(items, page)
  } catch (error) {
    log.error('search failed', { error })
    return { items: [], page, more: false }
  }
}
