import { notFound } from 'next/navigation'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { findMedia } from '@/features/media/data.ts'
import { authorsPerPage, findAuthorById, listAuthorRows, listWriters } from './data.ts'

type Query = Record<string, string | string[] | undefined>

/** A page of the authors, narrowed to what was searched for. */
export async function loadAuthorDesk(query: Query) {
  const { t } = await loadNewsroom('taxonomy:edit')
  const typed = typeof query.q === 'string' ? query.q.slice(0, 100) : ''
  const page = Math.min(1000, Math.max(1, Number(query.page) || 1))
  const rows = await listAuthorRows(typed, page)
  return { t, typed, page, rows: rows.slice(0, authorsPerPage), more: rows.length > authorsPerPage }
}

/** One author to change; without an id, a new one. */
export async function loadAuthorForm(id: string | null) {
  const { t } = await loadNewsroom('taxonomy:edit')
  const people = await listWriters()
  if (id === null) return { t, people, author: null, portrait: null }
  const author = /^[1-9]\d{0,11}$/.test(id) ? await findAuthorById(Number(id)) : null
  if (!author) notFound()
  const portrait = author.portraitMediaId === null ? null : await findMedia(author.portraitMediaId)
  return { t, people, author, portrait }
}
