// When issues that make themselves are due, by the publication's wall clock.
import { instantOf, partsIn } from '@/lib/dates.ts'
import type { Schedule } from './schema.ts'

type Times = Pick<Schedule, 'days' | 'time'>
/** Days that are looked at: a week, and one that may be begun already. */
const span = 8

/** When it is due on the day that is so many days after that of an instant; null when that is none of its days. */
function dueOn({ days, time }: Times, at: number, offset: number, timeZone: string): number | null {
  const { year, month, day } = partsIn(at, timeZone)
  const date = new Date(Date.UTC(year, month - 1, day + offset))
  if (!days.includes(date.getUTCDay() || 7)) return null
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return instantOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), hour, minute, timeZone)
}

/**
 * The first time after an instant at which a schedule is due; null when it has no days. An hour that is skipped in spring
 * becomes the one after, of one that comes twice in autumn the first counts.
 */
export function nextPlanned(schedule: Times, after: number, timeZone: string): number | null {
  for (let offset = 0; offset <= span; offset++) {
    const due = dueOn(schedule, after, offset, timeZone)
    if (due !== null && due > after) return due
  }
  return null
}

/** The last time until an instant, which counts, at which a schedule was due; null when it has no days. */
export function latestPlanned(schedule: Times, until: number, timeZone: string): number | null {
  for (let offset = 0; offset >= -span; offset--) {
    const due = dueOn(schedule, until, offset, timeZone)
    if (due !== null && due <= until) return due
  }
  return null
}

/**
 * Hours between an instant and the one at which the clock showed the time so many hours before: one more or less when the
 * clock was changed between them, so that two days in a row leave nothing out.
 */
export function clockHours(until: number, hours: number, timeZone: string): number {
  const { year, month, day, hour, minute } = partsIn(until, timeZone)
  const from = instantOf(year, month, day, hour - hours, minute, timeZone)
  return Math.max(1, Math.round((until - from) / 3_600_000))
}
