import 'server-only'
import { and, eq } from 'drizzle-orm'
import { type Tx, write } from '@/db/client.ts'
import { newsletters } from '@/db/schema/newsletter.ts'
import { newsletterSchedules } from '@/db/schema/sending.ts'
import { sections } from '@/db/schema/taxonomy.ts'
import { type Actor, can } from '@/features/accounts/policy.ts'
import { audit } from '@/features/audit/mutations.ts'
import { AppError } from '@/lib/errors.ts'
import { findSchedule } from './data.ts'
import { type Schedule, type ScheduleInput, scheduleSeen } from './schema.ts'

/** @throws AppError forbidden, not-found for newsletter or section */
async function check(tx: Tx, actor: Actor, input: ScheduleInput | null): Promise<void> {
  if (!can(actor, 'newsletter:send')) throw new AppError('forbidden', 'newsletter:send')
  if (!input) return
  const { newsletterId, sectionId } = input
  const [newsletter] = await tx
    .select({ id: newsletters.id })
    .from(newsletters)
    .where(eq(newsletters.id, newsletterId))
  if (!newsletter) throw new AppError('not-found', `newsletter ${newsletterId}`)
  if (sectionId === null) return
  const [section] = await tx.select({ id: sections.id }).from(sections).where(eq(sections.id, sectionId))
  if (!section) throw new AppError('not-found', `section ${sectionId}`)
}

/** @throws AppError not-found, stale-version when it is not as it was shown (scheduleSeen) */
async function asSeen(tx: Tx, id: number, seen: string): Promise<Schedule> {
  const before = await findSchedule(id, tx)
  if (!before) throw new AppError('not-found', `schedule ${id}`)
  if (scheduleSeen(before) !== seen) throw new AppError('stale-version', `schedule ${id}`)
  return before
}

/**
 * Has issues make themselves from now on.
 * @returns its id
 * @throws AppError forbidden, not-found for newsletter or section
 */
export async function createSchedule(
  actor: Actor,
  input: ScheduleInput,
  now: number = Date.now(),
): Promise<number> {
  return write(async (tx) => {
    await check(tx, actor, input)
    const [made] = await tx
      .insert(newsletterSchedules)
      .values({ ...input, lastPlannedAt: now, createdBy: actor.id, createdAt: now })
      .returning({ id: newsletterSchedules.id })
    const id = made?.id as number
    await audit(tx, actor, { event: 'schedule.create', entity: 'schedule', entityId: id, after: input })
    return id
  })
}

/**
 * Changes a schedule. Its new times count from now on: none of them is made up for.
 * @throws AppError forbidden, not-found, stale-version when it is not as it was shown
 */
export async function saveSchedule(
  actor: Actor,
  id: number,
  seen: string,
  input: ScheduleInput,
  now: number = Date.now(),
): Promise<void> {
  await write(async (tx) => {
    await check(tx, actor, input)
    const before = await asSeen(tx, id, seen)
    const isSame =
      input.active === before.active && input.time === before.time && `${input.days}` === `${before.days}`
    const lastPlannedAt = isSame ? before.lastPlannedAt : Math.max(now, before.lastPlannedAt)
    await tx
      .update(newsletterSchedules)
      .set({ ...input, lastPlannedAt })
      .where(eq(newsletterSchedules.id, id))
    const { id: _id, lastPlannedAt: _last, ...old } = before
    await audit(tx, actor, {
      event: 'schedule.change',
      entity: 'schedule',
      entityId: id,
      before: old,
      after: input,
    })
  })
}

/**
 * Ends a schedule. The issues that it made stay.
 * @throws AppError forbidden, not-found, stale-version when it is not as it was shown
 */
export async function deleteSchedule(actor: Actor, id: number, seen: string): Promise<void> {
  await write(async (tx) => {
    await check(tx, actor, null)
    const { id: _id, lastPlannedAt: _last, ...before } = await asSeen(tx, id, seen)
    await tx.delete(newsletterSchedules).where(eq(newsletterSchedules.id, id))
    await audit(tx, actor, { event: 'schedule.delete', entity: 'schedule', entityId: id, before })
  })
}

/** Notes that a planned time is dealt with; false when another process did, or the schedule was changed meanwhile. */
export async function takePlanned(
  tx: Tx,
  { id, lastPlannedAt }: Schedule,
  planned: number,
): Promise<boolean> {
  const taken = await tx
    .update(newsletterSchedules)
    .set({ lastPlannedAt: planned })
    .where(
      and(
        eq(newsletterSchedules.id, id),
        eq(newsletterSchedules.active, true),
        eq(newsletterSchedules.lastPlannedAt, lastPlannedAt),
      ),
    )
    .returning({ id: newsletterSchedules.id })
  return taken.length > 0
}
