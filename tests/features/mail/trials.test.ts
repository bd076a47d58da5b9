// What is said of a mail server when it is tried, and how messages are signed: against real servers.
import { type AddressInfo, createServer, type Server } from 'node:net'
import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, expect, it } from 'vitest'
import { write } from '@/db/client.ts'
import { systemActor } from '@/features/accounts/policy.ts'
import { findSender } from '@/features/mail/data.ts'
import { dkimRecord, makePrivateKey } from '@/features/mail/dkim.ts'
import { changeMail, queueMail } from '@/features/mail/mutations.ts'
import { mailSettingsSchema, type Sender } from '@/features/mail/schema.ts'
import { signedHeaders } from '@/features/mail/transport.ts'
import { sendTrial, tryServer } from '@/features/mail/worker.ts'
import { drainOutbox } from '@/server/jobs.ts'
import { freshDatabase } from '../../factories/database.ts'

freshDatabase()

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

const listening = (server: Server): Promise<number> =>
  new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  )

async function smtp(options: SMTPServerOptions = {}) {
  const received: Buffer[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, callback) =>
      username === 'u' && password === 'right'
        ? callback(null, { user: 'u' })
        : callback(new Error('Invalid username or password')),
    onData: (stream, _session, callback) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        received.push(Buffer.concat(chunks))
        callback()
      })
    },
    ...options,
  })
  server.on('error', () => {}) // clients that hang up
  const port = await listening(server.server as Server)
  ends.push(() => new Promise<void>((resolve) => server.close(resolve)))
  return { port, received }
}

const senderOf = (url: string): Sender => ({
  ...mailSettingsSchema.parse({}),
  url,
  from: { name: 'Il Faro', address: 'faro@example.org' },
  loopback: true,
})

it('a server that lets us in is told from one that does not', async () => {
  const { port, received } = await smtp()
  expect(await tryServer(senderOf(`smtp://u:right@127.0.0.1:${port}`))).toEqual({ outcome: 'done' })
  expect(await tryServer(senderOf(`smtp://127.0.0.1:${port}`))).toEqual({ outcome: 'done' })
  expect(await tryServer(senderOf(`smtp://u:wrong@127.0.0.1:${port}`))).toEqual({
    outcome: 'password',
    detail: '535 Invalid username or password',
  })
  expect(received).toEqual([])
})

it('whatever is wrong has a name', async () => {
  const { port } = await smtp()
  const web = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  ends.push(() => new Promise((resolve) => web.close(resolve)))
  const webPort = await listening(web)
  const secure = await smtp({ secure: true })
  const closed = await smtp()
  await ends.pop()?.()
  const outcome = async (url: string, over: Partial<Sender> = {}) =>
    (await tryServer({ ...senderOf(url), ...over })).outcome
  expect(await outcome(`smtp://127.0.0.1:${closed.port}`)).toBe('refused')
  expect(await outcome('smtp://mail.invalid:587')).toBe('name')
  expect(await outcome(`smtp://127.0.0.1:${webPort}`)).toBe('protocol')
  expect(await outcome(`smtps://127.0.0.1:${port}`)).toBe('tls')
  expect(await outcome(`smtps://127.0.0.1:${secure.port}`)).toBe('certificate')
  expect((await tryServer(null)).outcome).toBe('missing')
  // Elsewhere than on this machine a password goes out with TLS or not at all.
  expect(await outcome(`smtp://u:right@127.0.0.1:${port}`, { loopback: false })).toBe('tls')
})

it('what a server that is no mail server says is not shown, and of a mail server not all', async () => {
  const first = async (words: string) => {
    const server = createServer((socket) => socket.end(`${words}\r\n`))
    ends.push(() => new Promise((resolve) => server.close(resolve)))
    return tryServer(senderOf(`smtp://127.0.0.1:${await listening(server)}`))
  }
  const nothing = { outcome: 'protocol', detail: '' }
  for (const words of ['SSH-2.0-OpenSSH_9.2', '-ERR wrong number', 'HTTP/1.1 200 OK'])
    expect([words, await first(words)]).toEqual([words, nothing])
  expect(await first(`554 ${'x'.repeat(400)}`)).toMatchObject({ detail: `554 ${'x'.repeat(196)}` })
  expect(((await first('554-5.7.1 not you\r\n554 go away')) as { detail: string }).detail).toMatch(
    /^554-5\.7\.1 not you/,
  )
})

it('a server on this machine with a certificate of its own is good', async () => {
  const { port } = await smtp({ disabledCommands: [] })
  expect(await tryServer(senderOf(`smtp://127.0.0.1:${port}`))).toEqual({ outcome: 'done' })
})

it('a test message is sent, or it is said why not', async () => {
  const { port, received } = await smtp()
  const message = { to: 'ada@example.org', subject: 'Prova', text: 'Funziona.' }
  expect(await sendTrial(senderOf(`smtp://127.0.0.1:${port}`), message)).toEqual({ outcome: 'done' })
  expect(received.join('')).toMatch(/^To: ada@example\.org/m)
  const fussy = await smtp({
    onRcptTo: (_address, _session, callback) => callback(new Error('No such user')),
  })
  expect(await sendTrial(senderOf(`smtp://127.0.0.1:${fussy.port}`), message)).toMatchObject({
    outcome: 'message',
    detail: expect.stringContaining('No such user'),
  })
})

/** A name server that knows one record. */
const resolverOf =
  ({ name, value }: { name: string; value: string }) =>
  async (asked: string, type: string) => {
    if (asked === name && type === 'TXT') return [value.match(/.{1,200}/g) ?? []]
    throw Object.assign(new Error(asked), { code: 'ENOTFOUND' })
  }

it('what the settings say is how messages go out and are signed, without a restart', async () => {
  const { port, received } = await smtp()
  const dkim = { domain: 'example.org', selector: 'testata', privateKey: await makePrivateKey() }
  const message = { to: 'ada@example.org', subject: 'Una città', text: 'Ciao.', until: Date.now() + 60_000 }
  const server = { host: '127.0.0.1', port, secure: false, user: 'u', password: 'right' }
  await changeMail(systemActor, 0, (before) => ({ ...before, server, from: 'Il Faro <faro@example.org>' }))
  await write((tx) => queueMail(tx, message))
  expect(await drainOutbox(undefined, ['mail'])).toBe(1)
  await changeMail(systemActor, 1, (before) => ({ ...before, dkim }))
  await write((tx) => queueMail(tx, message))
  expect(await drainOutbox(undefined, ['mail'])).toBe(1)

  const resolver = resolverOf(dkimRecord(dkim))
  const [plain, signed] = received as [Buffer, Buffer]
  expect((await dkimVerify(plain, { resolver })).results.map(({ status }) => status.result)).toEqual(['none'])
  const [result] = (await dkimVerify(signed, { resolver })).results
  expect([result?.status.result, result?.signingDomain, result?.selector]).toEqual([
    'pass',
    'example.org',
    'testata',
  ])
  const other = resolverOf(dkimRecord({ ...dkim, privateKey: await makePrivateKey() }))
  expect((await dkimVerify(signed, { resolver: other })).results[0]?.status.result).toBe('fail')
  expect((await findSender())?.dkim).toEqual(dkim)
})

it('a signature covers both ways out (RFC 8058)', () => {
  expect(signedHeaders.split(':')).toEqual(
    expect.arrayContaining(['list-unsubscribe', 'list-unsubscribe-post']),
  )
})
