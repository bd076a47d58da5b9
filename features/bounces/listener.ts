// A mail server of our own for what comes back, on this machine only: the publication's mail server hands it everything for
// the bounce domain. It takes in nothing but messages to addresses that we signed.
import 'server-only'
import { SMTPServer } from 'smtp-server'
import { log } from '@/lib/log.ts'
import { largestReport } from './report.ts'
import { readBounceAddress } from './verp.ts'

type Take = (raw: Buffer, to: string[]) => Promise<unknown>

const refusal = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode })

/**
 * Opens the port on 127.0.0.1. Returns what closes it.
 * @param take takes a message in; while it fails, the sender is asked to come back
 * @throws Error when the port is taken
 */
export async function openListener(
  { domain, port }: { domain: string; port: number },
  take: Take,
): Promise<{ port: number; close(): Promise<void> }> {
  const isOurs = (address: string) =>
    address.slice(address.lastIndexOf('@') + 1).toLowerCase() === domain &&
    readBounceAddress(address) !== null
  const server = new SMTPServer({
    banner: 'Testata',
    size: largestReport,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    hideSTARTTLS: true,
    disableReverseLookup: true,
    maxClients: 20,
    socketTimeout: 60_000,
    closeTimeout: 2_000,
    onRcptTo: ({ address }, session, callback) => {
      if (session.envelope.rcptTo.length >= 20) return callback(refusal(452, '4.5.3 Too many recipients'))
      return isOurs(address) ? callback() : callback(refusal(550, '5.1.1 No such address here'))
    },
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = []
      let size = 0
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size <= largestReport) chunks.push(chunk)
      })
      stream.once('end', () => {
        if (size > largestReport) return callback(refusal(552, '5.3.4 Message too large'))
        take(
          Buffer.concat(chunks),
          session.envelope.rcptTo.map(({ address }) => address),
        ).then(
          () => callback(),
          (error) => {
            log.error('bounces: a message could not be taken in', { error })
            callback(refusal(451, '4.3.0 Try again later'))
          },
        )
      })
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
  // Clients that hang up are no failure of ours.
  server.on('error', (error) => log.warn('bounces: a connection failed', { error }))
  const bound = server.server.address()
  return {
    port: typeof bound === 'object' && bound ? bound.port : port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
