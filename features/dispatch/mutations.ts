// One process sends at a time: it holds a lease, and shows that it lives.
import 'server-only'
import { readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'
import { newsletterWorker as workers } from '@/db/schema/sending.ts'

/** How long a worker that says nothing is believed to live, in milliseconds. */
const span = 20_000

/** A name for a worker, by which others of the machine can tell whether its process lives. */
export const workerName = (unique: string): string => `${machine()}|${process.pid}|${unique}`

/** Where numbers of processes mean the same: containers may share a host's name and not its processes. */
function machine(): string {
  try {
    return `${hostname()}/${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return hostname()
  }
}

/** Whether a worker's process is surely gone: it ran on this machine, and does not any more. */
function isDead(owner: string): boolean {
  const [host, pid] = owner.split('|')
  if (host !== machine()) return false
  const number = Number(pid)
  try {
    process.kill(number, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

/**
 * Takes the lease, or keeps it. Whoever is new shows itself as alive only when it keeps the lease: should it die before it
 * looked at what a long silence means, the next one still sees that silence.
 * @returns null while another worker has it; else whether it is new to this one, and when the one before was last seen
 */
export async function takeWorkerLease(
  tx: Tx,
  owner: string,
  kind: string,
  now: number,
): Promise<{ fresh: boolean; seenAt: number | null } | null> {
  const [row] = await tx.select().from(workers).where(eq(workers.id, 1))
  if (row && row.owner !== owner && row.expiresAt > now && !isDead(row.owner)) return null
  const fresh = row?.owner !== owner
  const values = {
    owner,
    kind,
    fence: (row?.fence ?? 0) + (fresh ? 1 : 0),
    seenAt: fresh && row ? row.seenAt : now,
    expiresAt: now + span,
  }
  await tx
    .insert(workers)
    .values({ id: 1, ...values })
    .onConflictDoUpdate({ target: workers.id, set: values })
  return { fresh, seenAt: row?.seenAt ?? null }
}

/** Gives the lease up; when it was seen last stays. */
export async function dropWorkerLease(tx: Tx, owner: string): Promise<void> {
  await tx.update(workers).set({ expiresAt: 0 }).where(eq(workers.owner, owner))
}
