import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { and, eq, inArray, isNull, lt, ne, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'
import {
  consents,
  newsletterKeys,
  newsletters,
  newsletterTokens,
  subscribers,
  subscriptions,
  suppressions,
} from '@/db/schema/newsletter.ts'
import { listNewsletters } from '@/features/newsletter/data.ts'
import { findSettingsVersion } from '@/features/settings/data.ts'
import { forgetRecipient } from '@/features/subscriptions/mutations.ts'
import { AppError } from '@/lib/errors.ts'
import { keyFor, seal } from '@/lib/secrets.ts'
import { findSubscriber, hashToken, listLinkKeys } from './data.ts'
import { emailKey, type LinkKey } from './links.ts'
import type { Circumstances, ConsentEvent, Pace, Subscriber, SuppressionReason } from './schema.ts'

const hour = 3_600_000
const day = 24 * hour
/** How long a link that asks to confirm is good. */
export const confirmTime = 48 * hour

type Consent = Partial<Circumstances> & {
  event: ConsentEvent
  newsletter?: string
  at?: number
  text?: string
  language?: string
  messageId?: string
  tokenHash?: string
}

/** Adds a line to the proof of what somebody agreed to. */
export async function noteConsent(tx: Tx, email: string, consent: Consent): Promise<void> {
  const { text = '', at = Date.now(), ...rest } = consent
  await tx.insert(consents).values({
    emailKey: emailKey(email),
    ...rest,
    at,
    text,
    textVersion: text === '' ? '' : createHash('sha256').update(text).digest('hex').slice(0, 12),
    noticeVersion: await findSettingsVersion(tx),
  })
}

/** Adds somebody who has not confirmed yet; returns the row that there is. */
export async function ensureSubscriber(
  tx: Tx,
  email: string,
  { language, text, page }: { language: string; text: string; page: string },
) {
  const now = Date.now()
  await tx
    .insert(subscribers)
    .values({
      uid: randomBytes(8).toString('hex'),
      email,
      language,
      consentText: text,
      consentAt: now,
      consentSource: page,
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoNothing()
  const row = await findSubscriber(email, tx)
  if (!row) throw new AppError('not-found', 'subscriber')
  return row
}

/** A link that is good once. Another of its kind that the subscriber has is of no use from now on. */
export async function makeToken(
  tx: Tx,
  kind: 'confirm' | 'data',
  subscriberId: number,
  {
    newsletters: wanted = [],
    messageId = '',
    lifetime = confirmTime,
  }: {
    newsletters?: string[]
    messageId?: string
    lifetime?: number
  } = {},
): Promise<string> {
  const now = Date.now()
  await tx
    .update(newsletterTokens)
    .set({ expiresAt: now })
    .where(
      and(
        eq(newsletterTokens.subscriberId, subscriberId),
        eq(newsletterTokens.kind, kind),
        isNull(newsletterTokens.usedAt),
      ),
    )
  const token = randomBytes(32).toString('base64url')
  await tx.insert(newsletterTokens).values({
    hash: hashToken(token),
    kind,
    subscriberId,
    newsletters: wanted,
    messageId,
    createdAt: now,
    expiresAt: now + lifetime,
  })
  return token
}

/** Marks a link as used; false when somebody was faster. */
export async function spendToken(tx: Tx, hash: string): Promise<boolean> {
  const done = await tx
    .update(newsletterTokens)
    .set({ usedAt: Date.now() })
    .where(and(eq(newsletterTokens.hash, hash), isNull(newsletterTokens.usedAt)))
    .returning({ hash: newsletterTokens.hash })
  return done.length > 0
}

/** Turns newsletters on or off for somebody, and their state with it. Returns the slugs that changed. */
export async function setSubscriptions(
  tx: Tx,
  subscriberId: number,
  slugs: readonly string[],
  active: boolean,
): Promise<string[]> {
  const now = Date.now()
  const wanted = (await listNewsletters(tx)).filter(({ slug }) => slugs.includes(slug))
  const changed: string[] = []
  for (const { id: newsletterId, slug } of wanted) {
    const values = { subscriberId, newsletterId, active, changedAt: now }
    const done = await tx
      .insert(subscriptions)
      .values(values)
      .onConflictDoUpdate({
        target: [subscriptions.subscriberId, subscriptions.newsletterId],
        set: { active, changedAt: now },
        setWhere: ne(subscriptions.active, active),
      })
      .returning({ id: subscriptions.newsletterId })
    if (done.length > 0) changed.push(slug)
  }
  const left = await tx
    .select({ id: subscriptions.newsletterId })
    .from(subscriptions)
    .where(and(eq(subscriptions.subscriberId, subscriberId), eq(subscriptions.active, true)))
    .limit(1)
  const status = left.length > 0 ? 'confirmed' : 'unsubscribed'
  const others = (['pending', 'confirmed', 'unsubscribed'] as const).filter((one) => one !== status)
  await tx
    .update(subscribers)
    .set({ status, updatedAt: now })
    .where(and(eq(subscribers.id, subscriberId), inArray(subscribers.status, others)))
  return changed
}

/** Changes what a subscriber set for themselves. */
export async function changeSubscriber(
  tx: Tx,
  id: number,
  change: { language?: string; pausedUntil?: number | null; pace?: Pace },
): Promise<void> {
  await tx
    .update(subscribers)
    .set({ ...change, updatedAt: Date.now() })
    .where(eq(subscribers.id, id))
}

/**
 * From now on nothing is sent to an address. The first reason stays, but for one that the newsroom gave and could take
 * back: what comes from the address itself is more.
 */
export async function suppress(tx: Tx, email: string, reason: SuppressionReason, detail = ''): Promise<void> {
  const now = Date.now()
  const values = { emailKey: emailKey(email), reason, detail, at: now }
  const insert = tx.insert(suppressions).values(values)
  if (reason === 'manual' || reason === 'erased') await insert.onConflictDoNothing()
  else
    await insert.onConflictDoUpdate({
      target: suppressions.emailKey,
      set: values,
      setWhere: eq(suppressions.reason, 'manual'),
    })
  await tx
    .update(subscribers)
    .set({ status: 'suppressed', updatedAt: now })
    .where(eq(subscribers.email, email))
}

/**
 * Takes back that the newsroom blocked somebody. Nobody is subscribed by it: whoever wants newsletters asks for them anew.
 * @returns false when there is no such block, or it has another reason
 */
export async function liftBlock(tx: Tx, { id, email }: Pick<Subscriber, 'id' | 'email'>): Promise<boolean> {
  const lifted = await tx
    .delete(suppressions)
    .where(and(eq(suppressions.emailKey, emailKey(email)), eq(suppressions.reason, 'manual')))
    .returning({ key: suppressions.emailKey })
  if (lifted.length === 0) return false
  const status = sql`CASE WHEN ${subscribers.confirmedAt} IS NULL THEN 'pending' ELSE 'unsubscribed' END`
  await tx.update(subscribers).set({ status, updatedAt: Date.now() }).where(eq(subscribers.id, id))
  const had = await slugsOf(tx, id)
  await tx
    .update(subscriptions)
    .set({ active: false, changedAt: Date.now() })
    .where(and(eq(subscriptions.subscriberId, id), eq(subscriptions.active, true)))
  for (const newsletter of had)
    await noteConsent(tx, email, { event: 'withdrawn', newsletter, page: '/admin/subscribers' })
  return true
}

/**
 * Erases somebody: the address, what they subscribed to, every link, their name in what was sent. What stays is that nothing
 * may be sent there, under a keyed hash, and the proof of what was agreed to, without network address and browser.
 * @param event `refused` when they never asked for anything
 */
export async function erase(
  tx: Tx,
  { id, email }: Pick<Subscriber, 'id' | 'email'>,
  event: 'erased' | 'refused' = 'erased',
  proof: { page?: string; tokenHash?: string } = {},
): Promise<void> {
  await noteConsent(tx, email, { event, ...proof })
  await suppress(tx, email, event)
  const theirs = emailKey(email)
  await tx.update(suppressions).set({ detail: '' }).where(eq(suppressions.emailKey, theirs))
  await tx.update(consents).set({ address: '', userAgent: '' }).where(eq(consents.emailKey, theirs))
  await forgetRecipient(tx, id)
  await tx.delete(subscribers).where(eq(subscribers.id, id)) // subscriptions and links go with it
}

/** The key that signs links; made when there is none. */
export async function signingKey(tx: Tx): Promise<LinkKey> {
  const [newest] = await listLinkKeys(tx)
  return newest ?? rotateKey(tx)
}

/** Makes another key, which signs from now on. Links that older ones signed go on being good. */
export async function rotateKey(tx: Tx): Promise<LinkKey> {
  const key = randomBytes(32)
  const [row] = await tx
    .insert(newsletterKeys)
    .values({ sealed: seal(keyFor('newsletter-keys'), key.toString('base64')), createdAt: Date.now() })
    .returning({ id: newsletterKeys.id })
  return { id: row?.id as number, key }
}

const keepUnconfirmed = 30 * day
const keepNetwork = 180 * day

/** Takes away who never confirmed, links that have long been over, and where people agreed from. */
export async function pruneSubscribers(tx: Tx, now = Date.now()): Promise<void> {
  await tx
    .delete(subscribers)
    .where(and(eq(subscribers.status, 'pending'), lt(subscribers.updatedAt, now - keepUnconfirmed)))
  await tx.delete(newsletterTokens).where(lt(newsletterTokens.expiresAt, now - keepUnconfirmed))
  await tx
    .update(consents)
    .set({ address: '', userAgent: '' })
    .where(and(lt(consents.at, now - keepNetwork), ne(consents.address, '')))
}

/** Slugs of the newsletters that somebody gets. */
export async function slugsOf(tx: Tx, subscriberId: number): Promise<string[]> {
  const rows = await tx
    .select({ slug: newsletters.slug })
    .from(subscriptions)
    .innerJoin(newsletters, eq(newsletters.id, subscriptions.newsletterId))
    .where(and(eq(subscriptions.subscriberId, subscriberId), eq(subscriptions.active, true)))
  return rows.map(({ slug }) => slug)
}

/** The slug of a newsletter by its id; null when there is none. */
export async function slugOf(tx: Tx, id: number): Promise<string | null> {
  const [row] = await tx.select({ slug: newsletters.slug }).from(newsletters).where(eq(newsletters.id, id))
  return row?.slug ?? null
}
