import 'server-only'
import { and, eq, gt, isNotNull, lte } from 'drizzle-orm'
import { type Tx, write } from '@/db/client.ts'
import { frontPages } from '@/db/schema/newsroom.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { audit } from '@/features/audit/mutations.ts'
import { AppError } from '@/lib/errors.ts'
import { findInForce } from './data.ts'
import { givesWayAt } from './policy.ts'
import { type Base, itemsOf, type Layout, layoutSchema } from './schema.ts'
import { frontPageTag } from './tags.ts'

/** The next time after `now` at which a piece of the layout gives way; null when none does by itself. */
function nextChange(layout: Layout, startsAt: number, now: number): number | null {
  const times = itemsOf(layout)
    .map((item) => givesWayAt(item, startsAt))
    .filter((at): at is number => at !== null && at > now)
  return times.length > 0 ? Math.min(...times) : null
}

const entry = (event: string, id: number) => ({ event, entity: 'front_page', entityId: id })

/**
 * Puts a front page in force at once. The one before it is kept, so that it can be taken up again.
 * @throws AppError stale-version when another one came into force since `base`
 */
export async function setFrontPage(
  tx: Tx,
  actor: Actor,
  { layout, base, now = Date.now() }: { layout: Layout; base: Base; now?: number },
): Promise<{ id: number; lockVersion: number }> {
  const before = await findInForce(now, tx)
  if ((before?.id ?? null) !== base.id || (before?.lockVersion ?? 0) !== base.lockVersion)
    throw new AppError('stale-version', 'front page', { by: before?.by ?? '', at: before?.savedAt ?? null })
  const lockVersion = base.lockVersion + 1
  const [row] = await tx
    .insert(frontPages)
    .values({
      layout,
      startsAt: now,
      dueAt: nextChange(layout, now, now),
      lockVersion,
      personId: actor.id,
      createdAt: now,
      updatedAt: now,
    })
    .returning({ id: frontPages.id })
  const id = row?.id as number
  await audit(tx, actor, {
    ...entry('front_page.set', id),
    before: before ? { id: before.id, layout: before.layout } : null,
    after: { id, layout },
  })
  await tx.touch(frontPageTag)
  return { id, lockVersion }
}

/**
 * Leaves a front page that takes effect by itself. Returns its id; its lock_version is 1.
 * @throws AppError time-past when its time has come already
 */
export async function scheduleFrontPage(
  tx: Tx,
  actor: Actor,
  { layout, at, now = Date.now() }: { layout: Layout; at: number; now?: number },
): Promise<number> {
  if (at <= now) throw new AppError('time-past')
  const [row] = await tx
    .insert(frontPages)
    .values({ layout, startsAt: at, dueAt: at, personId: actor.id, createdAt: now, updatedAt: now })
    .returning({ id: frontPages.id })
  const id = row?.id as number
  await audit(tx, actor, { ...entry('front_page.schedule', id), after: { at, layout } })
  return id
}

type Change = { id: number; lockVersion: number; layout: Layout; at: number; now?: number }

/**
 * Changes a front page that has not taken effect yet. Returns its new lock_version.
 * @throws AppError time-past; stale-version when somebody else changed it, or its time came
 */
export async function rescheduleFrontPage(tx: Tx, actor: Actor, change: Change): Promise<number> {
  const { id, lockVersion, layout, at, now = Date.now() } = change
  if (at <= now) throw new AppError('time-past')
  const waiting = await findWaiting(tx, id, lockVersion, now)
  await tx
    .update(frontPages)
    .set({
      layout,
      startsAt: at,
      dueAt: at,
      lockVersion: lockVersion + 1,
      personId: actor.id,
      updatedAt: now,
    })
    .where(eq(frontPages.id, id))
  await audit(tx, actor, {
    ...entry('front_page.reschedule', id),
    before: { at: waiting.startsAt, layout: waiting.layout },
    after: { at, layout },
  })
  return lockVersion + 1
}

/**
 * Takes a front page back before its time.
 * @throws AppError stale-version when somebody else changed it, or its time came
 */
export async function cancelFrontPage(
  tx: Tx,
  actor: Actor,
  { id, lockVersion, now = Date.now() }: { id: number; lockVersion: number; now?: number },
): Promise<void> {
  const waiting = await findWaiting(tx, id, lockVersion, now)
  await tx.delete(frontPages).where(eq(frontPages.id, id))
  await audit(tx, actor, {
    ...entry('front_page.cancel', id),
    before: { at: waiting.startsAt, layout: waiting.layout },
  })
}

async function findWaiting(tx: Tx, id: number, lockVersion: number, now: number) {
  const [row] = await tx
    .select({ startsAt: frontPages.startsAt, layout: frontPages.layout })
    .from(frontPages)
    .where(and(eq(frontPages.id, id), eq(frontPages.lockVersion, lockVersion), gt(frontPages.startsAt, now)))
  if (!row) throw new AppError('stale-version', `front page ${id}`)
  return row
}

/**
 * Makes the readers' front page stale where its time has come: one that was scheduled takes effect, or a piece gives
 * way. Each moment is taken up by one process alone, because a row is claimed in the unit of work that touches the tag;
 * what was missed while nobody ran is made up for at the first call. Returns how many rows were due.
 */
export async function turnFrontPage(now: number): Promise<number> {
  return write(async (tx) => {
    const due = await tx
      .select({ id: frontPages.id, layout: frontPages.layout, startsAt: frontPages.startsAt })
      .from(frontPages)
      .where(and(isNotNull(frontPages.dueAt), lte(frontPages.dueAt, now)))
      .limit(100)
    for (const { id, layout, startsAt } of due) {
      const parsed = layoutSchema.safeParse(layout)
      const dueAt = parsed.success ? nextChange(parsed.data, startsAt, now) : null
      await tx.update(frontPages).set({ dueAt }).where(eq(frontPages.id, id))
    }
    if (due.length > 0) await tx.touch(frontPageTag)
    return due.length
  })
}

// Each in a unit of work of its own, for the endpoints.
export const putFrontPage = (actor: Actor, input: { layout: Layout; base: Base }) =>
  write((tx) => setFrontPage(tx, actor, input))
export const addScheduled = (actor: Actor, input: { layout: Layout; at: number }) =>
  write((tx) => scheduleFrontPage(tx, actor, input))
export const changeScheduled = (actor: Actor, change: Change) =>
  write((tx) => rescheduleFrontPage(tx, actor, change))
export const removeScheduled = (actor: Actor, id: number, lockVersion: number) =>
  write((tx) => cancelFrontPage(tx, actor, { id, lockVersion }))
