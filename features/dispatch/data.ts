import 'server-only'
import { and, asc, eq, isNotNull, isNull, lte, sql } from 'drizzle-orm'
import { type Read, read } from '@/db/client.ts'
import {
  newsletterDeliveries as deliveries,
  newsletterIssues as issues,
  newsletterWorker as workers,
} from '@/db/schema/sending.ts'
import { Template } from '@/features/sending/message.ts'
import type { Reason } from '@/features/sending/schema.ts'

/** What a worker has to know of an issue that is being sent. `templates` are composed messages by subject. */
export type SendingIssue = {
  id: number
  rate: number | null
  reason: Reason | ''
  templates: Record<'a' | 'b', Template>
}

/** An issue that is being sent, with its messages; null when it is not. */
export async function openIssue(id: number, db: Read = read): Promise<SendingIssue | null> {
  const [row] = await db
    .select({
      id: issues.id,
      rate: issues.rate,
      reason: issues.reason,
      a: issues.messageA,
      b: issues.messageB,
    })
    .from(issues)
    .where(and(eq(issues.id, id), eq(issues.status, 'sending')))
  if (!row || row.a === null) return null
  const a = new Template(row.a)
  return {
    id,
    rate: row.rate,
    reason: row.reason as Reason | '',
    templates: { a, b: row.b === null ? a : new Template(row.b) },
  }
}

/** Ids of the issues whose time has come, the earliest first. `plannedAt` in UTC milliseconds. */
export async function listDue(now: number, db: Read = read): Promise<{ id: number; plannedAt: number }[]> {
  const rows = await db
    .select({ id: issues.id, plannedAt: issues.plannedAt })
    .from(issues)
    .where(and(eq(issues.status, 'scheduled'), isNotNull(issues.plannedAt), lte(issues.plannedAt, now)))
    .orderBy(asc(issues.plannedAt), asc(issues.id))
  return rows.map(({ id, plannedAt }) => ({ id, plannedAt: plannedAt ?? now }))
}

/** Ids of the issues whose test of subjects is over: its letters have left, and had their hours. */
export async function listUndecided(now: number, db: Read = read): Promise<number[]> {
  const rows = await db
    .select({ id: issues.id })
    .from(issues)
    .where(
      and(
        eq(issues.status, 'sending'),
        isNull(issues.winner),
        lte(issues.decideAt, now),
        sql`NOT EXISTS (SELECT 1 FROM newsletter_deliveries d WHERE d.issue_id = ${issues.id} AND d.variant <> 'later'
          AND ((d.state IN ('queued', 'claimed', 'dot') AND d.attempt = 0)
            OR d.done_at > ${now} - ${issues.testHours} * 3600000))`,
      ),
    )
  return rows.map(({ id }) => id)
}

/** How many messages of each subject were sent. */
export async function sentByVariant(id: number, db: Read = read): Promise<Record<'a' | 'b', number>> {
  const rows = await db
    .select({ variant: deliveries.variant, n: sql<number>`count(*)` })
    .from(deliveries)
    .where(and(eq(deliveries.issueId, id), eq(deliveries.state, 'sent')))
    .groupBy(deliveries.variant)
  const counts = { a: 0, b: 0 }
  for (const { variant, n } of rows) if (variant !== 'later') counts[variant] = n
  return counts
}

/** Whether a process that sends was seen in the last moments. */
export async function workerLives(now = Date.now(), db: Read = read): Promise<boolean> {
  const [row] = await db.select({ expiresAt: workers.expiresAt }).from(workers).where(eq(workers.id, 1))
  return row !== undefined && row.expiresAt > now
}
