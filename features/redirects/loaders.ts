import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { listMissing, listRedirects, redirectsPerPage } from './data.ts'

type Query = Record<string, string | string[] | undefined>
const pageIn = (query: Query) => Math.min(1000, Math.max(1, Math.trunc(Number(query.page)) || 1))

/** A page of the redirects, narrowed to what was searched for. */
export async function loadRedirects(query: Query) {
  await loadNewsroom('redirects:edit')
  const typed = typeof query.q === 'string' ? query.q.slice(0, 200) : ''
  const page = pageIn(query)
  const rows = await listRedirects(typed, page)
  return { typed, page, rows: rows.slice(0, redirectsPerPage), more: rows.length > redirectsPerPage }
}

/** A page of the addresses that lead nowhere. */
export async function loadMissing(query: Query) {
  await loadNewsroom('redirects:edit')
  const page = pageIn(query)
  const all = query.all === '1'
  const rows = await listMissing(page, all)
  return { page, all, rows: rows.slice(0, redirectsPerPage), more: rows.length > redirectsPerPage }
}
