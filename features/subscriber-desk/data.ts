import 'server-only'
import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm'
import { type Read, read } from '@/db/client.ts'
import { consents, newsletters, subscribers, subscriptions } from '@/db/schema/newsletter.ts'
import { newsletterBounces, newsletterDeliveries, newsletterIssues } from '@/db/schema/sending.ts'
import { findSuppression } from '@/features/subscribers/data.ts'
import { emailKey } from '@/features/subscribers/links.ts'
import type { SubscriberState } from '@/features/subscribers/schema.ts'
import { normaliseEmail } from '@/lib/email.ts'
import type { SubscriberFile, SubscriberFilter, SubscriberRow } from './schema.ts'

/** How many there are in each state. */
export async function countByState(): Promise<Record<SubscriberState, number>> {
  const rows = await read.all<{ status: SubscriberState; n: number }>(
    sql`SELECT status, count(*) AS n FROM subscribers GROUP BY status`,
  )
  const none = { confirmed: 0, pending: 0, unsubscribed: 0, suppressed: 0 }
  return { ...none, ...Object.fromEntries(rows.map(({ status, n }) => [status, n])) }
}

/**
 * Ids of those whom a filter leaves, the newest first. Each way goes along an index in the order of ids, so that the next
 * page costs what the first one does, however many there are.
 */
function idsOf({ q, status, list, before }: SubscriberFilter, limit: number): SQL {
  const from = before ?? Number.MAX_SAFE_INTEGER
  const ofState = status ? sql`AND s.status = ${status}` : sql``
  const inList = sql`SELECT 1 FROM newsletter_subscriptions x JOIN newsletters n ON n.id = x.newsletter_id
    WHERE x.subscriber_id = s.id AND x.active = 1 AND n.slug = ${list ?? ''}`
  if (q !== '') {
    const exact = normaliseEmail(q)
    const text = `%${q.replace(/[\\%_]/g, '\\$&')}%`
    // A whole address is one step in the index of addresses; a part of one is a walk along it, and not along the rows.
    const hits = exact
      ? sql`SELECT id FROM subscribers WHERE email = ${exact}`
      : sql`SELECT id FROM subscribers INDEXED BY sqlite_autoindex_subscribers_1 WHERE email LIKE ${text} ESCAPE '\\'`
    if (!status && !list)
      return sql`SELECT h.id FROM (${hits}) h WHERE h.id < ${from} ORDER BY h.id DESC LIMIT ${limit}`
    return sql`SELECT s.id FROM (${hits}) h CROSS JOIN subscribers s ON s.id = h.id
      WHERE s.id < ${from} ${ofState} ${list ? sql`AND EXISTS (${inList})` : sql``} ORDER BY s.id DESC LIMIT ${limit}`
  }
  // Nearly all who get a newsletter are confirmed: then the newsletter's own index leads, else the one of the states.
  if (list && (status === undefined || status === 'confirmed'))
    return sql`SELECT s.id FROM newsletter_subscriptions x CROSS JOIN subscribers s ON s.id = x.subscriber_id
      WHERE x.newsletter_id = (SELECT id FROM newsletters WHERE slug = ${list}) AND x.active = 1
        AND x.subscriber_id < ${from} ${ofState} ORDER BY x.subscriber_id DESC LIMIT ${limit}`
  return sql`SELECT s.id FROM subscribers s WHERE s.id < ${from} ${ofState}
    ${list ? sql`AND EXISTS (${inList})` : sql``} ORDER BY s.id DESC LIMIT ${limit}`
}

/** Subscribers, the newest first. */
export async function listSubscribers(filter: SubscriberFilter, limit: number): Promise<SubscriberRow[]> {
  type Row = Omit<SubscriberRow, 'lists'> & { lists: string | null }
  const rows = await read.all<Row>(sql`
    SELECT s.id, s.email, s.name, s.status, s.created_at AS createdAt, (
      SELECT json_group_array(n.name) FROM newsletter_subscriptions x JOIN newsletters n ON n.id = x.newsletter_id
      WHERE x.subscriber_id = s.id AND x.active = 1
    ) AS lists
    FROM (${idsOf(filter, limit)}) i CROSS JOIN subscribers s ON s.id = i.id ORDER BY s.id DESC`)
  return rows.map(({ lists, ...row }) => ({ ...row, lists: JSON.parse(lists ?? '[]') as string[] }))
}

const mostLines = 100

/** Everything about a subscriber; of what was sent and what came back the last hundred. Null when there is none. */
export async function findFile(id: number, db: Read = read): Promise<SubscriberFile | null> {
  const [row] = await db.select().from(subscribers).where(eq(subscribers.id, id))
  if (!row) return null
  const lists = await db
    .select({ name: newsletters.name, active: subscriptions.active, at: subscriptions.changedAt })
    .from(subscriptions)
    .innerJoin(newsletters, eq(newsletters.id, subscriptions.newsletterId))
    .where(eq(subscriptions.subscriberId, id))
    .orderBy(asc(newsletters.position), asc(newsletters.id))
  const history = await db
    .select({
      id: consents.id,
      event: consents.event,
      newsletter: consents.newsletter,
      at: consents.at,
      page: consents.page,
      text: consents.text,
    })
    .from(consents)
    .where(eq(consents.emailKey, emailKey(row.email)))
    .orderBy(desc(consents.id))
    .limit(mostLines)
  const deliveries = await db
    .select({
      id: newsletterDeliveries.id,
      issueId: newsletterDeliveries.issueId,
      subject: newsletterIssues.subject,
      state: newsletterDeliveries.state,
      code: newsletterDeliveries.smtpCode,
      text: newsletterDeliveries.smtpText,
      at: newsletterDeliveries.doneAt,
    })
    .from(newsletterDeliveries)
    .innerJoin(newsletterIssues, eq(newsletterIssues.id, newsletterDeliveries.issueId))
    .where(eq(newsletterDeliveries.subscriberId, id))
    .orderBy(desc(newsletterDeliveries.id))
    .limit(mostLines)
  const { id: bounceId, kind, status, detail, at } = newsletterBounces
  const bounces = await db
    .select({ id: bounceId, kind, status, detail, at })
    .from(newsletterBounces)
    .where(and(eq(newsletterBounces.subscriberId, id)))
    .orderBy(desc(at))
    .limit(mostLines)
  const stopped = await findSuppression(row.email, db)
  return {
    ...{ id, email: row.email, name: row.name, status: row.status, language: row.language },
    ...{ pace: row.pace, pausedUntil: row.pausedUntil, createdAt: row.createdAt },
    confirmedAt: row.confirmedAt,
    suppression: stopped && { reason: stopped.reason, detail: stopped.detail, at: stopped.at },
    ...{ lists, consents: history, deliveries, bounces },
  }
}
