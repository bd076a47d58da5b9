import 'server-only'
import { read } from '@/db/client.ts'
import { addClicks } from '@/db/metrics.ts'
import { startedIssues } from './data.ts'
import type { Click } from './schema.ts'

const day = 24 * 3_600_000

/** Adds what was counted since the last call. Issues that nobody was sent, like numbers that somebody made up, are left out. */
export async function recordClicks(clicks: readonly Click[], now = Date.now()): Promise<void> {
  const known = await startedIssues([...new Set(clicks.map(({ issue }) => issue))], read)
  await addClicks(
    Math.floor(now / day),
    clicks.filter(({ issue }) => known.has(issue)),
  )
}
