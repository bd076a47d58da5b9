import { notFound } from 'next/navigation'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { listNewsletters } from '@/features/newsletter/data.ts'
import { newsletterTabs } from '@/features/newsletter/navigation.ts'
import { findSuppression } from '@/features/subscribers/data.ts'
import { normaliseEmail } from '@/lib/email.ts'
import { countByState, findFile, listSubscribers } from './data.ts'
import { filterSchema } from './schema.ts'

type Query = Record<string, string | string[] | undefined>
const pageLength = 50
const permission = 'subscribers:manage'

/** A page of the subscribers whom the address asks for. */
export async function loadSubscribers(query: Query) {
  const { actor } = await loadNewsroom(permission)
  const filter = filterSchema.parse(query)
  const rows = await listSubscribers(filter, pageLength + 1)
  const email = rows.length === 0 && filter.q !== '' ? normaliseEmail(filter.q) : null
  return {
    tabs: newsletterTabs(actor),
    filter,
    rows: rows.slice(0, pageLength),
    next: rows.length > pageLength ? (rows[pageLength - 1]?.id ?? null) : null,
    counts: await countByState(),
    newsletters: (await listNewsletters()).map(({ slug, name }) => ({ slug, name })),
    /** Whether an address that was searched for must not be written to, though nobody has it (any more). */
    stopped: email !== null ? ((await findSuppression(email))?.reason ?? null) : null,
  }
}
export type SubscriberDeskData = Awaited<ReturnType<typeof loadSubscribers>>

/** The page of one subscriber. */
export async function loadSubscriber(id: string) {
  await loadNewsroom(permission)
  const file = /^[1-9]\d{0,14}$/.test(id) ? await findFile(Number(id)) : null
  if (!file) notFound()
  return file
}

/** What the page needs on which files are imported. */
export async function loadImport() {
  const { actor } = await loadNewsroom(permission)
  const newsletters = (await listNewsletters()).map(({ slug, name }) => ({ slug, name }))
  return { tabs: newsletterTabs(actor), newsletters }
}
