// What people say about an issue that goes out: begin, wait, go on, stop. Each is one unit of work.
import 'server-only'
import { and, eq, inArray, isNull, lt, ne, type SQL, sql } from 'drizzle-orm'
import { type Tx, write } from '@/db/client.ts'
import { newsletterDeliveries as deliveries, newsletterIssues as issues } from '@/db/schema/sending.ts'
import { type Actor, can, systemActor } from '@/features/accounts/policy.ts'
import { audit } from '@/features/audit/mutations.ts'
import type { IssueContent, IssueStatus } from '@/features/issues/schema.ts'
import { issuesTag } from '@/features/issues/tags.ts'
import { AppError } from '@/lib/errors.ts'
import { withoutAddresses } from '@/lib/text.ts'
import { freeSlug, hasTest, inAudience } from './data.ts'
import type { Reason } from './schema.ts'

type Row = typeof issues.$inferSelect

/** @throws AppError forbidden */
function mustSend(actor: Actor): void {
  if (!can(actor, 'newsletter:send')) throw new AppError('forbidden', 'newsletter:send')
}

async function find(tx: Tx, id: number): Promise<Row> {
  const [row] = await tx.select().from(issues).where(eq(issues.id, id))
  if (!row) throw new AppError('not-found', `issue ${id}`)
  return row
}

/** Changes an issue that is in one of these states. @throws AppError issue-state for another */
async function change(
  tx: Tx,
  actor: Actor,
  id: number,
  from: readonly IssueStatus[],
  event: string,
  set: Partial<Row>,
): Promise<Row> {
  const row = await find(tx, id)
  if (!from.includes(row.status)) throw new AppError('issue-state', `${event}: issue ${id} is ${row.status}`)
  const after = { ...set, lockVersion: row.lockVersion + 1, updatedAt: Date.now() }
  await tx.update(issues).set(after).where(eq(issues.id, id))
  const { reason } = set
  await audit(tx, actor, {
    event: `newsletter.${event}`,
    entity: 'issue',
    entityId: id,
    before: { status: row.status },
    after: { status: set.status ?? row.status, ...(reason ? { reason } : {}) },
  })
  return row
}

export type Opening = {
  id: number
  /** What it was looked at as: somebody may have changed it meanwhile. */
  lockVersion: number
  startedAt: number
  slug: string
}
/** What is sent, as it stays. */
export type Frozen = {
  content: IssueContent
  messageA: string
  messageB: string | null
  messageHash: string
}

/**
 * Begins to send: the audience is written down and what is sent is frozen, both or nothing.
 * @param frozen null: whoever sends composes it, because only they know the site's address and sender
 * @param confirm how many readers the editor was told; null when nobody was asked
 * @returns how many it goes to
 * @throws AppError stale-version, issue-state, issue-count-changed (facts: count), forbidden
 */
export async function begin(
  actor: Actor,
  { id, lockVersion, startedAt, slug }: Opening,
  frozen: Frozen | null,
  { confirm, rate }: { confirm: number | null; rate?: number | undefined },
): Promise<number> {
  mustSend(actor)
  return write(async (tx) => {
    const row = await find(tx, id)
    if (!['draft', 'scheduled', 'held'].includes(row.status))
      throw new AppError('issue-state', `issue ${id} is ${row.status}`)
    // The letter leads to its address in the archive, which another issue may have taken at the same moment.
    if (row.lockVersion !== lockVersion || (await freeSlug(row, slug, tx)) !== slug)
      throw new AppError('stale-version', `issue ${id}`)
    await tx.run(sql`
      INSERT INTO newsletter_deliveries (issue_id, subscriber_id, email, domain, next_at)
      SELECT ${id}, s.id, s.email, substr(s.email, instr(s.email, '@') + 1), ${startedAt}
      FROM newsletter_subscriptions x JOIN subscribers s ON s.id = x.subscriber_id
      WHERE ${inAudience(row.newsletterId, startedAt)} ORDER BY s.id`)
    const [counted] = await tx
      .select({ n: sql<number>`count(*)` })
      .from(deliveries)
      .where(eq(deliveries.issueId, id))
    const audience = counted?.n ?? 0
    if (confirm !== null && confirm !== audience)
      throw new AppError('issue-count-changed', `${audience} readers, ${confirm} confirmed`, {
        count: audience,
      })
    const decideAt = hasTest(row) ? await splitAudience(tx, row, startedAt) : null
    await change(tx, actor, id, [row.status], 'send', {
      status: 'sending',
      slug,
      ...frozen,
      audience,
      decideAt,
      startedAt,
      reason: '',
      detail: '',
      ...(rate === undefined ? {} : { rate }),
    })
    await tx.touch(issuesTag)
    return audience
  })
}

/** Keeps what an issue says that has begun without; once. */
export async function freeze(tx: Tx, id: number, frozen: Frozen): Promise<void> {
  await tx
    .update(issues)
    .set(frozen)
    .where(and(eq(issues.id, id), eq(issues.status, 'sending'), isNull(issues.messageA)))
  await tx.touch(issuesTag)
}

/** Draws who gets which subject. Those who are in neither part wait for the decision. Returns its time. */
async function splitAudience(tx: Tx, row: Row, startedAt: number): Promise<number | null> {
  const decideAt = startedAt + row.testHours * 3_600_000
  await tx.run(sql`
    UPDATE newsletter_deliveries SET
      variant = CASE WHEN r.place > r.most THEN 'later' WHEN r.place % 2 = 1 THEN 'a' ELSE 'b' END,
      next_at = CASE WHEN r.place > r.most THEN ${decideAt} ELSE next_at END
    FROM (SELECT id, row_number() OVER (ORDER BY random()) AS place,
        max(2, count(*) OVER () * ${row.testShare} / 100) AS most -- one for each subject at least
      FROM newsletter_deliveries WHERE issue_id = ${row.id}) AS r
    WHERE newsletter_deliveries.id = r.id`)
  return row.testShare < 100 ? decideAt : null
}

/** The subject that the rest of the audience gets. */
export async function decide(tx: Tx, issueId: number, winner: 'a' | 'b'): Promise<void> {
  await tx.update(issues).set({ winner, decideAt: null }).where(eq(issues.id, issueId))
  await tx
    .update(deliveries)
    .set({ variant: winner, nextAt: Date.now() })
    .where(and(eq(deliveries.issueId, issueId), eq(deliveries.variant, 'later')))
}

/** Waits until somebody says to go on. @throws AppError issue-state, forbidden */
export async function pauseIssue(actor: Actor, id: number): Promise<void> {
  mustSend(actor)
  await write((tx) =>
    change(tx, actor, id, ['sending'], 'pause', { status: 'paused', reason: 'editor', detail: '' }),
  )
}

/** Goes on. @throws AppError issue-state, forbidden */
export async function resumeIssue(actor: Actor, id: number): Promise<void> {
  mustSend(actor)
  await write(async (tx) => {
    await tx
      .update(deliveries)
      .set({ firstAt: null }) // a day of tries begins anew
      .where(and(eq(deliveries.issueId, id), eq(deliveries.state, 'queued')))
    await change(tx, actor, id, ['paused'], 'resume', { status: 'sending', reason: '', detail: '' })
  })
}

/** Stops for good: who did not get it does not get it. @throws AppError issue-state, forbidden */
export async function cancelIssue(actor: Actor, id: number): Promise<void> {
  mustSend(actor)
  await write(async (tx) => {
    const now = Date.now()
    const from = ['scheduled', 'held', 'sending', 'paused'] as const
    await change(tx, actor, id, from, 'cancel', {
      status: 'cancelled',
      reason: '',
      detail: '',
      finishedAt: now,
    })
    await tx
      .update(deliveries)
      .set({ state: 'skipped', smtpText: 'cancelled', doneAt: now })
      .where(and(eq(deliveries.issueId, id), inArray(deliveries.state, ['queued', 'claimed'])))
    await tx.touch(issuesTag)
  })
}

/** How long after an issue has begun the addresses of those who wait for it may be kept. */
const longestWait = 180 * 24 * 3_600_000

/** Stops for good what began half a year ago and never ended, and forgets whom it was for: nobody waits for that news. */
export async function expireIssues(tx: Tx, now = Date.now()): Promise<void> {
  const from = ['sending', 'paused'] as const
  const old = await tx
    .select({ id: issues.id })
    .from(issues)
    .where(and(inArray(issues.status, [...from]), lt(issues.startedAt, now - longestWait)))
  for (const { id } of old) {
    const over = { status: 'cancelled', reason: 'expired', detail: '', finishedAt: now } as const
    await change(tx, systemActor, id, from, 'cancel', over)
    const ofIssue = eq(deliveries.issueId, id)
    await tx
      .update(deliveries)
      .set({ state: 'skipped', smtpText: 'cancelled', doneAt: now, lease: '', email: '' })
      .where(and(ofIssue, inArray(deliveries.state, ['queued', 'claimed'])))
    await tx
      .update(deliveries)
      .set({ state: 'uncertain', smtpText: 'interrupted', doneAt: now, lease: '', email: '' })
      .where(and(ofIssue, eq(deliveries.state, 'dot')))
    await tx.touch(issuesTag)
  }
}

/**
 * Sends again to those of whom nobody knows whether they got it. Some will have it twice, with the same Message-ID.
 * @returns how many
 * @throws AppError issue-state, forbidden
 */
export async function resendUncertain(actor: Actor, id: number): Promise<number> {
  mustSend(actor)
  return write(async (tx) => {
    const now = Date.now()
    const rows = await tx
      .update(deliveries)
      .set({ state: 'queued', attempt: 0, firstAt: null, nextAt: now, doneAt: null, lease: '', smtpText: '' })
      .where(and(eq(deliveries.issueId, id), eq(deliveries.state, 'uncertain'), ne(deliveries.email, '')))
      .returning({ id: deliveries.id })
    const { status } = await find(tx, id)
    const next = status === 'paused' ? ('paused' as const) : ('sending' as const)
    await change(tx, actor, id, ['sending', 'paused', 'done'], 'resend', { status: next, finishedAt: null })
    return rows.length
  })
}

/** Puts an issue aside for somebody to look at. Does nothing when it is not in one of the states. */
export async function setAside(
  tx: Tx,
  actor: Actor,
  id: number,
  status: 'held' | 'paused' | 'empty',
  reason: Reason | '',
  detail = '',
): Promise<boolean> {
  const from = status === 'paused' ? (['sending'] as const) : (['scheduled', 'draft'] as const)
  const row = await find(tx, id)
  if (!(from as readonly IssueStatus[]).includes(row.status)) return false
  await change(tx, actor, id, from, status === 'paused' ? 'pause' : 'hold', {
    status,
    reason,
    detail: withoutAddresses(detail).slice(0, 500),
  })
  return true
}

/** Says what an issue that goes on is waiting for; empty: nothing. */
export async function noteWaiting(tx: Tx, id: number, reason: Reason | '', detail = ''): Promise<void> {
  const waiting: SQL = sql`${issues.status} = 'sending' AND ${issues.reason} <> ${reason}`
  await tx
    .update(issues)
    .set({ reason, detail: withoutAddresses(detail).slice(0, 500) })
    .where(and(eq(issues.id, id), waiting))
}

/** Ends an issue of which no message waits any more. */
export async function finishIssue(tx: Tx, id: number): Promise<boolean> {
  const open = sql`NOT EXISTS (SELECT 1 FROM newsletter_deliveries d
    WHERE d.issue_id = ${issues.id} AND d.state IN ('queued', 'claimed', 'dot'))`
  const rows = await tx
    .update(issues)
    .set({ status: 'done', finishedAt: Date.now(), reason: '', detail: '' })
    .where(and(eq(issues.id, id), eq(issues.status, 'sending'), open))
    .returning({ id: issues.id })
  return rows.length > 0
}

/** Notes that somebody took the addresses of an issue's readers away as a file. */
export async function noteExport(actor: Actor, id: number, states: readonly string[]): Promise<void> {
  await write(async (tx) => {
    await find(tx, id)
    await audit(tx, actor, {
      event: 'newsletter.export',
      entity: 'issue',
      entityId: id,
      after: { states },
    })
  })
}
