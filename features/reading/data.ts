import 'server-only'
import { topViews } from '@/db/metrics.ts'
import { findArticleIdAt } from '@/features/paths/data.ts'

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
