// Sends the newsletter: in the server's own process, or in one beside it. Whoever holds the lease sends, the others wait.
import { randomUUID } from 'node:crypto'
import { write } from '@/db/client.ts'
import { startIntake } from '@/features/bounces/intake.ts'
import { dropWorkerLease, takeWorkerLease, workerName } from '@/features/dispatch/mutations.ts'
import { decideTests, holdAfterSilence, startDue } from '@/features/dispatch/worker.ts'
import { recover } from '@/features/ledger/mutations.ts'
import { Postman } from '@/features/postman/worker.ts'
import { log } from '@/lib/log.ts'

const heartbeat = 5_000
const dutyPause = 1_000
/** How long others wait before they look again whether the lease is free. */
const patience = 2_000
/** What is on its way when we are asked to stop may take so long to arrive. */
const drainTime = 18_000
/** Messages a second beside readers' requests: each keeps the process busy for a millisecond or two. */
const inlineCap = 50

/** Begins to send. Returns the function that ends it, after what is on its way. */
export function startSender(kind: 'inline' | 'process'): () => Promise<void> {
  const owner = workerName(randomUUID())
  let stopping = false
  let wake: () => void = () => {}
  /** Set until what a dead process left was looked at, however often that fails. */
  let takenOver: { seenAt: number | null } | null = null

  async function work(): Promise<void> {
    const postman = new Postman(owner, kind === 'inline' ? inlineCap : null)
    wake = () => postman.rouse()
    const stopIntake = await startIntake()
    let lost = false
    // Beside the work: a slow look-up in DNS must not make others believe that we died.
    const beat = setInterval(() => {
      write((tx) => takeWorkerLease(tx, owner, kind, Date.now())).then(
        (lease) => {
          lost ||= lease === null // somebody took us for dead
        },
        (error: unknown) => log.error('newsletter sender: heartbeat', { error }),
      )
    }, heartbeat)
    let dutyAt = Number.NEGATIVE_INFINITY
    try {
      while (!stopping && !lost) {
        if (performance.now() - dutyAt > dutyPause) {
          dutyAt = performance.now()
          const now = Date.now()
          // What goes wrong with one issue must not keep the others.
          for (const duty of [startDue, decideTests])
            await duty(now).catch((error: unknown) => log.error('newsletter duty failed', { error }))
        }
        if (!stopping) await postman.turn()
      }
    } finally {
      clearInterval(beat)
      await Promise.all([stopIntake(), postman.stop(drainTime)])
    }
  }

  async function run(): Promise<void> {
    while (!stopping) {
      try {
        const now = Date.now()
        const lease = await write((tx) => takeWorkerLease(tx, owner, kind, now))
        if (lease) {
          if (lease.fresh) takenOver = { seenAt: lease.seenAt }
          if (takenOver) {
            const left = await write((tx) => recover(tx, owner, now))
            if (left.freed + left.uncertain > 0)
              log.warn('newsletter: taken over from a process that died', left)
            await holdAfterSilence(takenOver.seenAt, now)
            takenOver = null
            await write((tx) => takeWorkerLease(tx, owner, kind, Date.now()))
          }
          await work()
        }
      } catch (error) {
        log.error('newsletter sender failed', { error })
      }
      if (!stopping)
        await new Promise<void>((resolve) => {
          wake = resolve
          setTimeout(resolve, patience).unref()
        })
    }
    await write((tx) => dropWorkerLease(tx, owner)).catch((error: unknown) =>
      log.error('newsletter sender: lease not given up', { error }),
    )
  }
  const running = run()

  return async () => {
    stopping = true
    wake()
    await running
  }
}
