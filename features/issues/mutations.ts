import 'server-only'
import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'
import { newsletters } from '@/db/schema/newsletter.ts'
import { newsletterIssues } from '@/db/schema/sending.ts'
import { type Actor, can } from '@/features/accounts/policy.ts'
import { audit } from '@/features/audit/mutations.ts'
import { AppError } from '@/lib/errors.ts'
import { findIssue } from './data.ts'
import { blank, type Issue, type IssueChange, type IssueInput, openStatuses } from './schema.ts'

function allowed(actor: Actor): void {
  if (!can(actor, 'newsletter:send')) throw new AppError('forbidden', 'newsletter:send')
}

/** What the log keeps of an issue: long texts only as a sign that they were changed. */
function noted({ intro, ...rest }: Partial<Issue> | IssueChange): Record<string, unknown> {
  return intro === undefined ? rest : { ...rest, intro: '…' }
}

/** What a schedule says of an issue that it makes. `plannedAt` in UTC milliseconds. */
export type Planned = { scheduleId: number; plannedAt: number; status: 'draft' | 'scheduled' }

/**
 * Makes an issue, a draft of what the newsletter is about: the last day or week of its section or of everything, unless
 * told otherwise.
 * @returns its id
 * @throws AppError forbidden, not-found for the newsletter
 */
export async function createIssue(
  tx: Tx,
  actor: Actor,
  input: IssueInput,
  planned?: Planned,
): Promise<number> {
  allowed(actor)
  const [newsletter] = await tx
    .select({ frequency: newsletters.frequency, sectionId: newsletters.sectionId })
    .from(newsletters)
    .where(eq(newsletters.id, input.newsletterId))
  if (!newsletter) throw new AppError('not-found', `newsletter ${input.newsletterId}`)
  const { newsletterId, kind = 'digest', ...rest } = input
  const hours = newsletter.frequency === 'daily' ? 24 : 24 * 7
  const source =
    kind === 'letter'
      ? { from: 'hand' as const }
      : { from: 'hours' as const, hours, sectionId: newsletter.sectionId }
  const now = Date.now()
  const [made] = await tx
    .insert(newsletterIssues)
    .values({
      intro: blank,
      source,
      ...rest,
      ...planned,
      newsletterId,
      kind,
      createdBy: actor.id,
      createdAt: now,
      updatedAt: now,
    })
    .returning({ id: newsletterIssues.id })
  const id = made?.id as number
  await audit(tx, actor, {
    event: 'issue.create',
    entity: 'issue',
    entityId: id,
    after: { ...noted({ newsletterId, kind, ...rest }), ...planned },
  })
  return id
}

/** The issue as it is, if it can still be changed. @throws AppError not-found, wrong-state, stale-version */
async function openIssue(tx: Tx, id: number, lockVersion: number): Promise<Issue> {
  const issue = await findIssue(id, tx)
  if (!issue) throw new AppError('not-found', `issue ${id}`)
  if (!openStatuses.includes(issue.status)) throw new AppError('wrong-state', `issue ${id}: ${issue.status}`)
  if (issue.lockVersion !== lockVersion)
    throw new AppError('stale-version', `issue ${id}`, { lockVersion: issue.lockVersion })
  return issue
}

async function mustBeThere(tx: Tx, newsletterId: number): Promise<void> {
  const [row] = await tx
    .select({ id: newsletters.id })
    .from(newsletters)
    .where(eq(newsletters.id, newsletterId))
  if (!row) throw new AppError('not-found', `newsletter ${newsletterId}`)
}

type Columns = Partial<typeof newsletterIssues.$inferInsert>

async function change(tx: Tx, issue: Issue, columns: Columns): Promise<number> {
  const lockVersion = issue.lockVersion + 1
  await tx
    .update(newsletterIssues)
    .set({ ...columns, lockVersion, updatedAt: Date.now() })
    .where(and(eq(newsletterIssues.id, issue.id), eq(newsletterIssues.lockVersion, issue.lockVersion)))
  return lockVersion
}

/**
 * Changes an issue that has not been sent, by whoever saw it as it is.
 * @returns its new version
 * @throws AppError forbidden, not-found (the issue, or the newsletter it shall go to), wrong-state, stale-version
 */
export async function saveIssue(
  tx: Tx,
  actor: Actor,
  id: number,
  lockVersion: number,
  wanted: IssueChange,
): Promise<number> {
  allowed(actor)
  const issue = await openIssue(tx, id, lockVersion)
  if (wanted.newsletterId !== undefined) await mustBeThere(tx, wanted.newsletterId)
  const fields = (Object.keys(wanted) as (keyof IssueChange)[]).filter(
    (field) => wanted[field] !== undefined && JSON.stringify(wanted[field]) !== JSON.stringify(issue[field]),
  )
  if (fields.length === 0) return issue.lockVersion
  const picked = (from: Issue | IssueChange) =>
    Object.fromEntries(fields.map((field) => [field, from[field]])) as IssueChange
  await audit(tx, actor, {
    event: 'issue.change',
    entity: 'issue',
    entityId: id,
    before: { ...noted(picked(issue)), intro: fields.includes('intro') ? '' : undefined },
    after: noted(picked(wanted)),
  })
  return change(tx, issue, picked(wanted) as Columns)
}

/**
 * Plans when an issue goes out (UTC milliseconds), or, with null, makes it a draft again. An issue that somebody moves is
 * no longer its schedule's.
 * @returns its new version
 * @throws AppError forbidden, not-found, wrong-state, stale-version, time-past, issue-subject when it has no subject yet
 */
export async function scheduleIssue(
  tx: Tx,
  actor: Actor,
  id: number,
  lockVersion: number,
  at: number | null,
): Promise<number> {
  allowed(actor)
  const issue = await openIssue(tx, id, lockVersion)
  if (at !== null && at <= Date.now()) throw new AppError('time-past', `issue ${id}`)
  if (at !== null && issue.subject === '') throw new AppError('issue-subject', `issue ${id}`)
  await audit(tx, actor, {
    event: at === null ? 'issue.unschedule' : 'issue.schedule',
    entity: 'issue',
    entityId: id,
    before: { publishAt: issue.plannedAt },
    after: { publishAt: at },
  })
  return change(tx, issue, {
    status: at === null ? 'draft' : 'scheduled',
    plannedAt: at,
    scheduleId: null,
    reason: '',
    detail: '',
  })
}

/**
 * Deletes an issue of which nothing was sent.
 * @throws AppError forbidden, not-found, wrong-state, stale-version
 */
export async function deleteIssue(tx: Tx, actor: Actor, id: number, lockVersion: number): Promise<void> {
  allowed(actor)
  const issue = await openIssue(tx, id, lockVersion)
  await tx
    .delete(newsletterIssues)
    .where(and(eq(newsletterIssues.id, id), inArray(newsletterIssues.status, [...openStatuses])))
  await audit(tx, actor, {
    event: 'issue.delete',
    entity: 'issue',
    entityId: id,
    before: { newsletterId: issue.newsletterId, subject: issue.subject, status: issue.status },
  })
}

/**
 * Makes a draft with what another issue says, whatever became of that one.
 * @returns its id
 * @throws AppError forbidden, not-found
 */
export async function copyIssue(tx: Tx, actor: Actor, id: number): Promise<number> {
  allowed(actor)
  const issue = await findIssue(id, tx)
  if (!issue) throw new AppError('not-found', `issue ${id}`)
  const { newsletterId, kind, subject, subjectB, preheader, intro, source, articles } = issue
  const { testShare, testHours, rate } = issue
  const now = Date.now()
  const [made] = await tx
    .insert(newsletterIssues)
    .values({
      ...{ newsletterId, kind, subject, subjectB, preheader, intro, source, articles },
      ...{ testShare, testHours, rate, createdBy: actor.id, createdAt: now, updatedAt: now },
    })
    .returning({ id: newsletterIssues.id })
  const copy = made?.id as number
  await audit(tx, actor, { event: 'issue.copy', entity: 'issue', entityId: copy, before: { from: id } })
  return copy
}
