import 'server-only'
import { and, asc, eq, gt, gte, inArray, isNotNull, ne, sql } from 'drizzle-orm'
import { type Read, read } from '@/db/client.ts'
import { newsletterDeliveries as deliveries, newsletterIssues as issues } from '@/db/schema/sending.ts'
import {
  type DeliveryRow,
  type DeliveryState,
  type Progress,
  type ShownState,
  shownState,
  shownStates,
} from './schema.ts'

const day = 24 * 3_600_000
/** Who wants one letter a week gets the next when the last is older than this: a weekly one must not slip by an hour. */
const weekly = 6.5 * day
const recent = 30_000

/** Whether two subjects are tried. */
export const hasTest = ({ subjectB, testShare }: { subjectB: string; testShare: number }): boolean =>
  subjectB !== '' && testShare > 0

/** Who gets an issue of a newsletter at a time: the condition on subscribers `s` and subscriptions `x`. */
export const inAudience = (newsletterId: number, now: number) => sql`
  x.newsletter_id = ${newsletterId} AND x.active = 1 AND s.status = 'confirmed'
  AND (s.paused_until IS NULL OR s.paused_until <= ${now})
  AND (s.pace = 'every' OR NOT EXISTS (
    SELECT 1 FROM newsletter_deliveries d JOIN newsletter_issues i ON i.id = d.issue_id WHERE d.subscriber_id = s.id AND
      ((i.status = 'sending' AND d.state IN ('queued', 'claimed', 'dot')) OR (d.state IN ('sent', 'uncertain') AND d.marked_at > ${now - weekly}))))`

/** How many people would get an issue of a newsletter now. */
export async function countAudience(
  newsletterId: number,
  now = Date.now(),
  db: Read = read,
): Promise<number> {
  const [row] = await db.all<{ n: number }>(sql`
    SELECT count(*) AS n FROM newsletter_subscriptions x JOIN subscribers s ON s.id = x.subscriber_id
    WHERE ${inAudience(newsletterId, now)}`)
  return row?.n ?? 0
}

/** How far an issue is; null when there is none. */
export async function progressOf(issueId: number, db: Read = read): Promise<Progress | null> {
  const now = Date.now()
  // One statement, one view of the data: the counts add up to the audience at every moment.
  const rows = await db.all<{
    state: DeliveryState | null
    n: number
    fresh: number
    status: Progress['status']
    reason: string
    detail: string
    audience: number
    startedAt: number | null
    undecided: number
  }>(sql`
    SELECT d.state AS state, count(d.id) AS n,
      (SELECT count(*) FROM newsletter_deliveries f WHERE f.issue_id = i.id AND f.done_at > ${now - recent}) AS fresh,
      i.status, i.reason, i.detail, i.audience, i.started_at AS startedAt,
      i.decide_at IS NOT NULL AND i.winner IS NULL AS undecided
    FROM newsletter_issues i LEFT JOIN newsletter_deliveries d ON d.issue_id = i.id
    WHERE i.id = ${issueId} GROUP BY d.state`)
  const [issue] = rows
  if (!issue) return null
  const counts = Object.fromEntries(shownStates.map((state) => [state, 0])) as Record<ShownState, number>
  for (const { state, n } of rows) if (state) counts[shownState(state)] += n
  const { fresh } = issue
  const span = Math.min(recent, Math.max(1_000, now - (issue.startedAt ?? now))) / 1_000
  const perSecond = fresh / span
  const { status, reason, detail, audience } = issue
  // While two subjects are tried, most messages wait for an hour to come, not for their turn.
  const isMoving = status === 'sending' && reason === '' && perSecond > 0 && !issue.undecided
  const secondsLeft = isMoving ? Math.ceil(counts.queued / perSecond) : null
  return { ...counts, status, reason, detail, audience, perSecond, secondsLeft }
}

const columns = {
  id: deliveries.id,
  email: deliveries.email,
  state: deliveries.state,
  attempt: deliveries.attempt,
  code: deliveries.smtpCode,
  text: deliveries.smtpText,
  serverId: deliveries.serverId,
  at: sql<number | null>`coalesce(${deliveries.doneAt}, ${deliveries.markedAt}, ${deliveries.firstAt})`,
}
const withHidden = (states: readonly ShownState[]): DeliveryState[] =>
  states.flatMap((state) => (state === 'queued' ? (['queued', 'claimed', 'dot'] as const) : [state]))

/** Messages of an issue in the order in which they were queued, those after a row's id. */
export async function listDeliveries(
  issueId: number,
  {
    states = shownStates,
    after = 0,
    limit,
  }: { states?: readonly ShownState[]; after?: number; limit: number },
): Promise<DeliveryRow[]> {
  const every = states.length === shownStates.length
  const rows = await read
    .select(columns)
    .from(deliveries)
    .where(
      and(
        eq(deliveries.issueId, issueId),
        gt(deliveries.id, after),
        ...(every ? [] : [inArray(deliveries.state, withHidden(states))]),
      ),
    )
    .orderBy(asc(deliveries.id))
    .limit(limit)
  return rows.map((row) => ({ ...row, state: shownState(row.state) }))
}

/** Ids of the issues that are being sent, the one that began first before the others. */
export async function listSending(db: Read = read): Promise<number[]> {
  const rows = await db
    .select({ id: issues.id })
    .from(issues)
    .where(eq(issues.status, 'sending'))
    .orderBy(asc(issues.startedAt), asc(issues.id))
  return rows.map(({ id }) => id)
}

/** How many messages left, or may have left, since a time, UTC milliseconds. */
export async function countSentSince(since: number, db: Read = read): Promise<number> {
  const [row] = await db
    .select({ n: sql<number>`count(*)` })
    .from(deliveries)
    .where(
      and(
        isNotNull(deliveries.doneAt),
        gte(deliveries.doneAt, since),
        inArray(deliveries.state, ['sent', 'uncertain']),
      ),
    )
  return row?.n ?? 0
}

/** An address in the archive that no other issue of the newsletter has: the one that is wanted, or with a number. */
export async function freeSlug(
  { id, newsletterId }: { id: number; newsletterId: number },
  wanted: string,
  db: Read = read,
): Promise<string> {
  const rows = await db
    .select({ slug: issues.slug })
    .from(issues)
    .where(and(eq(issues.newsletterId, newsletterId), ne(issues.id, id)))
  const taken = new Set(rows.map(({ slug }) => slug))
  let slug = wanted
  for (let n = 2; taken.has(slug); n++) slug = `${wanted}-${n}`
  return slug
}
