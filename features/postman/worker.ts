// Takes messages from the ledger and hands them to the mail server, as fast as it may and no faster.
import 'server-only'
import { write } from '@/db/client.ts'
import { noteRefusal } from '@/features/bounces/mutations.ts'
import { statusOf } from '@/features/bounces/status.ts'
import { openIssue, type SendingIssue } from '@/features/dispatch/data.ts'
import { stopIssue } from '@/features/dispatch/worker.ts'
import { anyDue, anyOpen, recipientOf } from '@/features/ledger/data.ts'
import { claim, giveBack, recoverLost, settle } from '@/features/ledger/mutations.ts'
import type { Claimed } from '@/features/ledger/schema.ts'
import { Ledger } from '@/features/ledger/worker.ts'
import { findSender } from '@/features/mail/data.ts'
import type { Sender } from '@/features/mail/schema.ts'
import { type Connection, Withdrawn } from '@/features/sending/connection.ts'
import { listSending } from '@/features/sending/data.ts'
import { finishIssue, noteWaiting } from '@/features/sending/mutations.ts'
import { Breaker, type Failure, readFailure, settlementOf, withoutCode } from '@/features/sending/outcome.ts'
import type { Reason } from '@/features/sending/schema.ts'
import { composeQueued } from '@/features/sending/worker.ts'
import { signingKey } from '@/features/subscribers/mutations.ts'
import { readEnv } from '@/lib/env.mjs'
import { AppError, messageOf } from '@/lib/errors.ts'
import { log } from '@/lib/log.ts'
import { Allowance } from './allowance.ts'
import { Pool } from './pool.ts'
import { Writer } from './writer.ts'

const mostConnections = 10
const longestLook = 250
const listPause = 300
const senderPause = 5_000
const sweepPause = 60_000
const longestBackoff = 30_000

/** Whether a pause is over; it is, too, when the clock was set back. */
const isOver = (now: number, since: number, pause: number) => now - since > pause || now < since

type Open = { issue: SendingIssue; breaker: Breaker; waiting: Reason | '' }

export class Postman {
  private readonly ledger: Ledger
  private readonly pool = new Pool()
  private readonly allowance: Allowance
  private readonly open = new Map<number, Open>()
  private ready: Claimed[] = []
  private readonly underWay = new Set<number>()
  private sweptAt = Date.now()
  private sender: Sender | null = null
  private writer: Writer | null = null
  private listedAt = 0
  private senderAt = 0
  private downUntil = 0
  private backoff = 0
  /** Connections that the server lets us have at a time. */
  private limit = mostConnections
  private stopping = false
  private wake: () => void = () => {}

  /** @param cap messages a second that are never exceeded, because the process has other things to do; null: none */
  constructor(lease: string, cap: number | null) {
    this.ledger = new Ledger(lease)
    this.allowance = new Allowance(cap)
  }

  /** Does what can be done now, and waits until there may be more to do. */
  async turn(): Promise<void> {
    const woken = new Promise<void>((resolve) => {
      this.wake = resolve
    })
    const rest = this.stopping ? 0 : await this.look(Date.now())
    let timer: NodeJS.Timeout | undefined
    await Promise.race([
      woken,
      new Promise<void>((resolve) => {
        timer = setTimeout(resolve, rest)
      }),
    ])
    clearTimeout(timer)
  }

  /** Ends the wait of a turn. */
  rouse(): void {
    this.wake()
  }

  private async look(now: number): Promise<number> {
    if (isOver(now, this.senderAt, senderPause)) await this.readSender(now)
    if (isOver(now, this.listedAt, listPause)) await this.readIssues(now)
    if (isOver(now, this.sweptAt, sweepPause)) await this.sweep(now)
    this.pool.sweep(now)
    // A clock that was set back must not make the pause longer than it was meant.
    if (this.downUntil - now > longestBackoff) this.downUntil = 0
    if (!this.sender || this.open.size === 0 || now < this.downUntil) return longestLook
    if (this.ready.length < mostConnections) await this.fill(now)
    while (!this.stopping && this.ready.length > 0 && this.underWay.size < this.limit) {
      const [next] = this.ready as [Claimed]
      const wait = this.allowance.take(this.open.get(next.issueId)?.issue.rate ?? null, Date.now())
      if (wait > 0) return Math.min(wait, longestLook)
      this.ready.shift()
      this.start(next)
    }
    return longestLook
  }

  private async readSender(now: number): Promise<void> {
    this.senderAt = now
    const sender = await findSender()
    if (JSON.stringify(sender) === JSON.stringify(this.sender)) return
    this.pool.renew()
    this.limit = mostConnections
    this.sender = sender
    this.downUntil = 0
    if (sender) {
      const key = await write((tx) => signingKey(tx))
      this.writer = new Writer(sender, key, new URL(readEnv().siteUrl).hostname)
      this.allowance.read(sender.pace)
    }
  }

  private async readIssues(now: number): Promise<void> {
    this.listedAt = now
    const ids = await listSending()
    for (const id of this.open.keys()) if (!ids.includes(id)) this.open.delete(id)
    const stopped = this.ready.filter(({ issueId }) => !ids.includes(issueId))
    this.ready = this.ready.filter(({ issueId }) => ids.includes(issueId))
    await this.release(stopped, now)
    for (const id of ids) {
      if (this.open.has(id)) continue
      const issue = (await openIssue(id)) ?? (await this.compose(id))
      if (issue) this.open.set(id, { issue, breaker: new Breaker(), waiting: issue.reason })
    }
    if (ids.length > 0) await this.allowance.readDay(now, this.ready.length + this.underWay.size)
  }

  /** Composes an issue that was queued by a program that could not. */
  private async compose(id: number): Promise<SendingIssue | null> {
    if (!this.sender) return null
    try {
      await composeQueued(id)
    } catch (error) {
      log.error('newsletter issue not composed', { id, error })
      const blocked = error instanceof AppError && error.code === 'domain-blocked'
      await stopIssue(id, 'paused', blocked ? 'blocked' : 'error', messageOf(error))
    }
    return openIssue(id)
  }

  /** Finds messages that were lost sight of, because the disk was full in the middle. */
  private async sweep(now: number): Promise<void> {
    this.sweptAt = now
    const known = [...this.underWay, ...this.ready.map(({ id }) => id)]
    await write((tx) => recoverLost(tx, this.ledger.lease, known, now))
  }

  /** Claims what is due, from the issue that began first. */
  private async fill(now: number): Promise<void> {
    const { lease } = this.ledger
    for (const [issueId, open] of this.open) {
      const room = this.allowance.room(2 * mostConnections - this.ready.length)
      if (!(await anyDue(issueId, now))) {
        if (!(await anyOpen(issueId)) && (await write((tx) => finishIssue(tx, issueId))))
          log.info('newsletter issue sent', { id: issueId })
        continue
      }
      if (room === 0) return this.note(open, 'day-limit')
      const { capped, free } = this.allowance.domains(now)
      const rows = await write(async (tx) => {
        const claimed = await claim(tx, { issueId, lease, now, limit: room, except: capped })
        for (const { domain, most } of free) {
          const limit = Math.min(room - claimed.length, most)
          if (limit > 0) claimed.push(...(await claim(tx, { issueId, lease, now, limit, domain })))
        }
        return claimed
      })
      for (const { domain } of rows) this.allowance.takeDomain(domain, now)
      this.allowance.claimed(rows.length)
      this.ready.push(...rows)
      if (this.ready.length >= mostConnections) return
    }
  }

  private start(row: Claimed): void {
    const open = this.open.get(row.issueId)
    if (!open) return void this.release([row], Date.now())
    this.underWay.add(row.id)
    void this.deliver(row, open)
      .catch((error: unknown) => log.error('newsletter message', { id: row.id, error }))
      .finally(() => {
        this.underWay.delete(row.id)
        this.wake()
      })
  }

  private async deliver(row: Claimed, open: Open): Promise<void> {
    const { sender, writer } = this
    if (!sender || !writer) return this.release([row], Date.now())
    let connection: Connection | null = null
    let marked = false
    try {
      connection = await this.pool.take(sender)
      const mail = await writer.write(row, open.issue)
      const mark = async () => {
        marked = await this.ledger.mark(row.id)
        return marked
      }
      const { response, serverId } = await connection.send({ ...mail, mark })
      this.pool.give(connection)
      const answer = { attempt: row.attempt, nextAt: 0, code: 250, text: withoutCode(response), serverId }
      await this.ledger.settle({ id: row.id, state: 'sent', ...answer })
      open.breaker.note(false)
      this.backoff = 0
    } catch (error) {
      if (error instanceof Withdrawn) {
        if (connection) this.pool.drop(connection)
        return this.release([row], Date.now())
      }
      return this.failed(row, open, readFailure(error), marked, connection)
    }
    await this.note(open, '')
  }

  private async failed(
    row: Claimed,
    open: Open,
    failure: Failure,
    marked: boolean,
    connection: Connection | null,
  ): Promise<void> {
    const now = Date.now()
    if (!connection && failure.code === 421 && this.underWay.size > 1)
      this.limit = Math.max(1, this.underWay.size - 1) // as many as it lets us have
    else if (failure.code === 421) open.breaker.noteBusy(now)
    // Who did not let us in has said nothing of the message.
    const result = settlementOf(connection ? failure : { ...failure, code: null }, row, marked, now)
    if (result.state === 'failed' && failure.code !== null) {
      const status = statusOf(failure.code, failure.text)
      await write(async (tx) => {
        await settle(tx, this.ledger.lease, [result], now)
        const subscriberId = await recipientOf(row.id, tx) // null for one who was erased meanwhile
        const about = { subscriberId, issueId: row.issueId, deliveryId: row.id }
        await noteRefusal(tx, { ...about, status, text: failure.text })
      })
    } else await this.ledger.settle(result)
    if (result.state !== 'uncertain') this.allowance.returned(1)
    if (result.state === 'failed' || result.state === 'uncertain') open.breaker.note(true)
    if (connection?.usable && failure.about === 'recipient') {
      await connection.reset().catch(() => {})
      this.pool.give(connection)
    } else if (connection) this.pool.drop(connection)
    // A line that goes dead again and again is as good as none.
    if (failure.about === 'connection' && !marked) await this.backOff(open, failure, now)
    const reason =
      failure.about === 'auth' || failure.about === 'sender' ? failure.about : open.breaker.reason(now)
    if (reason && !this.stopping) {
      await stopIssue(row.issueId, 'paused', reason, `${failure.code ?? ''} ${failure.text}`.trim())
      this.listedAt = 0
    }
  }

  /** The server could not be reached: a pause, longer each time. */
  private async backOff(open: Open, failure: Failure, now: number): Promise<void> {
    if (now < this.downUntil) return // the others that tried at the same time
    this.backoff = Math.min(longestBackoff, Math.max(1_000, this.backoff * 2))
    this.downUntil = now + this.backoff
    log.warn('mail server not reached', { text: failure.text, seconds: this.backoff / 1_000 })
    await this.note(open, 'relay-down', failure.text)
  }

  /** Shows what an issue waits for, when that changes. */
  private async note(open: Open, waiting: Reason | '', detail = ''): Promise<void> {
    if (open.waiting === waiting) return
    open.waiting = waiting
    await write((tx) => noteWaiting(tx, open.issue.id, waiting, detail))
  }

  private async release(rows: readonly Claimed[], now: number): Promise<void> {
    if (rows.length === 0) return
    this.allowance.returned(rows.length)
    const ids = rows.map(({ id }) => id)
    await write((tx) => giveBack(tx, this.ledger.lease, ids, now, now))
  }

  /**
   * Ends: what is on its way may arrive, for so long as `patience` (milliseconds) lasts; the rest goes back.
   * After that nothing is under way.
   */
  async stop(patience: number): Promise<void> {
    this.stopping = true
    const ready = this.ready.splice(0)
    await this.release(ready, Date.now())
    const until = Date.now() + patience
    while (this.underWay.size > 0 && Date.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 20))
    this.pool.close()
    while (this.underWay.size > 0 && Date.now() < until + 3_000)
      await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
