import 'server-only'
import { write } from '@/db/client.ts'
import { addViews, pruneViews } from '@/db/metrics.ts'
import { mostReadTag } from '@/features/articles/tags.ts'

const keptHours = 24 * 30

/** Adds what was counted since the last call. No reader is known here: an address and a number. */
export async function recordViews(counts: Map<string, number>): Promise<void> {
  const hour = Math.floor(Date.now() / 3_600_000)
  if (counts.size > 0) await addViews(hour, counts)
  await pruneViews(hour - keptHours)
}

/** Says that the list of the most read has become another. */
export async function touchMostRead(): Promise<void> {
  await write((tx) => tx.touch(mostReadTag))
}
