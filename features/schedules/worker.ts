// Issues that make themselves when their time has come.
import 'server-only'
import { write } from '@/db/client.ts'
import { systemActor } from '@/features/accounts/policy.ts'
import { isPlanned } from '@/features/issues/data.ts'
import { createIssue } from '@/features/issues/mutations.ts'
import { listNewsletters } from '@/features/newsletter/data.ts'
import { findPublication } from '@/features/settings/data.ts'
import { longDate } from '@/lib/dates.ts'
import { log } from '@/lib/log.ts'
import { findSchedule, listSchedules } from './data.ts'
import { clockHours, latestPlanned } from './dates.ts'
import { takePlanned } from './mutations.ts'
import { defaultSubject, type Schedule } from './schema.ts'

/**
 * Makes the issue of every schedule whose time has come by `now` (UTC milliseconds). Of several times that were missed
 * only the last counts. In however many processes it runs, each is made once.
 * @returns the ids of the issues
 */
export async function planDue(now: number = Date.now()): Promise<number[]> {
  const { timeZone } = await findPublication()
  const made: number[] = []
  for (const schedule of await listSchedules()) {
    if (!schedule.active) continue
    const planned = latestPlanned(schedule, now, timeZone)
    if (planned === null || planned <= schedule.lastPlannedAt) continue
    try {
      const id = await make(schedule, planned)
      if (id !== null) made.push(id)
    } catch (error) {
      // The others must not wait for it; it is tried again at the next look.
      log.error('issue of a schedule not made', { schedule: schedule.id, error })
    }
  }
  return made
}

/** The issue of a planned time; null when another process, or a change, came first. */
async function make(seen: Schedule, planned: number): Promise<number | null> {
  return write(async (tx) => {
    const schedule = await findSchedule(seen.id, tx)
    if (!schedule || !(await takePlanned(tx, seen, planned))) return null
    const newsletter = (await listNewsletters(tx)).find(({ id }) => id === schedule.newsletterId)
    if (!newsletter || (await isPlanned(schedule.id, planned, tx))) return null
    const publication = await findPublication(tx)
    const names: Record<string, string> = {
      date: longDate(planned, publication),
      newsletter: newsletter.name,
    }
    const template = schedule.subject || defaultSubject
    const subject = template.replace(/\{(date|newsletter)\}/g, (_, name: string) => names[name] ?? '')
    const source = {
      from: 'hours' as const,
      hours: clockHours(planned, schedule.hours, publication.timeZone),
      sectionId: schedule.sectionId ?? newsletter.sectionId,
    }
    return createIssue(
      tx,
      systemActor,
      { newsletterId: newsletter.id, subject, source },
      { scheduleId: schedule.id, plannedAt: planned, status: schedule.sends ? 'scheduled' : 'draft' },
    )
  })
}
