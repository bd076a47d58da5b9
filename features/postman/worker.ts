// Takes messages from the ledger and hands them to the mail server, as fast as it may and no faster.
import 'server-only'
import { write } from '@/db/client.ts'
import { noteRefusal } from '@/features/bounces/mutations.ts'
import { statusOf } from '@/features/bounces/status.ts'
import { stopIssue } from '@/features/dispatch/worker.ts'
import { recipientOf } from '@/features/ledger/data.ts'
import { recoverLost, settle } from '@/features/ledger/mutations.ts'
import type { Claimed } from '@/features/ledger/schema.ts'
import { Ledger } from '@/features/ledger/worker.ts'
import { findSender } from '@/features/mail/data.ts'
import type { Sender } from '@/features/mail/schema.ts'
import { type Connection, Withdrawn } from '@/features/sending/connection.ts'
import { type Failure, readFailure, settlementOf, withoutCode } from '@/features/sending/outcome.ts'
import { signingKey } from '@/features/subscribers/mutations.ts'
import { readEnv } from '@/lib/env.mjs'
import { log } from '@/lib/log.ts'
import { Allowance } from './allowance.ts'
import { Pool } from './pool.ts'
import { isOver, type Open, Stock } from './stock.ts'
import { Writer } from './writer.ts'

const mostConnections = 10
const longestLook = 250
const listPause = 300
const senderPause = 5_000
const sweepPause = 60_000
const longestBackoff = 30_000
export class Postman {
  private readonly ledger: Ledger
  private readonly pool = new Pool()
  private readonly allowance: Allowance
  private readonly stock: Stock
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
    this.stock = new Stock(lease, this.allowance)
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
    if (isOver(now, this.listedAt, listPause)) await this.list(now)
    if (isOver(now, this.sweptAt, sweepPause)) await this.sweep(now)
    this.pool.sweep(now)
    // A clock that was set back must not make the pause longer than it was meant.
    if (this.downUntil - now > longestBackoff) this.downUntil = 0
    if (!this.sender || now < this.downUntil) return longestLook
    await this.stock.fill(now)
    return this.begin()
  }

  /**
   * Begins what may leave: of the issue that began first, and of the others while that one waits for its pace.
   * @returns milliseconds until there may be more to begin
   */
  private begin(): number {
    let rest = longestLook
    for (const open of this.stock.issues())
      while (!this.stopping && open.ready.length > 0 && this.underWay.size < this.limit) {
        const wait = this.allowance.take(open.issue.id, open.issue.rate, Date.now())
        if (wait > 0) {
          rest = Math.min(rest, wait)
          break
        }
        this.start(open.ready.shift() as Claimed, open)
      }
    return rest
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

  private async list(now: number): Promise<void> {
    this.listedAt = now
    await this.stock.read(now, this.sender !== null)
    if (this.stock.issues().length > 0)
      await this.allowance.readDay(now, this.stock.claimed().length + this.underWay.size)
  }

  /** Finds messages that were lost sight of, because the disk was full in the middle. */
  private async sweep(now: number): Promise<void> {
    this.sweptAt = now
    const known = [...this.underWay, ...this.stock.claimed().map(({ id }) => id)]
    await write((tx) => recoverLost(tx, this.ledger.lease, known, now))
  }

  private start(row: Claimed, open: Open): void {
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
    if (!sender || !writer) return this.stock.release([row], Date.now())
    let connection: Connection | null = null
    let marked = false
    try {
      connection = await this.pool.take(sender)
      const mail = writer.write(row, open.issue)
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
        return this.stock.release([row], Date.now())
      }
      return this.failed(row, open, readFailure(error), marked, connection)
    }
    await this.stock.note(open, '')
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
    await this.stock.note(open, 'relay-down', failure.text)
  }

  /**
   * Ends: what is on its way may arrive, for so long as `patience` (milliseconds) lasts; the rest goes back.
   * After that nothing is under way.
   */
  async stop(patience: number): Promise<void> {
    this.stopping = true
    await this.stock.empty(Date.now())
    const until = Date.now() + patience
    while (this.underWay.size > 0 && Date.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 20))
    this.pool.close()
    while (this.underWay.size > 0 && Date.now() < until + 3_000)
      await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
