import 'server-only'
import { and, asc, count, countDistinct, eq, gte, inArray, max, min } from 'drizzle-orm'
import { type Read, read } from '@/db/client.ts'
import { subscribers } from '@/db/schema/newsletter.ts'
import { newsletterBounces, newsletterDeliveries, newsletterIntake } from '@/db/schema/sending.ts'
import type { BounceKind } from './status.ts'

/** Whom a message went to; null when there is no such message. Address and subscriber are gone after an erasure. */
export async function findDelivery(id: number, db: Read = read) {
  const [row] = await db
    .select({
      id: newsletterDeliveries.id,
      issueId: newsletterDeliveries.issueId,
      subscriberId: newsletterDeliveries.subscriberId,
    })
    .from(newsletterDeliveries)
    .where(eq(newsletterDeliveries.id, id))
  return row ?? null
}

/** The address of a subscriber, as long as there is one. */
export async function addressOf(subscriberId: number, db: Read = read): Promise<string | null> {
  const [row] = await db
    .select({ email: subscribers.email })
    .from(subscribers)
    .where(eq(subscribers.id, subscriberId))
  return row?.email ?? null
}

/** Refusals of a kind since a moment: in how many issues, of how many messages, over how many milliseconds. */
export async function refusalsOf(
  subscriberId: number,
  kind: 'hard' | 'soft',
  since: number,
  db: Read = read,
) {
  const { issueId, deliveryId, at } = newsletterBounces
  const [row] = await db
    .select({
      issues: countDistinct(issueId),
      messages: countDistinct(deliveryId),
      first: min(at),
      last: max(at),
    })
    .from(newsletterBounces)
    .where(
      and(eq(newsletterBounces.subscriberId, subscriberId), eq(newsletterBounces.kind, kind), gte(at, since)),
    )
  return {
    issues: row?.issues ?? 0,
    messages: row?.messages ?? 0,
    over: (row?.last ?? 0) - (row?.first ?? 0),
  }
}

/** How many reports and refusals there were of each kind since a moment. */
export async function countBounces(since: number): Promise<Record<string, number>> {
  const rows = await read
    .select({ kind: newsletterBounces.kind, n: count() })
    .from(newsletterBounces)
    .where(gte(newsletterBounces.at, since))
    .groupBy(newsletterBounces.kind)
  return Object.fromEntries(rows.map(({ kind, n }) => [kind, n]))
}

/**
 * How taking in goes: when it was looked for last (UTC milliseconds), how many messages came in all, and what went wrong
 * since it last went well. Null while nobody has looked.
 */
export async function findIntake(): Promise<Intake | null> {
  const [row] = await read.select().from(newsletterIntake)
  return row ?? null
}
export type Intake = { lookedAt: number; taken: number; failures: number; error: string }

/** What came back of one message. Time in UTC milliseconds. */
export type CameBack = { kind: BounceKind; status: string; detail: string; at: number }

/** What came back of these messages, by their ids, the oldest first. */
export async function bouncesOf(deliveryIds: readonly number[]): Promise<Record<number, CameBack[]>> {
  const { deliveryId, kind, status, detail, at } = newsletterBounces
  const rows = await read
    .select({ deliveryId, kind, status, detail, at })
    .from(newsletterBounces)
    .where(inArray(deliveryId, [...deliveryIds]))
    .orderBy(asc(at))
  const found: Record<number, CameBack[]> = {}
  for (const { deliveryId: id, ...row } of rows) if (id !== null) found[id] = [...(found[id] ?? []), row]
  return found
}
