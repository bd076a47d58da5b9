// A mail server in a process of its own, which counts what it gets. It keeps recipients, not messages.
import { SMTPServer } from 'smtp-server'

/** @type {Map<string, number>} */
const got = new Map()
const delay = Number(process.env.SINK_DELAY ?? 0)
let first = 0
let last = 0
let bytes = 0

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  logger: false,
  onData(stream, session, done) {
    stream.on('data', (chunk) => {
      bytes += chunk.length
    })
    stream.on('end', () => {
      const to = session.envelope.rcptTo[0]?.address ?? ''
      // The whole message is here: from now on it is delivered, whether the sender hears of it or not.
      got.set(to, (got.get(to) ?? 0) + 1)
      last = Date.now()
      first ||= last
      setTimeout(() => done(null), delay)
    })
  },
})
server.on('error', () => {}) // senders that are killed leave broken lines
server.listen(0, '127.0.0.1', () => {
  const address = server.server.address()
  process.send?.({ port: typeof address === 'object' ? address?.port : 0 })
})

process.on('message', (wish) => {
  if (wish === 'counts') {
    const counts = [...got.values()]
    process.send?.({
      recipients: counts.length,
      messages: counts.reduce((sum, n) => sum + n, 0),
      doubled: [...got].filter(([, n]) => n > 1).map(([to]) => to),
      names: [...got.keys()],
      milliseconds: last - first,
      bytes,
    })
  }
})
