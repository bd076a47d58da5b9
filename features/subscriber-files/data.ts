import 'server-only'
import { sql } from 'drizzle-orm'
import { type Read, read } from '@/db/client.ts'
import type { SubscriberState } from '@/features/subscribers/schema.ts'
import type { ExportRow, Incoming, Reason } from './schema.ts'

/** What there is of a person before an import. `lists`: newsletters that they get (true), or have left (false). */
export type Known = { id: number; status: SubscriberState; lists: Map<number, boolean> }

/** Which of these people there are already, by address, and which addresses nothing may be sent to. */
export async function findKnown(
  people: readonly Incoming[],
  db: Read = read,
): Promise<{ known: Map<string, Known>; stopped: Set<string> }> {
  const emails = JSON.stringify(people.map(({ email }) => email))
  const keys = JSON.stringify(people.map(({ emailKey }) => emailKey))
  const stopped = await db.all<{ key: string }>(sql`
    SELECT s.email_key AS key FROM json_each(${keys}) j
    CROSS JOIN newsletter_suppressions s ON s.email_key = j.value`)
  const rows = await db.all<{ id: number; email: string; status: SubscriberState }>(sql`
    SELECT s.id, s.email, s.status FROM json_each(${emails}) j CROSS JOIN subscribers s ON s.email = j.value`)
  const known = new Map(rows.map(({ email, ...row }) => [email, { ...row, lists: new Map() } as Known]))
  if (rows.length > 0) {
    const ids = JSON.stringify(rows.map(({ id }) => id))
    const lists = await db.all<{ id: number; newsletter: number; active: number }>(sql`
      SELECT s.subscriber_id AS id, s.newsletter_id AS newsletter, s.active FROM json_each(${ids}) j
      CROSS JOIN newsletter_subscriptions s ON s.subscriber_id = j.value`)
    const byId = new Map([...known.values()].map((one) => [one.id, one]))
    for (const { id, newsletter, active } of lists) byId.get(id)?.lists.set(newsletter, active === 1)
  }
  return { known, stopped: new Set(stopped.map(({ key }) => key)) }
}

/** Why somebody is not imported, by what there is of them; null when they are. Nobody who has left is brought back. */
export function refusalOf(
  person: Incoming,
  known: Known | undefined,
  stopped: ReadonlySet<string>,
): Reason | null {
  if (stopped.has(person.emailKey) || known?.status === 'suppressed') return 'suppressed'
  if (known?.status === 'unsubscribed') return 'unsubscribed'
  const left = person.newsletterIds.filter((id) => known?.lists.get(id) === false)
  return left.length === person.newsletterIds.length ? 'unsubscribed' : null
}

/** Subscribers with a larger id than one, in the order of their ids. */
export async function listForExport(after: number, limit: number): Promise<ExportRow[]> {
  return read.all<ExportRow>(sql`
    SELECT s.id, s.email, s.name, s.language, s.consent_source AS source, s.consent_at AS at, s.status, (
      SELECT group_concat(slug, ';') FROM (
        SELECT n.slug FROM newsletter_subscriptions x JOIN newsletters n ON n.id = x.newsletter_id
        WHERE x.subscriber_id = s.id AND x.active = 1 ORDER BY n.position, n.id
      )) AS lists
    FROM subscribers s WHERE s.id > ${after} ORDER BY s.id LIMIT ${limit}`)
}

/** How many subscribers there are, whatever their state. */
export async function countForExport(): Promise<number> {
  const [row] = await read.all<{ n: number }>(sql`SELECT count(*) AS n FROM subscribers`)
  return row?.n ?? 0
}
