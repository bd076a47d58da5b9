// The clock of the newsroom: what was scheduled goes out at its hour, once, whatever number of processes runs.
import 'server-only'
import { randomUUID } from 'node:crypto'
import { write } from '@/db/client.ts'
import { actorById } from '@/features/accounts/data.ts'
import { systemActor } from '@/features/accounts/policy.ts'
import { findSituation, listDue } from '@/features/workflow/data.ts'
import { AppError } from '@/lib/errors.ts'
import { log } from '@/lib/log.ts'
import { giveUpLease, releaseScheduled, takeLease } from './mutations.ts'

const lease = 'clock'
/** Milliseconds. Short: who dies in the middle must not keep the others waiting. */
const leaseSpan = 2_000
/** Milliseconds until an article that the gate kept back is tried again, unless somebody changes it before. */
const patience = 30_000
/** Milliseconds until the next try after a failure of the machine: a database that another process kept busy. */
const breath = 1_000

class Superseded extends Error {}

export type Clock = {
  /**
   * Publishes all that is due at `now`, UTC milliseconds.
   * @returns the ids of what was published; nothing while another process keeps the clock
   */
  publishDue(now?: number): Promise<number[]>
}

/** A clock of this process. Two of them in two processes publish each article once. */
export function createClock(owner: string = randomUUID()): Clock {
  /** When to try again what was kept back, by article and version. */
  const keptBack = new Map<string, number>()

  async function release(id: number, lockVersion: number, fence: number, now: number): Promise<boolean> {
    try {
      await write(async (tx) => {
        // Whoever is merely late, because the machine or the queue was slow, goes on: only a successor is in the way.
        if ((await takeLease(tx, lease, owner, leaseSpan, Date.now())) !== fence) throw new Superseded()
        const row = await findSituation(id, tx)
        const by = row?.scheduledBy ? await actorById(row.scheduledBy, tx) : systemActor
        await releaseScheduled(tx, by, id, lockVersion, now)
      })
      return true
    } catch (error) {
      if (error instanceof Superseded) throw error
      // Another one published or changed it between the look and now: the next look sees how it stands.
      if (error instanceof AppError && error.code === 'stale-version') return false
      keptBack.set(`${id}:${lockVersion}`, now + (error instanceof AppError ? patience : breath))
      log.warn('scheduled article kept back', { id, error })
      return false
    }
  }

  return {
    async publishDue(now = Date.now()) {
      const due = await listDue(now)
      const wanted = due.filter(({ id, lockVersion }) => (keptBack.get(`${id}:${lockVersion}`) ?? 0) <= now)
      if (due.length === 0) keptBack.clear()
      if (wanted.length === 0) return []
      const fence = await write((tx) => takeLease(tx, lease, owner, leaseSpan, Date.now()))
      if (fence === null) return []
      const done: number[] = []
      try {
        for (const { id, lockVersion } of wanted)
          if (await release(id, lockVersion, fence, now)) done.push(id)
      } catch (error) {
        if (!(error instanceof Superseded)) throw error
      }
      await write((tx) => giveUpLease(tx, lease, owner))
      return done
    },
  }
}
