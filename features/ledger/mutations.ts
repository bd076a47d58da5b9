// The ledger of deliveries: one row a message, and every step of a row committed before the step itself is taken. A row
// is changed only by whoever holds its lease, so that a process that was taken for dead does no harm.
import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'
import type { Claimed, Settled } from './schema.ts'

/** Still wanted: nobody has left, or was told not to be written to, since the audience was counted. */
const wantedAt = (now: number) => sql`EXISTS (
  SELECT 1 FROM newsletter_issues i
  JOIN newsletter_subscriptions x ON x.newsletter_id = i.newsletter_id AND x.subscriber_id = newsletter_deliveries.subscriber_id
  JOIN subscribers s ON s.id = x.subscriber_id
  WHERE i.id = newsletter_deliveries.issue_id AND x.active = 1 AND s.status = 'confirmed'
    AND (s.paused_until IS NULL OR s.paused_until <= ${now}))`
const going = sql`EXISTS (
  SELECT 1 FROM newsletter_issues i WHERE i.id = newsletter_deliveries.issue_id AND i.status = 'sending')`
const list = (values: readonly unknown[]) => sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`

export type Wish = {
  issueId: number
  lease: string
  limit: number
  now: number
  /** Recipients' domains to leave out, or the only one to take. */
  except?: readonly string[]
  domain?: string
}

/**
 * Takes up to `limit` due messages of an issue. Those whose readers have left meanwhile are skipped, and not among what is
 * returned.
 */
export async function claim(
  tx: Tx,
  { issueId, lease, limit, now, except = [], domain }: Wish,
): Promise<Claimed[]> {
  const where =
    domain !== undefined
      ? sql`AND domain = ${domain}`
      : except.length > 0
        ? sql`AND domain NOT IN ${list(except)}`
        : sql``
  const taken = await tx.all<{ id: number }>(sql`
    UPDATE newsletter_deliveries SET state = 'claimed', lease = ${lease}
    WHERE id IN (
      SELECT id FROM newsletter_deliveries
      WHERE issue_id = ${issueId} AND state = 'queued' AND next_at <= ${now} AND variant <> 'later' ${where}
      ORDER BY next_at, id LIMIT ${limit})
    RETURNING id`)
  if (taken.length === 0) return []
  const ids = list(taken.map(({ id }) => id))
  await tx.run(sql`
    UPDATE newsletter_deliveries SET state = 'skipped', done_at = ${now}, smtp_text = 'unsubscribed'
    WHERE id IN ${ids} AND NOT ${wantedAt(now)}`)
  return tx.all<Claimed>(sql`
    SELECT d.id, d.issue_id AS issueId, d.subscriber_id AS subscriberId, i.newsletter_id AS newsletterId, s.uid,
      d.email, d.domain, d.variant, d.attempt, d.first_at AS firstAt
    FROM newsletter_deliveries d JOIN newsletter_issues i ON i.id = d.issue_id JOIN subscribers s ON s.id = d.subscriber_id
    WHERE d.id IN ${ids} AND d.state = 'claimed' ORDER BY d.id`)
}

/**
 * Notes that the ends of these messages are about to leave, if they still may.
 * @returns the ids of those that may
 */
export async function mark(tx: Tx, lease: string, ids: readonly number[], now: number): Promise<number[]> {
  const rows = await tx.all<{ id: number }>(sql`
    UPDATE newsletter_deliveries SET state = 'dot', marked_at = ${now}
    WHERE id IN ${list(ids)} AND state = 'claimed' AND lease = ${lease} AND ${going} AND ${wantedAt(now)}
    RETURNING id`)
  return rows.map(({ id }) => id)
}

/**
 * Writes down what became of messages. One that was given up as uncertain, because its process was taken for dead, may
 * still turn out to have been sent.
 */
export async function settle(tx: Tx, lease: string, results: readonly Settled[], now: number): Promise<void> {
  await tx.run(sql`
    UPDATE newsletter_deliveries SET
      state = CASE WHEN j.value ->> 'state' = 'queued' AND EXISTS (
          SELECT 1 FROM newsletter_issues i WHERE i.id = issue_id AND i.status = 'cancelled')
        THEN 'skipped' ELSE j.value ->> 'state' END,
      first_at = CASE WHEN j.value ->> 'attempt' > attempt THEN coalesce(first_at, ${now}) ELSE first_at END,
      attempt = j.value ->> 'attempt', next_at = j.value ->> 'nextAt',
      smtp_code = j.value ->> 'code', smtp_text = CASE WHEN email = '' THEN '' ELSE j.value ->> 'text' END, server_id = j.value ->> 'serverId',
      done_at = CASE WHEN j.value ->> 'state' = 'queued' AND NOT EXISTS (
          SELECT 1 FROM newsletter_issues i WHERE i.id = issue_id AND i.status = 'cancelled')
        THEN NULL ELSE ${now} END
    FROM json_each(${JSON.stringify(results)}) AS j
    WHERE newsletter_deliveries.id = j.value ->> 'id' AND lease = ${lease}
      AND (state IN ('claimed', 'dot') OR (state = 'uncertain' AND j.value ->> 'state' = 'sent'))`)
}

/** Gives messages back that were claimed and not begun, or not ended; those nobody wants any more are skipped. */
export async function giveBack(
  tx: Tx,
  lease: string,
  ids: readonly number[],
  nextAt: number,
  now: number,
): Promise<void> {
  await tx.run(sql`
    UPDATE newsletter_deliveries SET lease = '',
      state = CASE WHEN ${wantedAt(now)} THEN 'queued' ELSE 'skipped' END,
      smtp_text = CASE WHEN ${wantedAt(now)} THEN smtp_text ELSE 'unsubscribed' END,
      done_at = CASE WHEN ${wantedAt(now)} THEN NULL ELSE ${now} END,
      next_at = ${nextAt}
    WHERE id IN ${list(ids)} AND state = 'claimed' AND lease = ${lease}`)
}

/**
 * What the holder of a lease lost sight of, because something failed in the middle: all of its messages but those that it
 * knows to be under way.
 */
export async function recoverLost(
  tx: Tx,
  lease: string,
  underWay: readonly number[],
  now: number,
): Promise<void> {
  await tx.run(sql`
    UPDATE newsletter_deliveries SET state = 'uncertain', done_at = ${now}, smtp_text = 'interrupted'
    WHERE state IN ('claimed', 'dot') AND state = 'dot' AND lease = ${lease} AND id NOT IN ${list(underWay)}`)
  await tx.run(sql`
    UPDATE newsletter_deliveries SET state = 'queued', lease = ''
    WHERE state IN ('claimed', 'dot') AND state = 'claimed' AND lease = ${lease} AND id NOT IN ${list(underWay)}`)
}

/**
 * What other processes left behind: a message whose end may have been on its way is uncertain, the others wait again.
 * Only for whoever holds the worker's lease.
 */
export async function recover(
  tx: Tx,
  lease: string,
  now: number,
): Promise<{ freed: number; uncertain: number }> {
  const dots = await tx.run(sql`
    UPDATE newsletter_deliveries SET state = 'uncertain', done_at = ${now}, smtp_text = 'interrupted'
    WHERE state IN ('claimed', 'dot') AND state = 'dot' AND lease <> ${lease}`)
  const claims = await tx.run(sql`
    UPDATE newsletter_deliveries SET state = 'queued', lease = ''
    WHERE state IN ('claimed', 'dot') AND state = 'claimed' AND lease <> ${lease}`)
  return { freed: claims.changes, uncertain: dots.changes }
}
