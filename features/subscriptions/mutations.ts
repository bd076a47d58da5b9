import 'server-only'
import { and, eq, inArray, isNotNull, lt, ne, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'
import { newsletterBounces, newsletterDeliveries } from '@/db/schema/sending.ts'

/** What the server answered often repeats the address. */
const nameless = { email: '', smtpText: '' }

/**
 * Takes somebody out of what was and is being sent to them: rows that are open are skipped, the address goes from all of
 * them, and they are counted on. What a mail server may hold already stays as it is.
 */
export async function forgetRecipient(tx: Tx, subscriberId: number): Promise<void> {
  const theirs = eq(newsletterDeliveries.subscriberId, subscriberId)
  await tx
    .update(newsletterDeliveries)
    .set({ state: 'skipped', doneAt: Date.now(), lease: '' })
    .where(and(theirs, inArray(newsletterDeliveries.state, ['queued', 'claimed'])))
  await tx.update(newsletterDeliveries).set(nameless).where(theirs)
}

const keepRecipients = 180 * 24 * 3_600_000
const atOnce = 5_000

/**
 * Takes addresses out of what was sent more than half a year ago; the counts stay. So many rows at a time that others get
 * their turn.
 * @returns how many were done; 0 when none is left
 */
export async function forgetRecipients(tx: Tx, now = Date.now()): Promise<number> {
  const before = now - keepRecipients
  const old = tx
    .select({ id: newsletterDeliveries.id })
    .from(newsletterDeliveries)
    .where(
      and(
        isNotNull(newsletterDeliveries.doneAt),
        lt(newsletterDeliveries.doneAt, before),
        ne(newsletterDeliveries.email, sql`''`), // as the index has it
      ),
    )
    .limit(atOnce)
  const done = await tx
    .update(newsletterDeliveries)
    .set(nameless)
    .where(inArray(newsletterDeliveries.id, old))
  await tx
    .update(newsletterBounces)
    .set({ detail: '' })
    .where(and(lt(newsletterBounces.at, before), ne(newsletterBounces.detail, '')))
  return done.changes
}
