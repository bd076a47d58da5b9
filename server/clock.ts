// Keeps the newsroom's clock: looks often, and sleeps exactly until the next hour that is known.
import { log } from '@/lib/log.ts'
import { createDuties } from './due.ts'

/** Milliseconds. Another process may schedule at any time, so nobody sleeps longer than this. */
const longestSleep = 500

/**
 * Does what fell due while nobody was there, then whatever has an hour, within a second of it.
 * @returns ends it, after what is under way
 */
export async function startClock(): Promise<() => Promise<void>> {
  const duties = createDuties()
  let stopping = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<unknown> = Promise.resolve()

  const turn = async () => {
    let sleep = longestSleep
    try {
      await duties.run(Date.now())
      const now = Date.now()
      const next = await duties.next(now)
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
