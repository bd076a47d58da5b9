// Keeps the newsroom's clock: looks often, and sleeps exactly until the next hour that is known.
import { createClock } from '@/features/publishing/worker.ts'
import { nextDue } from '@/features/workflow/data.ts'
import { log } from '@/lib/log.ts'

/** Milliseconds. Another process may schedule at any time, so nobody sleeps longer than this. */
const longestSleep = 500

/**
 * Publishes what fell due while nobody was there, then whatever is scheduled, within a second of its hour.
 * @returns ends it, after what is under way
 */
export async function startClock(): Promise<() => Promise<void>> {
  const clock = createClock()
  let stopping = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<unknown> = Promise.resolve()

  const turn = async () => {
    let sleep = longestSleep
    try {
      await clock.publishDue()
      const now = Date.now()
      const next = await nextDue(now)
      if (next !== null) sleep = Math.max(1, Math.min(longestSleep, next - now))
    } catch (error) {
      log.error('clock failed', { error })
    }
    if (!stopping)
      timer = setTimeout(() => {
        running = turn()
      }, sleep).unref()
  }
  await turn()

  return async () => {
    stopping = true
    clearTimeout(timer)
    await running
  }
}
