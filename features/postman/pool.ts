// Open connections to the mail server, kept while there is something to send.
import 'server-only'
import type { Sender } from '@/features/mail/schema.ts'
import { Connection } from '@/features/sending/connection.ts'

/** Servers close connections that take too long or too much; we say goodbye before. */
const mostMessages = 100
const longestIdle = 10_000

export class Pool {
  private idle: { connection: Connection; since: number }[] = []
  private readonly all = new Set<Connection>()
  private old = new WeakSet<Connection>()
  private closed = false

  /** A connection for one message. @throws what `Connection.to` throws */
  async take(sender: Sender): Promise<Connection> {
    for (let next = this.idle.pop(); next; next = this.idle.pop()) {
      if (next.connection.usable) return next.connection
      this.all.delete(next.connection)
    }
    const connection = await Connection.to(sender)
    if (this.closed) {
      connection.close()
      throw new Error('no more messages are sent')
    }
    this.all.add(connection)
    return connection
  }

  /** Gives one back after its message, for the next. */
  give(connection: Connection): void {
    if (connection.usable && connection.used < mostMessages && !this.old.has(connection))
      this.idle.push({ connection, since: Date.now() })
    else this.drop(connection)
  }

  /** Gives one up. */
  drop(connection: Connection): void {
    this.all.delete(connection)
    connection.quit()
  }

  /** The sender changed: connections that are open now take no other message. */
  renew(): void {
    this.old = new WeakSet(this.all)
    this.sweep(Number.POSITIVE_INFINITY)
  }

  /** Says goodbye on connections that nobody needs any more. */
  sweep(now: number): void {
    const kept = this.idle.filter(({ since }) => now - since < longestIdle)
    for (const { connection } of this.idle.filter((one) => !kept.includes(one))) this.drop(connection)
    this.idle = kept
  }

  /** Hangs up on all of them, in the middle of messages too. */
  close(): void {
    this.closed = true
    for (const connection of this.all) connection.close()
    this.all.clear()
    this.idle = []
  }
}
