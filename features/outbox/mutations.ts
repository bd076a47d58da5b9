import 'server-only'
import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm'
import { write } from '@/db/client.ts'
import { outbox } from '@/db/schema/operations.ts'
import { messageOf } from '@/lib/errors.ts'
import { withoutAddresses } from '@/lib/text.ts'

export type Job = { id: number; kind: string; payload: unknown; attempts: number }

const lease = 120_000 // ms after which a job of a process that died is free again
const mostAttempts = 8

/** Takes up to `limit` due jobs of these kinds for this process. Equal jobs that wait are taken as one. */
export async function claimJobs(limit: number, kinds: readonly string[]): Promise<Job[]> {
  return write(async (tx) => {
    const now = Date.now()
    const jobs = await tx
      .select({ id: outbox.id, kind: outbox.kind, payload: outbox.payload, attempts: outbox.attempts })
      .from(outbox)
      .where(and(lte(outbox.dueAt, now), lte(outbox.leasedUntil, now), inArray(outbox.kind, [...kinds])))
      .orderBy(asc(outbox.dueAt), asc(outbox.id))
      .limit(limit)
    const claimed: Job[] = []
    for (const job of jobs) {
      const twin = claimed.find(
        (other) => other.kind === job.kind && JSON.stringify(other.payload) === JSON.stringify(job.payload),
      )
      if (twin) await tx.delete(outbox).where(eq(outbox.id, job.id))
      else {
        await tx
          .update(outbox)
          .set({ leasedUntil: now + lease })
          .where(eq(outbox.id, job.id))
        claimed.push(job)
      }
    }
    return claimed
  })
}

/** Takes a done job away. */
export async function finishJob(id: number): Promise<void> {
  await write((tx) => tx.delete(outbox).where(eq(outbox.id, id)))
}

/** Puts a failed job off, longer each time; after the last attempt it stays, with its error, for `doctor` to show. */
export async function failJob(job: Job, error: unknown): Promise<void> {
  const attempts = job.attempts + 1
  const wait = attempts >= mostAttempts ? 365 * 24 * 3_600_000 : Math.min(3_600_000, 5_000 * 2 ** attempts)
  // A mail server's answer names the address, which must not stay here when it is erased elsewhere.
  const said = withoutAddresses(messageOf(error).slice(0, 2_000))
  const values = { attempts, error: said, leasedUntil: 0, dueAt: Date.now() + wait }
  await write((tx) => tx.update(outbox).set(values).where(eq(outbox.id, job.id)))
}

/** Takes away the tag clock's rows that every process has long seen: those older than `age` milliseconds, except the last. */
export async function pruneTagClock(age: number): Promise<void> {
  await write(async (tx) => {
    await tx.run(
      sql`DELETE FROM tag_clock WHERE at < ${Date.now() - age} AND seq < (SELECT max(seq) FROM tag_clock)`,
    )
  })
}
