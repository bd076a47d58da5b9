import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { listTopicRows, topicsPerPage } from './data.ts'

type Query = Record<string, string | string[] | undefined>

/** A page of the topics, narrowed to what was searched for. */
export async function loadTopicDesk(query: Query) {
  const { t } = await loadNewsroom('taxonomy:edit')
  const typed = typeof query.q === 'string' ? query.q.slice(0, 100) : ''
  const page = Math.min(1000, Math.max(1, Number(query.page) || 1))
  const rows = await listTopicRows(typed, page)
  return { t, typed, page, rows: rows.slice(0, topicsPerPage), more: rows.length > topicsPerPage }
}
