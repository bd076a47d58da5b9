import 'server-only'
import { topViews, viewsByHour } from '@/db/metrics.ts'
import { linksTo } from '@/features/articles/data.ts'
import { findArticleIdAt } from '@/features/paths/data.ts'
import { instantOf, partsIn } from '@/lib/dates.ts'
import type { Today } from './schema.ts'

const window = 48 // hours that "most read" looks back

/** Ids of the articles most read in the last two days, most read first. */
export async function listMostRead(limit: number): Promise<number[]> {
  const since = Math.floor(Date.now() / 3_600_000) - window
  const ids: number[] = []
  for (const { path } of await topViews(since, limit * 3)) {
    const id = await findArticleIdAt(path)
    if (id !== null && !ids.includes(id)) ids.push(id)
  }
  return ids.slice(0, limit)
}

const hourLength = 3_600_000
const hourOf = (at: number) => Math.floor(at / hourLength)

/** Start of the publication's day, so many days from the one that holds `now`. */
function dayStart(now: number, plus: number, timeZone: string): number {
  const { year, month, day } = partsIn(now, timeZone)
  return instantOf(year, month, day + plus, 0, 0, timeZone)
}

/** What was read since midnight in the publication's zone: hour by hour, and the articles read most. */
export async function findToday(timeZone: string, now = Date.now(), limit = 8): Promise<Today> {
  const [yesterday, start, end] = [-1, 0, 1].map((plus) => hourOf(dayStart(now, plus, timeZone))) as [
    number,
    number,
    number,
  ]
  const counts = new Map((await viewsByHour(start, end)).map((row) => [row.hour, row.count]))
  // On the day that the clocks change there are 23 hours, or 25.
  const hours = Array.from({ length: end - start }, (_, i) => ({
    at: (start + i) * hourLength,
    label: partsIn((start + i) * hourLength, timeZone).hour,
    count: counts.get(start + i) ?? 0,
    isOver: start + i <= hourOf(now),
  }))
  const sum = (rows: { count: number }[]) => rows.reduce((total, row) => total + row.count, 0)
  const top: Today['top'] = []
  for (const { path, count } of await topViews(start, limit)) {
    const id = await findArticleIdAt(path)
    const [article] = id === null ? [] : await linksTo([id])
    top.push({ path, count, id, headline: article?.headline ?? path })
  }
  return {
    hours,
    total: sum(hours),
    before: sum(await viewsByHour(yesterday, yesterday + (hourOf(now) - start) + 1)),
    top,
  }
}
