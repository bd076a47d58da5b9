// What happens by itself at a time that was set before. The clock of the running server and previews of a time to come
// use the same list, so that what a preview shows is what will be.
import { nextTurn } from '@/features/front-page/data.ts'
import { turnFrontPage } from '@/features/front-page/mutations.ts'
import { createClock } from '@/features/publishing/worker.ts'
import { nextDue } from '@/features/workflow/data.ts'

type Duty = {
  /** The earliest time after another at which there is something to do; null when there is none. UTC milliseconds. */
  next: (after: number) => Promise<number | null>
  /** Does what is due. Safe in two processes at once. */
  run: (now: number) => Promise<unknown>
}

/** Everything that has an hour: scheduled articles first, so that a front page of the same hour finds them public. */
export function createDuties(): Duty {
  const clock = createClock()
  const duties: readonly Duty[] = [
    { next: nextDue, run: (now) => clock.publishDue(now) },
    {
      next: nextTurn,
      run: async (now) => {
        const at = await nextTurn(-1) // a look costs nothing, a unit of work would wait for the others
        if (at !== null && at <= now) await turnFrontPage(now)
      },
    },
  ]
  return {
    async next(after) {
      const times = (await Promise.all(duties.map((duty) => duty.next(after)))).filter((at) => at !== null)
      return times.length > 0 ? Math.min(...times) : null
    },
    /** One duty's failure does not keep the others; it is thrown at the end. */
    async run(now) {
      const failures: unknown[] = []
      for (const duty of duties) await duty.run(now).catch((error: unknown) => failures.push(error))
      if (failures.length > 0) throw failures[0]
    },
  }
}
