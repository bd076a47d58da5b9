// A mail server on this machine that keeps what it gets, and misbehaves when it is told to.
import type { AddressInfo, Socket } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export type Received = { from: string; to: string; raw: string; at: number }

/**
 * What the server does with a message. `before` and `after` the final dot the line goes dead; `stall`: milliseconds that
 * it takes over the last answer.
 */
export type Behaviour =
  | 'accept'
  | { code: number; text: string; at: 'greeting' | 'from' | 'rcpt' | 'data' }
  | { drop: 'before' | 'after' }
  | { stall: number }

export type Sink = {
  port: number
  url: string
  messages: Received[]
  /** How often each address was tried. */
  tries: Map<string, number>
  /** Connections open now, and at most. */
  open: { now: number; most: number }
  close: () => Promise<void>
}

type Options = SMTPServerOptions & {
  /** @param n the number of the try for that address, from 1 */
  behave?: (to: string, n: number) => Behaviour
  port?: number
}

const refusal = ({ code, text }: { code: number; text: string }) =>
  Object.assign(new Error(text), { responseCode: code })

/** Opens one on 127.0.0.1. */
export async function openSink({
  behave = () => 'accept',
  port = 0,
  ...options
}: Options = {}): Promise<Sink> {
  const messages: Received[] = []
  const tries = new Map<string, number>()
  const open = { now: 0, most: 0 }
  const plans = new Map<string, Behaviour>()
  const socketOf = (id: string) =>
    [...(server.connections as Set<{ id: string; _socket: Socket }>)].find((one) => one.id === id)?._socket
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    closeTimeout: 200,
    ...options,
    onConnect(_session, done) {
      open.now++
      open.most = Math.max(open.most, open.now)
      done()
    },
    onClose() {
      open.now--
    },
    onRcptTo({ address }, session, done) {
      const n = (tries.get(address) ?? 0) + 1
      tries.set(address, n)
      const plan = behave(address, n)
      plans.set(session.id, plan)
      if (typeof plan === 'object' && 'code' in plan && plan.at === 'rcpt') return done(refusal(plan))
      done()
    },
    onData(stream, session, done) {
      const plan = plans.get(session.id) ?? 'accept'
      const chunks: Buffer[] = []
      if (typeof plan === 'object' && 'drop' in plan && plan.drop === 'before') {
        socketOf(session.id)?.destroy()
        stream.resume()
        return
      }
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const keep = () =>
          messages.push({
            from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
            to: session.envelope.rcptTo[0]?.address ?? '',
            raw: Buffer.concat(chunks).toString('latin1'),
            at: Date.now(),
          })
        if (plan === 'accept') {
          keep()
          return done(null, `2.0.0 Ok: queued as ${messages.length}`)
        }
        if ('stall' in plan) {
          setTimeout(() => {
            keep()
            done()
          }, plan.stall)
        } else if ('drop' in plan) {
          keep() // it has the whole message, and nobody is told
          socketOf(session.id)?.destroy()
        } else if (plan.at === 'data') done(refusal(plan))
        else {
          keep()
          done()
        }
      })
    },
  })
  server.on('error', () => {}) // lines that go dead are what it is for
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const used = (server.server.address() as AddressInfo).port
  return {
    port: used,
    url: `smtp://127.0.0.1:${used}`,
    messages,
    tries,
    open,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
