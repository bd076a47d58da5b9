import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { listNewsletters } from '@/features/newsletter/data.ts'
import { listSections } from '@/features/sections/data.ts'
import { listSchedules } from './data.ts'
import { nextPlanned } from './dates.ts'
import type { Schedule } from './schema.ts'

/** A schedule with the next time at which it makes an issue, UTC milliseconds; null while it is stopped. */
export type ScheduleRow = Schedule & { next: number | null }

/** What goes out by itself, by newsletter, and what a schedule can be made of. */
export async function loadSchedules() {
  const { publication } = await loadNewsroom('newsletter:send')
  const now = Date.now()
  const [schedules, newsletters, sections] = await Promise.all([
    listSchedules(),
    listNewsletters(),
    listSections(),
  ])
  const rows: ScheduleRow[] = newsletters.flatMap(({ id }) =>
    schedules
      .filter(({ newsletterId }) => newsletterId === id)
      .map((schedule) => ({
        ...schedule,
        next: schedule.active ? nextPlanned(schedule, now, publication.timeZone) : null,
      })),
  )
  return {
    rows,
    newsletters: newsletters.map(({ id, name }) => ({ id, name })),
    sections: sections.map(({ id, name }) => ({ id, name })),
  }
}
export type SchedulesData = Awaited<ReturnType<typeof loadSchedules>>
