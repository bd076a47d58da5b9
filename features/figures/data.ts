import 'server-only'
import { and, inArray, isNotNull } from 'drizzle-orm'
import { type Read, read } from '@/db/client.ts'
import { clicksOfIssue } from '@/db/metrics.ts'
import { newsletterIssues } from '@/db/schema/sending.ts'
import type { Variant } from '@/features/issues/schema.ts'
import type { IssueClicks } from './schema.ts'

/** Which of these issues have begun to be sent. */
export async function startedIssues(ids: readonly number[], db: Read = read): Promise<Set<number>> {
  const found = new Set<number>()
  for (let from = 0; from < ids.length; from += 500) {
    const rows = await db
      .select({ id: newsletterIssues.id })
      .from(newsletterIssues)
      .where(
        and(inArray(newsletterIssues.id, ids.slice(from, from + 500)), isNotNull(newsletterIssues.startedAt)),
      )
    for (const { id } of rows) found.add(id)
  }
  return found
}

/** What was followed in an issue. What was counted in the last minute is still missing. */
export async function clicksOf(issueId: number): Promise<IssueClicks> {
  const byVariant = { a: 0, b: 0 }
  const paths = new Map<string, number>()
  let total = 0
  for (const { variant, path, count } of await clicksOfIssue(issueId)) {
    total += count
    if (variant !== '') byVariant[variant] += count
    paths.set(path, (paths.get(path) ?? 0) + count)
  }
  const most = [...paths].map(([path, count]) => ({ path, count }))
  most.sort((a, b) => b.count - a.count || a.path.localeCompare(b.path))
  return { total, byVariant, paths: most }
}

/** How often each subject of an issue led to a page of ours. */
export async function clicksByVariant(issueId: number): Promise<Record<Variant, number>> {
  return (await clicksOf(issueId)).byVariant
}
