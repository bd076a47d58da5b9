// What the stock of messages changes in the ledger, each in one unit of work.
import 'server-only'
import { write } from '@/db/client.ts'
import { claim, giveBack, type Wish } from '@/features/ledger/mutations.ts'
import type { Claimed } from '@/features/ledger/schema.ts'
import { finishIssue, noteWaiting } from '@/features/sending/mutations.ts'
import type { Reason } from '@/features/sending/schema.ts'

/**
 * Claims messages of an issue: to whom there is no limit, and to domains what theirs still allows. At most `wish.limit`.
 * @param free domains that have a limit, with how many they may get now
 */
export const claimDue = (
  wish: Wish,
  free: readonly { domain: string; most: number }[],
  onlyFree: boolean,
): Promise<Claimed[]> =>
  write(async (tx) => {
    const claimed = onlyFree ? [] : await claim(tx, wish)
    for (const { domain, most } of free) {
      const limit = Math.min(wish.limit - claimed.length, most)
      if (limit > 0) claimed.push(...(await claim(tx, { ...wish, limit, domain })))
    }
    return claimed
  })

/** Gives messages back; those nobody wants any more are skipped. */
export const release = (lease: string, ids: readonly number[], now: number): Promise<void> =>
  write((tx) => giveBack(tx, lease, ids, now, now))

/** Ends an issue; false when it had ended. */
export const finish = (issueId: number): Promise<boolean> => write((tx) => finishIssue(tx, issueId))

/** Shows what an issue waits for. */
export const noteWait = (issueId: number, waiting: Reason | '', detail: string): Promise<void> =>
  write((tx) => noteWaiting(tx, issueId, waiting, detail))
