import 'server-only'
import { and, inArray, isNotNull, type SQL, sql } from 'drizzle-orm'
import { type Read, read } from '@/db/client.ts'
import { clicksOfIssue, clickTotals } from '@/db/metrics.ts'
import { newsletterIssues } from '@/db/schema/sending.ts'
import type { Variant } from '@/features/issues/schema.ts'
import type { IssueClicks, IssueFigures, Span, Trend } from './schema.ts'

/** Which of these issues have begun to be sent. */
export async function startedIssues(ids: readonly number[], db: Read = read): Promise<Set<number>> {
  const found = new Set<number>()
  for (let from = 0; from < ids.length; from += 500) {
    const rows = await db
      .select({ id: newsletterIssues.id })
      .from(newsletterIssues)
      .where(
        and(inArray(newsletterIssues.id, ids.slice(from, from + 500)), isNotNull(newsletterIssues.startedAt)),
      )
    for (const { id } of rows) found.add(id)
  }
  return found
}

/** What was followed in an issue. What was counted in the last minute is still missing. */
export async function clicksOf(issueId: number): Promise<IssueClicks> {
  const byVariant = { a: 0, b: 0 }
  const paths = new Map<string, number>()
  let total = 0
  for (const { variant, path, count } of await clicksOfIssue(issueId)) {
    total += count
    if (variant !== '') byVariant[variant] += count
    paths.set(path, (paths.get(path) ?? 0) + count)
  }
  const most = [...paths].map(([path, count]) => ({ path, count }))
  most.sort((a, b) => b.count - a.count || a.path.localeCompare(b.path))
  return { total, byVariant, paths: most }
}

/** How often each subject of an issue led to a page of ours. */
export async function clicksByVariant(issueId: number): Promise<Record<Variant, number>> {
  return (await clicksOf(issueId)).byVariant
}

type Counted = { span: number; n: number }

/** Puts what was counted into the stretches that it belongs to. */
const spread = (rows: readonly Counted[], length: number): number[] => {
  const counts = Array<number>(length).fill(0)
  for (const { span, n } of rows) counts[span] = n
  return counts
}

/** What happened in each of these stretches of time, which follow each other. Nobody can be told apart in it. */
export async function findTrends(spans: readonly Span[], db: Read = read): Promise<Trend[]> {
  const bounds = JSON.stringify(spans.map(({ at, end }) => [at, end]))
  const count = async (select: SQL) => {
    const rows = await db.all<Counted>(sql`
      SELECT j.key AS span, (${select}) AS n FROM json_each(${bounds}) j`)
    return spread(rows, spans.length)
  }
  const within = sql`>= j.value->>0`
  const before = sql`< j.value->>1`
  // Somebody joins once, with the first line that says so: newsletters that they add later are nobody new.
  const joined = await count(sql`
    SELECT count(DISTINCT c.email_key) FROM newsletter_consents c
    WHERE c.at ${within} AND c.at ${before} AND c.event IN ('confirmed', 'imported') AND NOT EXISTS (
      SELECT 1 FROM newsletter_consents e WHERE e.email_key = c.email_key AND e.id < c.id AND e.at < c.at
        AND e.event IN ('confirmed', 'imported'))`)
  const gone = await db.all<{ at: number }>(sql`
    SELECT updated_at AS at FROM subscribers WHERE status IN ('unsubscribed', 'suppressed')
      AND confirmed_at IS NOT NULL AND updated_at >= ${spans[0]?.at ?? 0}
    UNION ALL SELECT at FROM newsletter_consents c WHERE at >= ${spans[0]?.at ?? 0} AND event = 'erased' AND EXISTS (
      SELECT 1 FROM newsletter_consents e WHERE e.email_key = c.email_key AND e.event IN ('confirmed', 'imported'))`)
  const left = spans.map(({ at, end }) => gone.filter((one) => one.at >= at && one.at < end).length)
  const asked = await count(sql`
    SELECT count(DISTINCT c.email_key) FROM newsletter_consents c
    WHERE c.at ${within} AND c.at ${before} AND c.event = 'requested'`)
  const agreed = await count(sql`
    SELECT count(DISTINCT c.email_key) FROM newsletter_consents c
    WHERE c.at ${within} AND c.at ${before} AND c.event = 'requested' AND EXISTS (
      SELECT 1 FROM newsletter_consents e
      WHERE e.email_key = c.email_key AND e.id > c.id AND e.event = 'confirmed')`)
  const came = (kinds: SQL) =>
    count(
      sql`SELECT count(*) FROM newsletter_bounces b WHERE b.at ${within} AND b.at ${before} AND b.kind IN (${kinds})`,
    )
  const bounced = await came(sql`'hard', 'soft'`)
  const complained = await came(sql`'complaint'`)
  const [now] = await db.all<{ n: number }>(
    sql`SELECT count(*) AS n FROM subscribers WHERE status = 'confirmed'`,
  )
  // Backwards from how many there are now.
  let confirmed = now?.n ?? 0
  const trends: Trend[] = []
  for (const [i, span] of [...spans.entries()].reverse()) {
    const of = (counts: number[]) => counts[i] ?? 0
    trends.unshift({
      ...{ span, confirmed: Math.max(0, confirmed), joined: of(joined), left: of(left) },
      ...{ asked: of(asked), agreed: of(agreed), bounced: of(bounced), complained: of(complained) },
    })
    confirmed += of(left) - of(joined)
  }
  return trends
}

const threeDays = 3 * 24 * 3_600_000

/** The last issues that went out, the newest first, with what became of them. */
export async function listIssueFigures(limit: number, db: Read = read): Promise<IssueFigures[]> {
  type Row = Omit<IssueFigures, 'clicks'>
  const rows = await db.all<Row>(sql`
    SELECT i.id, i.subject, n.name AS newsletter, i.started_at AS startedAt,
      (SELECT count(*) FROM newsletter_deliveries d WHERE d.issue_id = i.id AND d.state = 'sent') AS sent,
      (SELECT count(*) FROM newsletter_deliveries d WHERE d.issue_id = i.id AND d.state = 'failed') AS failed,
      (SELECT count(*) FROM newsletter_consents c WHERE c.at >= i.started_at AND c.at < i.started_at + ${threeDays}
        AND c.event = 'withdrawn' AND c.newsletter = n.slug) AS left
    FROM newsletter_issues i JOIN newsletters n ON n.id = i.newsletter_id
    WHERE i.started_at IS NOT NULL ORDER BY i.started_at DESC LIMIT ${limit}`)
  const clicks = await clickTotals(rows.map(({ id }) => id))
  return rows.map((row) => ({ ...row, clicks: clicks.get(row.id) ?? 0 }))
}
