import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { newsletterTabs } from '@/features/newsletter/navigation.ts'
import { instantOf, partsIn } from '@/lib/dates.ts'
import { findTrends, listIssueFigures } from './data.ts'
import { type Range, ranges, type Span } from './schema.ts'

const shapes: Record<Range, { count: number; days: number }> = {
  month: { count: 30, days: 1 },
  half: { count: 26, days: 7 },
}

/** Stretches of whole days in a zone; the last one holds `now`. On days on which clocks change they are an hour off. */
export function spansOf(range: Range, timeZone: string, now = Date.now()): Span[] {
  const { count, days } = shapes[range]
  const { year, month, day } = partsIn(now, timeZone)
  const startOf = (plus: number) => {
    const date = new Date(Date.UTC(year, month - 1, day + plus))
    return instantOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), 0, 0, timeZone)
  }
  return Array.from({ length: count }, (_, i) => {
    const end = 1 - (count - 1 - i) * days
    return { at: startOf(end - days), end: startOf(end) }
  })
}

/** What the page of figures shows. */
export async function loadFigures(query: Record<string, string | string[] | undefined>) {
  const { actor, publication, t } = await loadNewsroom('newsletter:send')
  const range = ranges.find((one) => one === query.range) ?? 'month'
  return {
    t,
    publication,
    tabs: newsletterTabs(actor),
    range,
    trends: await findTrends(spansOf(range, publication.timeZone)),
    issues: await listIssueFigures(),
  }
}
