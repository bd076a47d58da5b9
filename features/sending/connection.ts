// One connection to the mail server, used for one message after the other.
import 'server-only'
import { Readable } from 'node:stream'
import { parseConnectionUrl } from 'nodemailer/lib/shared'
import SMTPConnection, {
  type SMTPConnectionOptions,
  type SMTPConnectionSendInfo,
} from 'nodemailer/lib/smtp-connection'
import type { Sender } from '@/features/mail/schema.ts'
import { transportOptions } from '@/features/mail/transport.ts'

/** The message must not be sent after all. */
export class Withdrawn extends Error {}

export type Outgoing = {
  from: string
  to: string
  message: Buffer
  /** Called when all but the end of the message was handed over; the end leaves when it says true. */
  mark: () => Promise<boolean>
}

/** A server may take long over the last answer (RFC 5321, 4.5.3.2.6); who gives up early leaves messages uncertain. */
const answerPatience = 5 * 60_000

/** All of a message but its end, which waits for the mark. */
class Marked extends Readable {
  private given = false
  private readonly outgoing: Outgoing

  constructor(outgoing: Outgoing) {
    super()
    this.outgoing = outgoing
  }

  override _read(): void {
    if (this.given) return
    this.given = true
    this.push(this.outgoing.message)
    this.outgoing.mark().then(
      (may) => (may ? this.push(null) : this.destroy(new Withdrawn())),
      (error: Error) => this.destroy(error),
    )
  }
}

export class Connection {
  private readonly smtp: SMTPConnection
  private open = true
  private fail: ((error: unknown) => void) | null = null
  /** Messages that went through it. */
  used = 0

  private constructor(options: SMTPConnectionOptions) {
    this.smtp = new SMTPConnection(options)
    this.smtp.on('error', (error) => this.end(error))
    // An answer that closes the connection (421) is told after the end of it, and says more.
    this.smtp.on('end', () => {
      this.open = false
      setImmediate(() => this.end(new Error('the mail server closed the connection')))
    })
  }

  private end(error: unknown): void {
    this.open = false
    const fail = this.fail
    this.fail = null
    fail?.(error)
  }

  /**
   * Connects, and signs in if there is a user.
   * @throws whatever nodemailer says; see `readFailure`
   */
  static async to(sender: Sender): Promise<Connection> {
    const { url, auth, ...given } = { ...transportOptions(sender), ...parseConnectionUrl(sender.url) }
    const connection = new Connection({
      ...(given as SMTPConnectionOptions),
      name: given.name ?? sender.from.address.split('@')[1],
      socketTimeout: answerPatience,
      socketCloseTimeout: 1_000,
    })
    try {
      await connection.step<void>((done) => connection.smtp.connect((error) => done(error)))
      if (auth?.user)
        await connection.step<void>((done) => connection.smtp.login(auth, (error) => done(error)))
      return connection
    } catch (error) {
      connection.close()
      throw error
    }
  }

  get usable(): boolean {
    return this.open
  }

  /**
   * Sends a message.
   * @returns the server's answer
   * @throws Withdrawn when its mark said no; else whatever nodemailer says. After either the connection may be closed
   */
  async send(outgoing: Outgoing): Promise<{ response: string; serverId: string }> {
    this.used++
    const stream = new Marked(outgoing)
    try {
      const info = await this.step<SMTPConnectionSendInfo>((done) =>
        this.smtp.send(
          { from: outgoing.from, to: [outgoing.to], size: outgoing.message.length },
          stream,
          done,
        ),
      )
      return { response: info.response, serverId: info.serverMessageId ?? '' }
    } catch (error) {
      // In the middle of a message there is only one way to say that it is not to be taken.
      if (stream.errored) this.close()
      throw stream.errored instanceof Withdrawn ? stream.errored : error
    }
  }

  /** Makes ready for the next message after one that was refused. */
  async reset(): Promise<void> {
    await this.step<void>((done) => this.smtp.reset((error) => done(error)))
  }

  /** Says goodbye. */
  quit(): void {
    if (this.open) this.smtp.quit()
    this.open = false
  }

  /** Hangs up. */
  close(): void {
    this.open = false
    this.smtp.close()
  }

  /** One command. A connection that ends meanwhile ends it too: some errors come by the event alone. */
  private step<T>(work: (done: (error?: unknown, result?: T) => void) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      if (!this.open) return reject(new Error('the connection is closed'))
      this.fail = reject
      work((error, result) => {
        this.fail = null
        if (error) reject(error)
        else resolve(result as T)
      })
    })
  }
}
