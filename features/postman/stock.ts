// The issues that are being sent, with the messages of each that are claimed and not begun.
import 'server-only'
import { openIssue, type SendingIssue } from '@/features/dispatch/data.ts'
import { stopIssue } from '@/features/dispatch/worker.ts'
import { anyDue, anyOpen } from '@/features/ledger/data.ts'
import type { Claimed } from '@/features/ledger/schema.ts'
import { listSending } from '@/features/sending/data.ts'
import { Breaker } from '@/features/sending/outcome.ts'
import type { Reason } from '@/features/sending/schema.ts'
import { composeQueued } from '@/features/sending/worker.ts'
import { AppError, messageOf } from '@/lib/errors.ts'
import { log } from '@/lib/log.ts'
import type { Allowance } from './allowance.ts'
import { claimDue, finish, noteWait, release } from './mutations.ts'

/** An issue keeps so many messages ready, and gets as many again when it has fewer. */
const least = 10
/** To find that nothing else waits, all that waits was walked through. In milliseconds. */
const cappedPause = 5_000

/** Whether a pause, in milliseconds, is over; it is, too, when the clock was set back. */
export const isOver = (now: number, since: number, pause: number): boolean =>
  now - since > pause || now < since

export type Open = {
  issue: SendingIssue
  breaker: Breaker
  waiting: Reason | ''
  /** Messages that are claimed and not begun. */
  ready: Claimed[]
  /** When it was found, UTC milliseconds, that nothing waits but for domains that have a limit. */
  cappedAt: number
}

/** Composes an issue that was queued by a program that could not. */
async function compose(id: number): Promise<SendingIssue | null> {
  try {
    await composeQueued(id)
  } catch (error) {
    log.error('newsletter issue not composed', { id, error })
    const blocked = error instanceof AppError && error.code === 'domain-blocked'
    await stopIssue(id, 'paused', blocked ? 'blocked' : 'error', messageOf(error))
  }
  return openIssue(id)
}

export class Stock {
  private readonly open = new Map<number, Open>()
  private readonly lease: string
  private readonly allowance: Allowance

  constructor(lease: string, allowance: Allowance) {
    this.lease = lease
    this.allowance = allowance
  }

  /** The issues, the one that began first before the others. */
  issues(): Open[] {
    return [...this.open.values()]
  }

  /** What is claimed and not begun, of all issues. */
  claimed(): Claimed[] {
    return this.issues().flatMap(({ ready }) => ready)
  }

  /** Looks which issues are being sent; what was ready of the others goes back. */
  async read(now: number, mayCompose: boolean): Promise<void> {
    const ids = await listSending()
    for (const [id, { ready }] of this.open) {
      if (ids.includes(id)) continue
      this.open.delete(id)
      this.allowance.forget(id)
      await this.release(ready, now)
    }
    for (const id of ids) {
      if (this.open.has(id)) continue
      const issue = (await openIssue(id)) ?? (mayCompose ? await compose(id) : null)
      if (!issue) continue
      const open = { issue, breaker: new Breaker(), waiting: issue.reason, ready: [], cappedAt: 0 }
      this.open.set(id, open)
    }
  }

  /** Claims what is due of the issues that have little ready, and ends those that have nothing left. */
  async fill(now: number): Promise<void> {
    for (const open of this.issues()) if (open.ready.length < least) await this.fillOne(open, now)
  }

  private async fillOne(open: Open, now: number): Promise<void> {
    const { allowance, lease } = this
    const issueId = open.issue.id
    if (!(await anyDue(issueId, now))) {
      if (!(await anyOpen(issueId)) && (await finish(issueId)))
        log.info('newsletter issue sent', { id: issueId })
      return
    }
    const room = allowance.room(2 * least - open.ready.length)
    if (room === 0) return this.note(open, 'day-limit')
    const { capped, free } = allowance.domains(now)
    const onlyFree = capped.length > 0 && !isOver(now, open.cappedAt, cappedPause)
    const rows = await claimDue({ issueId, lease, now, limit: room, except: capped }, free, onlyFree)
    if (!onlyFree && rows.every(({ domain }) => capped.includes(domain))) open.cappedAt = now
    for (const { domain } of rows) allowance.takeDomain(domain, now)
    allowance.claimed(rows.length)
    open.ready.push(...rows)
  }

  /** Gives messages back that were claimed and not begun, or withdrawn before their end. */
  async release(rows: readonly Claimed[], now: number): Promise<void> {
    if (rows.length === 0) return
    this.allowance.returned(rows.length)
    const ids = rows.map(({ id }) => id)
    await release(this.lease, ids, now)
  }

  /** Gives everything back that was not begun. */
  async empty(now: number): Promise<void> {
    await this.release(
      this.issues().flatMap(({ ready }) => ready.splice(0)),
      now,
    )
  }

  /** Shows what an issue waits for, when that changes. */
  async note(open: Open, waiting: Reason | '', detail = ''): Promise<void> {
    if (open.waiting === waiting) return
    open.waiting = waiting
    await noteWait(open.issue.id, waiting, detail)
  }
}
