// The one gate between a text and its readers. Actions, endpoints, bulk, the clock and the command line all come
// through here: permission, state, four eyes, checks, version and audit log in one unit of work.
import 'server-only'
import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'
import { articleRevisions, articles } from '@/db/schema/articles.ts'
import { media } from '@/db/schema/media.ts'
import { articleNotes } from '@/db/schema/newsroom.ts'
import { people } from '@/db/schema/people.ts'
import { sections } from '@/db/schema/taxonomy.ts'
import { type Actor, can } from '@/features/accounts/policy.ts'
import { reviseArticle, unpublishArticle } from '@/features/articles/mutations.ts'
import { audit } from '@/features/audit/mutations.ts'
import { addCorrection } from '@/features/corrections/mutations.ts'
import { passChecks, publishRevision } from '@/features/publishing/mutations.ts'
import { findNewsroom } from '@/features/settings/data.ts'
import { freeSlug } from '@/features/writing/data.ts'
import { AppError } from '@/lib/errors.ts'
import { type ArticleSituation, findSituation, findSnapshot } from './data.ts'
import { obstacleTo } from './policy.ts'
import type { Command, CommandName, Outcome } from './schema.ts'

type Of<N extends CommandName> = Extract<Command, { command: N }>
type Row = ArticleSituation
type Change = Partial<typeof articles.$inferInsert>

/**
 * Does one thing with an article, if the actor may and its state allows it.
 * @param lockVersion the version that the actor saw
 * @returns where the article stands now
 * @throws AppError not-found, forbidden, wrong-state, four-eyes, stale-version, checks-blocked (with `findings`),
 * time-past, embargo-kept, reason-missing, person-unknown, path-taken
 */
export async function runCommand(
  tx: Tx,
  actor: Actor,
  id: number,
  lockVersion: number,
  command: Command,
  now = Date.now(),
): Promise<Outcome> {
  const row = await findSituation(id, tx)
  if (!row) throw new AppError('not-found', `article ${id}`)
  const obstacle = obstacleTo(actor, command.command, row, await findNewsroom(tx))
  // Whoever is late is told so, and sees what the others did, before they hear that it cannot be done any more.
  if (obstacle === 'forbidden') throw new AppError(obstacle, command.command)
  if (row.lockVersion !== lockVersion)
    throw new AppError('stale-version', `article ${id}`, { lockVersion: row.lockVersion })
  if (obstacle) throw new AppError(obstacle, command.command, { status: row.status, stage: row.stage })
  await carryOut(tx, actor, row, command, now)
  const after = await findSituation(id, tx)
  const { status, stage, path, lockVersion: version } = after as Row
  return { id, status, stage, path, lockVersion: version }
}

async function carryOut(tx: Tx, actor: Actor, row: Row, command: Command, now: number): Promise<unknown> {
  switch (command.command) {
    case 'submit': {
      await keep(tx, row, 'submit')
      const change = { submittedBy: actor.id, approvedBy: null, approvedRevisionId: null }
      return move(tx, actor, row, 'in_review', 'article.submit', change)
    }
    case 'recall':
      return move(tx, actor, row, 'draft', 'article.recall', { submittedBy: null })
    case 'request_changes':
      return requestChanges(tx, actor, row, command, now)
    case 'approve': {
      await keep(tx, row, 'approve')
      const change = { approvedBy: actor.id, approvedRevisionId: row.working }
      return move(tx, actor, row, 'approved', 'article.approve', change)
    }
    case 'publish':
      return publishRevision(tx, actor, row, { ...command, revisionId: row.working as number, now })
    case 'schedule':
      return schedule(tx, actor, row, command, now)
    case 'unschedule': {
      const back = row.approved !== null && row.approved === row.working ? 'approved' : 'draft'
      return move(tx, actor, row, back, 'article.unschedule', unscheduled)
    }
    case 'unpublish':
      return unpublishArticle(tx, row.id, row.lockVersion, { actor, reason: command.reason })
    case 'archive':
      if (row.status === 'published')
        return unpublishArticle(tx, row.id, row.lockVersion, {
          actor,
          to: 'archived',
          reason: command.reason,
        })
      return settle(
        tx,
        actor,
        row,
        'article.archive',
        { ...unscheduled, status: 'archived', stage: null },
        command.reason,
      )
    case 'unarchive':
      // What readers had seen stays away from them: bringing it back is a publication of its own.
      return settle(tx, actor, row, 'article.unarchive', {
        status: row.live === null ? 'draft' : 'unpublished',
        stage: row.live === null || row.live === row.working ? null : 'draft',
      })
    case 'assign':
      return assign(tx, actor, row, command)
    case 'restore':
      return restore(tx, actor, row, command)
    case 'correct':
      return correct(tx, actor, row, command, now)
    case 'slug': {
      const snapshot = await snapshotOf(tx, row, row.working)
      return revise(tx, actor, row, { ...snapshot, slug: command.slug }, 'manual', 'article.slug', {
        before: { slug: snapshot.slug },
        after: { slug: command.slug },
      })
    }
    case 'embargo':
      return setEmbargo(tx, actor, row, command, now)
  }
}

const unscheduled = { publishAt: null, scheduledRevisionId: null, scheduledBy: null, scheduleTerms: {} }

/** Whether readers know an earlier version: then the working text stands beside it and has a state of its own. */
const besideLive = (row: Row) => row.status === 'published' || row.status === 'unpublished'

/** Moves the working text on to a stage. */
const move = (
  tx: Tx,
  actor: Actor,
  row: Row,
  stage: 'draft' | 'in_review' | 'changes_requested' | 'approved' | 'scheduled',
  event: string,
  change: Change = {},
  reason = '',
) =>
  settle(tx, actor, row, event, { ...change, ...(besideLive(row) ? { stage } : { status: stage }) }, reason)

async function settle(tx: Tx, actor: Actor, row: Row, event: string, change: Change, reason = '') {
  const [done] = await tx
    .update(articles)
    .set({ ...change, lockVersion: row.lockVersion + 1, updatedAt: Date.now() })
    .where(and(eq(articles.id, row.id), eq(articles.lockVersion, row.lockVersion)))
    .returning({ id: articles.id })
  if (!done) throw new AppError('stale-version', `article ${row.id}`)
  const fields = Object.keys(change) as (keyof Change)[]
  const before = Object.fromEntries(
    fields.flatMap((name) => (name in row ? [[name, row[name as keyof Row]]] : [])),
  )
  await audit(tx, actor, {
    event,
    articleId: row.id,
    before,
    after: { ...change, revision: row.working },
    reason,
  })
}

/** From now on the working revision is one that was shown to somebody: later saves begin another. */
async function keep(tx: Tx, row: Row, kind: 'submit' | 'approve' | 'manual'): Promise<void> {
  await tx
    .update(articleRevisions)
    .set({ kind })
    .where(
      and(
        eq(articleRevisions.id, row.working as number),
        inArray(articleRevisions.kind, ['autosave', 'manual', 'submit']),
      ),
    )
}

async function snapshotOf(tx: Tx, row: Row, revisionId: number | null) {
  const snapshot = revisionId === null ? null : await findSnapshot(row.id, revisionId, tx)
  if (!snapshot) throw new AppError('not-found', `revision ${revisionId} of article ${row.id}`)
  return snapshot
}

async function requestChanges(tx: Tx, actor: Actor, row: Row, { note }: Of<'request_changes'>, now: number) {
  if (actor.id !== null)
    await tx
      .insert(articleNotes)
      .values({ articleId: row.id, text: note, personId: actor.id, createdAt: now })
  const change = { approvedBy: null, approvedRevisionId: null }
  await move(tx, actor, row, 'changes_requested', 'article.request_changes', change, note)
}

async function schedule(tx: Tx, actor: Actor, row: Row, command: Of<'schedule'>, now: number) {
  const { at, overrides, substantive } = command
  if (at <= now) throw new AppError('time-past', new Date(at).toISOString())
  const { reason } = await passChecks(tx, actor, row, row.working as number, overrides, at)
  await keep(tx, row, 'manual')
  await move(
    tx,
    actor,
    row,
    'scheduled',
    'article.schedule',
    {
      publishAt: at,
      scheduledRevisionId: row.working,
      scheduledBy: actor.id,
      scheduleTerms: { overrides: [...overrides], substantive },
    },
    reason,
  )
}

async function assign(tx: Tx, actor: Actor, row: Row, { personId }: Of<'assign'>) {
  if (personId !== null) {
    const [person] = await tx
      .select({ id: people.id })
      .from(people)
      .where(and(eq(people.id, personId), eq(people.status, 'active')))
    if (!person) throw new AppError('person-unknown', String(personId))
  }
  await settle(tx, actor, row, 'article.assign', { assigneeId: personId })
}

async function restore(tx: Tx, actor: Actor, row: Row, { revisionId }: Of<'restore'>) {
  const snapshot = await restorable(tx, row, revisionId)
  await revise(tx, actor, row, snapshot, 'restore', 'article.restore', {
    before: { revision: row.working },
    after: { restored: revisionId },
  })
}

/**
 * An earlier version as it can stand now: at the address that readers know, or a free one; without a picture that was
 * deleted; in the present section when its own is no more.
 */
async function restorable(tx: Tx, row: Row, revisionId: number) {
  const [old, now] = [await snapshotOf(tx, row, revisionId), await snapshotOf(tx, row, row.working)]
  const place = (sectionId: number) =>
    tx.select({ id: sections.id, slug: sections.slug }).from(sections).where(eq(sections.id, sectionId))
  const [section] = [...(await place(old.sectionId)), ...(await place(now.sectionId))]
  if (!section) throw new AppError('not-found', `section ${old.sectionId}`)
  const [picture] = old.hero
    ? await tx.select({ id: media.id }).from(media).where(eq(media.id, old.hero.mediaId))
    : []
  const wanted = row.firstPublishedAt === null ? old.slug : now.slug
  return {
    ...old,
    sectionId: section.id,
    slug: await freeSlug(tx, section.slug, section.id, wanted, row.id),
    hero: picture ? old.hero : null,
  }
}

/** A new working revision; what was approved or handed in was another text. */
async function revise(
  tx: Tx,
  actor: Actor,
  row: Row,
  snapshot: Parameters<typeof reviseArticle>[1]['snapshot'],
  kind: 'manual' | 'restore',
  event: string,
  change: { before: object; after: object },
) {
  const { id, lockVersion } = row
  await reviseArticle(tx, { id, lockVersion, snapshot, kind, editorId: actor.id })
  const stays = row.stage === 'scheduled' || row.status === 'scheduled'
  const drops = !stays && (row.status === 'approved' || row.stage === 'approved')
  if (drops)
    await tx
      .update(articles)
      .set({
        approvedBy: null,
        approvedRevisionId: null,
        ...(besideLive(row) ? { stage: 'draft' as const } : { status: 'draft' as const }),
      })
      .where(eq(articles.id, id))
  await audit(tx, actor, { event, articleId: id, ...change })
}

async function correct(tx: Tx, actor: Actor, row: Row, command: Of<'correct'>, now: number) {
  const { type, text, position, at = now } = command
  if (at > now + 60_000) throw new AppError('input-invalid', 'a correction in the future')
  await settle(tx, actor, row, 'article.correct', {}, text)
  await addCorrection(tx, row.id, { type, text, position, at })
}

async function setEmbargo(tx: Tx, actor: Actor, row: Row, { until, reason }: Of<'embargo'>, now: number) {
  const inForce = row.embargoUntil !== null && row.embargoUntil > now
  const eased = inForce && (until === null || until < (row.embargoUntil as number))
  if (eased && !can(actor, 'article:override_embargo')) throw new AppError('embargo-kept')
  if (eased && reason === '') throw new AppError('reason-missing')
  await settle(tx, actor, row, 'article.embargo', { embargoUntil: until }, reason)
}
