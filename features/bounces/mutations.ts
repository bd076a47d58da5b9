import 'server-only'
import { and, eq, gt, lt, sql } from 'drizzle-orm'
import { type Tx, write } from '@/db/client.ts'
import { newsletterBounces, newsletterIntake } from '@/db/schema/sending.ts'
import { raiseAlert } from '@/features/alerts/mutations.ts'
import { giveUpLease, takeLease } from '@/features/publishing/mutations.ts'
import { noteConsent, setSubscriptions, slugsOf, suppress } from '@/features/subscribers/mutations.ts'
import { withoutAddresses } from '@/lib/text.ts'
import { addressOf, refusalsOf } from './data.ts'
import { type BounceKind, isGone, kindOf } from './status.ts'

const day = 24 * 3_600_000
// Refusals that lie further back say little of how an address is now.
const hardFor = 365 * day
const softFor = 90 * day

type About = { subscriberId: number | null; issueId: number; deliveryId: number }
type Refusal = About & {
  /** Enhanced status code (RFC 3463); `statusOf` makes one of a bare answer. */
  status: string
  /** The server's words. */
  text: string
  /** UTC milliseconds. */
  at?: number
}

async function keep(tx: Tx, about: About, kind: BounceKind, status: string, text: string, at: number) {
  // Whoever has the address of a message may report of it as often as they like: one a day of a kind says all there is to say,
  // but that a mailbox is gone is always news.
  const { id, deliveryId, kind: kinds, at: times } = newsletterBounces
  const [same] = await tx
    .select({ id })
    .from(newsletterBounces)
    .where(and(eq(deliveryId, about.deliveryId), eq(kinds, kind), gt(times, at - day), lt(times, at + day)))
    .limit(1)
  if (same && !isGone(status)) return false
  // The server's words may name the address: it must not stay here when it is erased elsewhere.
  const detail = withoutAddresses(text).replace(/\s+/g, ' ').trim().slice(0, 500)
  const added = await tx
    .insert(newsletterBounces)
    .values({ ...about, kind, status, detail, at })
    .onConflictDoNothing()
    .returning({ id: newsletterBounces.id })
  return added.length > 0
}

/**
 * Takes note that a message was refused, at once or by a report, and stops writing to an address that is gone (5.1.1, 5.1.2,
 * 5.1.10), that refused two issues for good, or five messages for the moment over two weeks. Refusals that are about us
 * raise an alert instead. Said twice of a message in a day it counts once.
 * @returns whether it was new
 */
export async function noteRefusal(tx: Tx, refusal: Refusal): Promise<boolean> {
  const { subscriberId, issueId, deliveryId, status, text, at = Date.now() } = refusal
  const kind = kindOf(status)
  if (kind === null || !(await keep(tx, { subscriberId, issueId, deliveryId }, kind, status, text, at)))
    return false
  if (kind === 'policy') {
    if (status.startsWith('5.')) await raiseAlert(tx, 'newsletter-policy') // 4.7: come back later
  } else if (subscriberId !== null && (await isHopeless(tx, subscriberId, kind, status, at))) {
    const email = await addressOf(subscriberId, tx)
    if (email !== null) await suppress(tx, email, 'bounced', status)
  }
  return true
}

async function isHopeless(tx: Tx, subscriberId: number, kind: 'hard' | 'soft', status: string, at: number) {
  if (kind === 'hard')
    return isGone(status) || (await refusalsOf(subscriberId, 'hard', at - hardFor, tx)).issues >= 2
  const { messages, over } = await refusalsOf(subscriberId, 'soft', at - softFor, tx)
  return messages >= 5 && over >= 14 * day
}

/**
 * Takes note that somebody called a message spam: nothing is sent there any more, and what they agreed to is withdrawn.
 * @returns whether it was new
 */
export async function noteComplaint(tx: Tx, about: About, text: string, at = Date.now()): Promise<boolean> {
  if (!(await keep(tx, about, 'complaint', '', text, at))) return false
  const email = about.subscriberId === null ? null : await addressOf(about.subscriberId, tx)
  if (about.subscriberId === null || email === null) return true
  const had = await slugsOf(tx, about.subscriberId)
  for (const newsletter of await setSubscriptions(tx, about.subscriberId, had, false))
    await noteConsent(tx, email, { event: 'withdrawn', newsletter, page: 'complaint' })
  await suppress(tx, email, 'complained')
  return true
}

const lease = 'newsletter-intake'
const leaseTime = 180_000
/** After so many failures in a row somebody should know. */
const mostFailures = 3

/** Makes a process the one that takes in what comes back, or lets it go on; false while another one does. */
export const holdIntake = (owner: string): Promise<boolean> =>
  write(async (tx) => (await takeLease(tx, lease, owner, leaseTime, Date.now())) !== null)

/** Lets another process take over at once. */
export const leaveIntake = (owner: string): Promise<void> => write((tx) => giveUpLease(tx, lease, owner))

/** Writes down how taking in went; null: it begins anew, with other settings. */
export async function noteIntake(
  went: { taken: number; failures: number; error: string } | null,
): Promise<void> {
  await write(async (tx) => {
    if (went === null) return void (await tx.delete(newsletterIntake))
    const values = { lookedAt: Date.now(), failures: went.failures, error: went.error }
    await tx
      .insert(newsletterIntake)
      .values({ id: 1, ...values, taken: went.taken })
      .onConflictDoUpdate({
        target: newsletterIntake.id,
        set: { ...values, taken: sql`${newsletterIntake.taken} + ${went.taken}` },
      })
    if (went.failures >= mostFailures) await raiseAlert(tx, 'newsletter-intake')
  })
}
