import 'server-only'
import { and, eq, gt, inArray, type SQL, sql } from 'drizzle-orm'
import { type Read, read } from '@/db/client.ts'
import { clicksOfIssue, clickTotals } from '@/db/metrics.ts'
import { newsletterIssues } from '@/db/schema/sending.ts'
import { countedPaths } from '@/features/issues/links.ts'
import type { IssueContent, Variant } from '@/features/issues/schema.ts'
import { readEnv } from '@/lib/env.mjs'
import {
  type Click,
  type IssueClicks,
  type IssueFigures,
  mostIssues,
  type Span,
  type Trend,
} from './schema.ts'

const day = 24 * 3_600_000
/** How long after an issue began to be sent its clicks are counted. */
const counted = 30 * day
/** Of one that was cancelled a part may have gone out. */
const sent = ['sending', 'paused', 'done', 'cancelled'] as const

/** The clicks that letters which went out lately can have led to: of the subjects and links that they have. */
export async function possibleClicks<T extends Omit<Click, 'count'>>(
  clicks: readonly T[],
  now = Date.now(),
  db: Read = read,
): Promise<T[]> {
  const byIssue = new Map<number, T[]>()
  for (const click of clicks) {
    const others = byIssue.get(click.issue)
    if (others) others.push(click)
    else byIssue.set(click.issue, [click])
  }
  const { id, slug, content, messageB, startedAt, status } = newsletterIssues
  const lately = and(gt(startedAt, now - counted), inArray(status, [...sent]))
  const possible: T[] = []
  for (const { id: known } of await db.select({ id }).from(newsletterIssues).where(lately)) {
    const theirs = byIssue.get(known)
    if (!theirs) continue
    const [row] = await db.select({ slug, content, messageB }).from(newsletterIssues).where(eq(id, known))
    if (!row?.content) continue // nothing of it has left yet
    const paths = countedPaths(row.content as IssueContent, row.slug ?? '', readEnv().siteUrl)
    const hasTwo = row.messageB !== null
    possible.push(...theirs.filter(({ variant, path }) => (variant !== '') === hasTwo && paths.has(path)))
  }
  return possible
}

/** Ids of the issues whose clicks are still counted or shown. */
export async function issuesWithClicks(now = Date.now(), db: Read = read): Promise<number[]> {
  const rows = await db.all<{ id: number }>(sql`
    SELECT id FROM newsletter_issues WHERE started_at > ${now - counted}
    UNION SELECT id FROM (SELECT id FROM newsletter_issues WHERE started_at IS NOT NULL
      ORDER BY started_at DESC LIMIT ${mostIssues})`)
  return rows.map(({ id }) => id)
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

const agreedBefore = sql`EXISTS (SELECT 1 FROM newsletter_consents e
  WHERE e.email_key = c.email_key AND e.event IN ('confirmed', 'imported') AND e.at < c.at)`

/** Others get their turn: of a large list each count takes a while. */
const pause = () => new Promise((resolve) => setImmediate(resolve))

async function countOne(db: Read, select: SQL): Promise<number> {
  const [row] = await db.all<{ n: number }>(select)
  await pause()
  return row?.n ?? 0
}

/** How many people joined. Each does so once, with the first line that says so: newsletters added later are nobody new. */
async function countJoined(db: Read, { at, end }: Span): Promise<number> {
  let total = 0
  for (let from = at; from < end; from += day)
    total += await countOne(
      db,
      sql`SELECT count(DISTINCT c.email_key) AS n FROM newsletter_consents c
        WHERE c.at >= ${from} AND c.at < ${Math.min(end, from + day)}
          AND c.event IN ('confirmed', 'imported') AND NOT ${agreedBefore}`,
    )
  return total
}

/** When people left altogether since a moment: as far as they can still be told, they are not there or blocked now. */
async function listLeft(db: Read, since: number): Promise<number[]> {
  const rows = await db.all<{ at: number }>(sql`
    SELECT updated_at AS at FROM subscribers
    WHERE status IN ('unsubscribed', 'suppressed') AND confirmed_at IS NOT NULL AND updated_at >= ${since}
    UNION ALL
    SELECT at FROM newsletter_consents c WHERE at >= ${since} AND event IN ('erased', 'refused') AND ${agreedBefore}`)
  await pause()
  return rows.map(({ at }) => at)
}

/** What happened in each of these stretches of time, which follow each other. Nobody can be told apart in it. */
export async function findTrends(spans: readonly Span[], db: Read = read): Promise<Trend[]> {
  const gone = await listLeft(db, spans[0]?.at ?? 0)
  // Backwards from how many there are now.
  let confirmed = await countOne(db, sql`SELECT count(*) AS n FROM subscribers WHERE status = 'confirmed'`)
  const trends: Trend[] = []
  for (const span of spans.toReversed()) {
    const { at, end } = span
    const requests = sql`newsletter_consents c WHERE c.at >= ${at} AND c.at < ${end} AND c.event = 'requested'`
    const bounces = sql`newsletter_bounces WHERE at >= ${at} AND at < ${end}`
    const joined = await countJoined(db, span)
    const left = gone.filter((one) => one >= at && one < end).length
    trends.unshift({
      ...{ span, confirmed: Math.max(0, confirmed), joined, left },
      asked: await countOne(db, sql`SELECT count(DISTINCT c.email_key) AS n FROM ${requests}`),
      agreed: await countOne(
        db,
        sql`SELECT count(DISTINCT c.email_key) AS n FROM ${requests} AND EXISTS (SELECT 1 FROM newsletter_consents e
          WHERE e.email_key = c.email_key AND e.event = 'confirmed' AND e.at >= c.at)`,
      ),
      bounced: await countOne(db, sql`SELECT count(*) AS n FROM ${bounces} AND kind IN ('hard', 'soft')`),
      complained: await countOne(db, sql`SELECT count(*) AS n FROM ${bounces} AND kind = 'complaint'`),
    })
    confirmed += left - joined
  }
  return trends
}

const threeDays = 3 * 24 * 3_600_000

/** The last issues that went out, the newest first, with what became of them. */
export async function listIssueFigures(db: Read = read): Promise<IssueFigures[]> {
  type Row = Omit<IssueFigures, 'clicks'>
  const rows = await db.all<Row>(sql`
    SELECT i.id, i.subject, n.name AS newsletter, i.started_at AS startedAt,
      (SELECT count(*) FROM newsletter_deliveries d WHERE d.issue_id = i.id AND d.state = 'sent') AS sent,
      (SELECT count(*) FROM newsletter_deliveries d WHERE d.issue_id = i.id AND d.state = 'failed') AS failed,
      (SELECT count(*) FROM newsletter_consents c WHERE c.at >= i.started_at AND c.at < i.started_at + ${threeDays}
        AND c.event = 'withdrawn' AND c.newsletter = n.slug) AS left
    FROM newsletter_issues i JOIN newsletters n ON n.id = i.newsletter_id
    WHERE i.started_at IS NOT NULL ORDER BY i.started_at DESC LIMIT ${mostIssues}`)
  const clicks = await clickTotals(rows.map(({ id }) => id))
  return rows.map((row) => ({ ...row, clicks: clicks.get(row.id) ?? 0 }))
}
