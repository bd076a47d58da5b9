import { write } from '@/db/client.ts'
import { pruneAccounts } from '@/features/accounts/worker.ts'
import { todayTag } from '@/features/articles/tags.ts'
import { pruneClicks } from '@/features/figures/mutations.ts'
import { removeAbandoned } from '@/features/media/files.ts'
import { sweepRights } from '@/features/media/worker.ts'
import { pruneTagClock } from '@/features/outbox/mutations.ts'
import { expireIssues } from '@/features/sending/mutations.ts'
import { findPublication } from '@/features/settings/data.ts'
import { pruneSubscribers } from '@/features/subscribers/mutations.ts'
import { forgetRecipients } from '@/features/subscriptions/mutations.ts'
import { forgetAttempts } from '@/features/throttle/mutations.ts'
import { partsIn } from '@/lib/dates.ts'
import { log } from '@/lib/log.ts'
import type { Clicks } from './clicks.ts'
import type { Detours } from './detours.ts'
import { doSlowJob, drainOutbox } from './jobs.ts'
import { shared } from './shared.ts'
import type { Views } from './views.ts'

const outboxPause = 1_000
const slowPause = 5_000
/** After a slow job the processor is others' for so many times as long. */
const slowRest = 3
const viewsPause = 60_000
const rightsPause = 10_000
const dayPause = 20_000
const hour = 3_600_000
const day = 24 * hour

/** Starts what runs beside the requests. Returns the function that ends it after the job under way. */
export function startWorkers(views: Views, detours: Detours, clicks: Clicks): () => Promise<void> {
  let stopping = false
  let lastSeq = -1
  let idle = 0
  const jobs = async () => {
    // A change that readers see makes it worth looking at once; mail and what was put off wait a few seconds at most.
    const { clock } = shared()
    clock.look()
    if (clock.seq === lastSeq && idle++ < 3) return
    lastSeq = clock.seq
    idle = 0
    await drainOutbox(() => stopping)
  }
  const flush = () => Promise.all([views.flush(), detours.flush(), clicks.flush()])
  let today = ''
  /** Pages that print today's date become stale when the publication's day turns. */
  const turnDay = async () => {
    const { year, month, day: date } = partsIn(Date.now(), (await findPublication()).timeZone)
    const now = `${year}-${month}-${date}`
    if (today !== '' && today !== now) await write((tx) => tx.touch(todayTag))
    today = now
  }
  const prune = async () => {
    await pruneTagClock(day)
    await forgetAttempts()
    await pruneClicks()
    await pruneAccounts()
    await write((tx) => pruneSubscribers(tx))
    await write((tx) => expireIssues(tx))
    while (!stopping && (await write((tx) => forgetRecipients(tx))) > 0);
  }
  const loops = [
    every(outboxPause, jobs),
    every(slowPause, async () => slowRest * (await doSlowJob())),
    every(viewsPause, flush),
    every(rightsPause, () => sweepRights()),
    every(hour, () => removeAbandoned()),
    every(dayPause, turnDay),
    every(day, prune),
  ]

  /** Repeats some work until the end, with a pause in between: the longer one where the work asks for more. */
  function every(pause: number, work: () => Promise<unknown>) {
    let timer: NodeJS.Timeout
    let running: Promise<unknown> = Promise.resolve()
    const turn = () => {
      running = work().catch((error: unknown) => log.error('worker failed', { error }))
      running.then((more) => {
        const rest = typeof more === 'number' ? Math.max(more, pause) : pause
        if (!stopping) timer = setTimeout(turn, rest).unref()
      })
    }
    timer = setTimeout(turn, Math.min(pause, 1_000)).unref()
    return async () => {
      clearTimeout(timer)
      await running
    }
  }

  return async () => {
    stopping = true
    await Promise.all(loops.map((end) => end()))
    await flush()
  }
}
