import 'server-only'
import { forbidden, notFound } from 'next/navigation'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { findsOf } from '@/features/writing/policy.ts'
import { partsIn } from '@/lib/dates.ts'
import { findItem, listLibrary, listUses } from './data.ts'
import { mayDelete, mayEdit, maySee } from './policy.ts'
import {
  type LibraryPage,
  type LibraryQuery,
  libraryQuerySchema,
  type MediaItem,
  type MediaUse,
} from './schema.ts'

type Search = Record<string, string | string[] | undefined>
type Newsroom = Awaited<ReturnType<typeof loadNewsroom>>

const only = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)

/** The library's page: what the address asks for. */
export async function loadLibrary(
  search: Search,
): Promise<Newsroom & { query: LibraryQuery; list: boolean; page: LibraryPage }> {
  const newsroom = await loadNewsroom()
  if (!maySee(newsroom.actor)) forbidden()
  const query = libraryQuerySchema.parse({
    q: only(search.q) ?? '',
    filter: only(search.filter) ?? null,
    page: only(search.page) ?? null,
  })
  const page = await listLibrary(query, newsroom.actor.id)
  return { ...newsroom, query, list: only(search.view) === 'list', page }
}

export type PicturePage = Newsroom & {
  item: MediaItem
  uses: MediaUse[]
  /** Last day on which it may be shown, like 2026-11-30; empty for no end. */
  rightsUntil: string
  may: { edit: boolean; delete: boolean }
}

/** A picture's own page. */
export async function loadPicture(id: string): Promise<PicturePage> {
  const newsroom = await loadNewsroom()
  const { actor, publication } = newsroom
  if (!maySee(actor)) forbidden()
  const item = /^[1-9]\d{0,14}$/.test(id) ? await findItem(Number(id)) : null
  if (!item) notFound()
  return {
    ...newsroom,
    item,
    uses: await listUses(item.id, findsOf(actor)),
    rightsUntil: item.rightsExpireAt === null ? '' : dayBefore(item.rightsExpireAt, publication.timeZone),
    may: { edit: mayEdit(actor, item), delete: mayDelete(actor) },
  }
}

function dayBefore(at: number, timeZone: string): string {
  const { year, month, day } = partsIn(at - 1, timeZone)
  return [year, month, day].map((part) => String(part).padStart(2, '0')).join('-')
}
