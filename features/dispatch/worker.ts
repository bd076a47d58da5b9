// What falls due for the newsletter: issues whose hour has come, tests of subjects that are over, ends.
import 'server-only'
import { write } from '@/db/client.ts'
import { systemActor } from '@/features/accounts/policy.ts'
import { raiseAlert } from '@/features/alerts/mutations.ts'
import { clicksByVariant } from '@/features/figures/data.ts'
import { planDue } from '@/features/schedules/worker.ts'
import { listSending } from '@/features/sending/data.ts'
import { decide, setAside } from '@/features/sending/mutations.ts'
import type { Reason } from '@/features/sending/schema.ts'
import { startIssue } from '@/features/sending/worker.ts'
import { AppError } from '@/lib/errors.ts'
import { log } from '@/lib/log.ts'
import { listDue, listUndecided, sentByVariant } from './data.ts'

const hour = 3_600_000
/** An issue that is later than this is no news any more: somebody is asked. */
const tooLate = 2 * hour
/** When nobody has sent for longer than this, the data may come from a backup, and what it calls due may have been sent. */
const longSilence = 6 * hour

/** The machine's failure, not the issue's: another program keeps the database, or the disk is full. */
const isBusy = (error: unknown): boolean => {
  const { code, cause } = error as { code?: string; cause?: { code?: string } }
  return /^SQLITE_(?:BUSY|LOCKED|FULL|IOERR)/.test(cause?.code ?? code ?? '')
}

/** Puts an issue aside, and says so on the desk. */
export async function stopIssue(
  id: number,
  status: 'held' | 'paused',
  reason: Reason,
  detail = '',
): Promise<void> {
  await write(async (tx) => {
    if (await setAside(tx, systemActor, id, status, reason, detail))
      await raiseAlert(tx, 'newsletter-stopped')
  })
  log.warn('newsletter issue put aside', { id, status, reason })
}

/**
 * What a worker does first. After a long silence nothing goes on by itself.
 * @param seenAt when a worker was last seen, UTC milliseconds; null: never
 */
export async function holdAfterSilence(seenAt: number | null, now = Date.now()): Promise<void> {
  if (seenAt === null || now - seenAt < longSilence) return
  await planDue(now) // what its hours would make now may have gone out before the data were lost
  for (const id of await listSending()) await stopIssue(id, 'paused', 'restored')
  for (const { id } of await listDue(now)) await stopIssue(id, 'held', 'restored')
}

/** Why an issue that is due could not begin, when that was last said: it is tried every second. */
const said = new Map<number, string>()

/** Begins what is due, or puts it aside with the reason. Safe in two processes at once. */
export async function startDue(now = Date.now()): Promise<void> {
  await planDue(now)
  for (const { id, plannedAt } of await listDue(now)) {
    if (now - plannedAt > tooLate) {
      await stopIssue(id, 'held', 'late')
      continue
    }
    try {
      await startIssue(systemActor, id, { confirm: null })
      said.delete(id)
    } catch (error) {
      if (isBusy(error)) throw error // the next look finds the database free
      if (!(error instanceof AppError) || error.code === 'issue-subject') {
        log.error('newsletter issue not begun', { id, error })
        await stopIssue(id, 'held', 'error')
      } else if (error.code === 'issue-empty') await write((tx) => setAside(tx, systemActor, id, 'empty', ''))
      else if (error.code === 'domain-blocked') await stopIssue(id, 'held', 'blocked', error.message)
      // Somebody changed it meanwhile, or there is no mail server yet: the next look sees how it stands.
      else if (said.get(id) !== error.code) {
        said.set(id, error.code)
        log.warn('newsletter issue not begun', { id, error })
      }
    }
  }
}

/** Decides the tests of subjects whose time is over, by the share of letters that led to a page of ours. */
export async function decideTests(now = Date.now()): Promise<void> {
  for (const id of await listUndecided(now)) {
    const [clicks, sent] = await Promise.all([clicksByVariant(id), sentByVariant(id)])
    const share = (variant: 'a' | 'b') => clicks[variant] / Math.max(1, sent[variant])
    await write((tx) => decide(tx, id, share('b') > share('a') ? 'b' : 'a'))
  }
}
