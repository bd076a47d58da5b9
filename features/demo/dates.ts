import { instantOf, partsIn } from '@/lib/dates.ts'

/**
 * Turns «daysAgo: 3, time: "07:40"» in an article's front matter into the date it means today, so that a demo edition
 * is always fresh. What would lie in the future (today's paper, seeded before dawn) is moved to a few minutes ago.
 */
export function datedFrontMatter(text: string, now: number, timeZone: string): string {
  const instant = (daysAgo: number, time: string): string => {
    const { year, month, day } = partsIn(now, timeZone)
    const [hour = 12, minute = 0] = time.split(':').map(Number)
    const at = instantOf(year, month, day - daysAgo, hour, minute, timeZone)
    return new Date(Math.min(at, now - 300_000)).toISOString()
  }
  const end = text.indexOf('\n---', 4)
  const head = text
    .slice(0, end)
    .replace(
      /^(\s*(?:- )?)daysAgo: *(\d+)\s*\n(\s*)time: *"?(\d{1,2}:\d{2})"? *$/gm,
      (_, lead: string, days: string, _indent: string, time: string) =>
        `${lead}date: "${instant(Number(days), time)}"`,
    )
    .replace(
      /^updatedDaysAgo: *(\d+)\s*\nupdatedTime: *"?(\d{1,2}:\d{2})"? *$/gm,
      (_, days: string, time: string) => `updated: "${instant(Number(days), time)}"`,
    )
  return head + text.slice(end)
}
