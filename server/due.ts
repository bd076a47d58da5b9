// What happens by itself at a time that was set before. The clock of the running server and previews of a time to come
// use the same list, so that what a preview shows is what will be.
import { nextTurn } from '@/features/front-page/data.ts'
import { turnFrontPage } from '@/features/front-page/mutations.ts'

type Duty = {
  /** The earliest time after another at which there is something to do; null when there is none. UTC milliseconds. */
  next: (after: number) => Promise<number | null>
  /** Does what is due. Safe in two processes at once. */
  run: (now: number) => Promise<unknown>
}

const duties: readonly Duty[] = [{ next: nextTurn, run: turnFrontPage }]

/** The earliest time after another at which something is to be done; null when nothing is. UTC milliseconds. */
export async function nextDue(after: number): Promise<number | null> {
  const times = (await Promise.all(duties.map((duty) => duty.next(after)))).filter((at) => at !== null)
  return times.length > 0 ? Math.min(...times) : null
}

/** Does everything that is due at a time. One duty's failure does not keep the others; it is thrown at the end. */
export async function runDue(now: number): Promise<void> {
  const failures: unknown[] = []
  for (const { next, run } of duties) {
    try {
      const at = await next(-1)
      if (at !== null && at <= now) await run(now)
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}
