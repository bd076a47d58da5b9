import 'server-only'
import { sql } from 'drizzle-orm'
import { type Read, read } from '@/db/client.ts'

/** The subscriber of a delivery; null when there is none any more. */
export async function recipientOf(id: number, db: Read = read): Promise<number | null> {
  const [row] = await db.all<{ id: number | null }>(
    sql`SELECT subscriber_id AS id FROM newsletter_deliveries WHERE id = ${id}`,
  )
  return row?.id ?? null
}

/** Whether a message of an issue could be sent now, UTC milliseconds. */
export async function anyDue(issueId: number, now: number, db: Read = read): Promise<boolean> {
  const rows = await db.all(sql`
    SELECT 1 FROM newsletter_deliveries
    WHERE issue_id = ${issueId} AND state = 'queued' AND next_at <= ${now} AND variant <> 'later' LIMIT 1`)
  return rows.length > 0
}

/** Whether a message of an issue still waits or is under way. */
export async function anyOpen(issueId: number, db: Read = read): Promise<boolean> {
  const rows = await db.all(sql`
    SELECT 1 FROM newsletter_deliveries
    WHERE issue_id = ${issueId} AND state IN ('queued', 'claimed', 'dot') LIMIT 1`)
  return rows.length > 0
}
