import 'server-only'
import { createHash } from 'node:crypto'
import { and, asc, desc, eq, lt, sql } from 'drizzle-orm'
import { type Read, read } from '@/db/client.ts'
import {
  consents,
  newsletterKeys,
  newsletters,
  newsletterTokens,
  subscribers,
  subscriptions,
  suppressions,
} from '@/db/schema/newsletter.ts'
import { newsletterBounces, newsletterDeliveries, newsletterIssues } from '@/db/schema/sending.ts'
import { keyFor, unseal } from '@/lib/secrets.ts'
import { emailKey, type LinkKey } from './links.ts'
import type { LinkState, Subscriber } from './schema.ts'

/** The keys of links, the one that signs first. */
export async function listLinkKeys(db: Read = read): Promise<LinkKey[]> {
  const rows = await db.select().from(newsletterKeys).orderBy(desc(newsletterKeys.id))
  const outer = keyFor('newsletter-keys')
  return rows.map(({ id, sealed }) => ({ id, key: Buffer.from(unseal(outer, sealed), 'base64') }))
}

const columns = {
  id: subscribers.id,
  uid: subscribers.uid,
  email: subscribers.email,
  status: subscribers.status,
  language: subscribers.language,
  pausedUntil: subscribers.pausedUntil,
  pace: subscribers.pace,
}
const known = (row: Omit<Subscriber, 'language'> & { language: string }): Subscriber => ({
  ...row,
  language: row.language === 'en' ? 'en' : 'it',
})

/** The subscriber with an address in its kept form; null when there is none. */
export async function findSubscriber(email: string, db: Read = read) {
  const [row] = await db.select().from(subscribers).where(eq(subscribers.email, email))
  return row ?? null
}

/** The subscriber that a link names; null when there is none any more. */
export async function findByUid(uid: string, db: Read = read): Promise<Subscriber | null> {
  const [row] = await db.select(columns).from(subscribers).where(eq(subscribers.uid, uid))
  return row ? known(row) : null
}

/** Why nothing may be sent to an address; null when it may. */
export async function findSuppression(email: string, db: Read = read) {
  const [row] = await db
    .select()
    .from(suppressions)
    .where(eq(suppressions.emailKey, emailKey(email)))
  return row ?? null
}

/** Ids of the newsletters that somebody gets. */
export async function activeNewsletters(subscriberId: number, db: Read = read): Promise<number[]> {
  const rows = await db
    .select({ id: subscriptions.newsletterId })
    .from(subscriptions)
    .where(and(eq(subscriptions.subscriberId, subscriberId), eq(subscriptions.active, true)))
  return rows.map((row) => row.id)
}

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

export type FoundToken = {
  state: LinkState
  subscriber: Subscriber
  newsletters: string[]
  messageId: string
  hash: string
}

/** What there is to say of a link that is good once; null when it is none of ours. Changes nothing. */
export async function findToken(
  kind: 'confirm' | 'data',
  token: string,
  now = Date.now(),
  db: Read = read,
): Promise<FoundToken | null> {
  const hash = hashToken(token)
  const [row] = await db
    .select({ token: newsletterTokens, subscriber: columns })
    .from(newsletterTokens)
    .innerJoin(subscribers, eq(subscribers.id, newsletterTokens.subscriberId))
    .where(and(eq(newsletterTokens.hash, hash), eq(newsletterTokens.kind, kind)))
  if (!row) return null
  const { usedAt, expiresAt, newsletters: wanted, messageId } = row.token
  const state = usedAt !== null ? 'done' : expiresAt <= now ? 'expired' : 'open'
  return { state, subscriber: known(row.subscriber), newsletters: wanted, messageId, hash }
}

/** Whether somebody said by this link that they had not asked for it. It is all that is known of them. */
export async function wasRefused(token: string, db: Read = read): Promise<boolean> {
  const [row] = await db
    .select({ id: consents.id })
    .from(consents)
    .where(and(sql`${consents.event} = 'refused'`, eq(consents.tokenHash, hashToken(token)))) // as the index has it
    .limit(1)
  return row !== undefined
}

/** Names of newsletters by slug, in the order in which they are offered. */
export async function namesOf(slugs: readonly string[], db: Read = read): Promise<string[]> {
  const rows = await db
    .select({ slug: newsletters.slug, name: newsletters.name })
    .from(newsletters)
    .orderBy(asc(newsletters.position), asc(newsletters.id))
  return rows.filter(({ slug }) => slugs.includes(slug)).map(({ name }) => name)
}

/** Everything that is kept of a subscriber, in one object that can be read by people and programs. */
export async function exportData(id: number, db: Read = read): Promise<Record<string, unknown> | null> {
  const [row] = await db.select().from(subscribers).where(eq(subscribers.id, id))
  if (!row) return null
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())
  const lists = await db
    .select({
      slug: newsletters.slug,
      name: newsletters.name,
      active: subscriptions.active,
      at: subscriptions.changedAt,
    })
    .from(subscriptions)
    .innerJoin(newsletters, eq(newsletters.id, subscriptions.newsletterId))
    .where(eq(subscriptions.subscriberId, id))
  const history = await db
    .select()
    .from(consents)
    .where(eq(consents.emailKey, emailKey(row.email)))
    .orderBy(asc(consents.id))
  const letters = await db
    .select({
      newsletter: newsletters.slug,
      subject: newsletterIssues.subject,
      state: newsletterDeliveries.state,
      at: newsletterDeliveries.doneAt,
    })
    .from(newsletterDeliveries)
    .innerJoin(newsletterIssues, eq(newsletterIssues.id, newsletterDeliveries.issueId))
    .innerJoin(newsletters, eq(newsletters.id, newsletterIssues.newsletterId))
    .where(eq(newsletterDeliveries.subscriberId, id))
    .orderBy(asc(newsletterDeliveries.id))
  const { kind, status, detail, at } = newsletterBounces
  const bounces = await db
    .select({ kind, status, detail, at })
    .from(newsletterBounces)
    .where(eq(newsletterBounces.subscriberId, id))
    .orderBy(asc(newsletterBounces.id))
  const stopped = await findSuppression(row.email, db)
  return {
    email: row.email,
    name: row.name,
    language: row.language,
    status: row.status,
    createdAt: iso(row.createdAt),
    confirmedAt: iso(row.confirmedAt),
    pausedUntil: iso(row.pausedUntil),
    pace: row.pace,
    newsletters: lists.map(({ slug, name, active, at }) => ({ slug, name, active, since: iso(at) })),
    consents: history.map(({ newsletter, event, at, page, text, address, userAgent }) => ({
      newsletter,
      event,
      at: iso(at),
      page,
      text,
      address,
      userAgent,
    })),
    letters: letters.map(({ at, ...letter }) => ({ ...letter, at: iso(at) })),
    bounces: bounces.map(({ at, ...bounce }) => ({ ...bounce, at: iso(at) })),
    suppression: stopped && { reason: stopped.reason, detail: stopped.detail, at: iso(stopped.at) },
  }
}

/** Of how many messages it is looked whether they were followed. */
export const rateOf = 100

/** How many of the last `rateOf` who were asked before a moment have confirmed. */
export async function confirmationRate(
  before: number,
  db: Read = read,
): Promise<{ asked: number; confirmed: number }> {
  const rows = await db
    .select({ usedAt: newsletterTokens.usedAt })
    .from(newsletterTokens)
    .where(and(eq(newsletterTokens.kind, 'confirm'), lt(newsletterTokens.createdAt, before)))
    .orderBy(desc(newsletterTokens.createdAt))
    .limit(rateOf)
  return { asked: rows.length, confirmed: rows.filter((row) => row.usedAt !== null).length }
}
