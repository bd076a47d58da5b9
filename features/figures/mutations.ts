import 'server-only'
import { addClicks, keepClicksOf } from '@/db/metrics.ts'
import { issuesWithClicks, possibleClicks } from './data.ts'
import type { Click } from './schema.ts'

const day = 24 * 3_600_000

/** Adds what was counted since the last call. What no letter can have led to, because somebody made it up, is left out. */
export async function recordClicks(clicks: readonly Click[], now = Date.now()): Promise<void> {
  await addClicks(Math.floor(now / day), await possibleClicks(clicks, now))
}

/** Forgets clicks of issues that are neither counted nor shown any more. */
export async function pruneClicks(now = Date.now()): Promise<void> {
  await keepClicksOf(await issuesWithClicks(now))
}
