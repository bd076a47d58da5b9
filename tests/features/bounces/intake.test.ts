import { type AddressInfo, createServer } from 'node:net'
import { createTransport } from 'nodemailer'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { systemActor } from '@/features/accounts/policy.ts'
import { listAlerts } from '@/features/alerts/data.ts'
import { findIntake } from '@/features/bounces/data.ts'
import { startIntake } from '@/features/bounces/intake.ts'
import { openListener } from '@/features/bounces/listener.ts'
import { readMailbox } from '@/features/bounces/mailbox.ts'
import { noteIntake } from '@/features/bounces/mutations.ts'
import { bounceAddress } from '@/features/bounces/verp.ts'
import { takeReport } from '@/features/bounces/worker.ts'
import { findMailSettings } from '@/features/mail/data.ts'
import { changeMail } from '@/features/mail/mutations.ts'
import type { Bounces } from '@/features/mail/schema.ts'
import { freshDatabase, rows } from '../../factories/database.ts'
import { addDelivery } from '../../factories/deliveries.ts'
import { type ImapMailbox, imapServer } from '../../factories/imap.ts'
import { complaint, dsn, vacation } from '../../factories/reports.ts'

freshDatabase()

const domain = 'bounces.example.org'
let ends: (() => Promise<unknown>)[]
const closing = <T extends { close(): Promise<unknown> }>(thing: T): T => {
  ends.push(() => thing.close())
  return thing
}
let ada: string
let bob: string
beforeEach(async () => {
  ends = []
  ada = bounceAddress((await addDelivery('ada@example.org')).deliveryId, domain)
  bob = bounceAddress((await addDelivery('bob@example.org')).deliveryId, domain)
})
afterEach(async () => {
  for (const end of ends.reverse()) await end()
})

const suppressed = () =>
  rows<{ email: string }>("SELECT email FROM subscribers WHERE status = 'suppressed' ORDER BY email").map(
    ({ email }) => email,
  )
const forged = (address: string) => address.replace(/\.[0-9a-f]{20}@/, `.${'ab'.repeat(10)}@`)

/** Sends a message as a mail server would, with the null sender of reports. Rejects with the server's code. */
async function send(port: number, to: string | string[], raw: Buffer) {
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true })
  try {
    return await transport.sendMail({ envelope: { from: '', to }, raw })
  } finally {
    transport.close()
  }
}
const codeOf = (sending: Promise<unknown>) =>
  sending.then(
    () => 250,
    (error) => error.responseCode,
  )

/** A port on which nothing listens. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

const set = async (bounces: Bounces | null) =>
  changeMail(systemActor, (await findMailSettings()).lockVersion, (before) => ({ ...before, bounces }))

it('the port takes reports in that come to addresses of ours', async () => {
  const { port } = closing(await openListener({ domain, port: 0 }, takeReport))
  await send(port, ada, dsn(ada, { status: '5.1.1' }))
  expect(suppressed()).toEqual(['ada@example.org'])
  await send(port, bob.toUpperCase(), complaint(bob))
  expect(suppressed()).toEqual(['ada@example.org', 'bob@example.org'])
})

it('the port refuses what is not for us before it takes it', async () => {
  const take = vi.fn(takeReport)
  const { port } = closing(await openListener({ domain, port: 0 }, take))
  for (const to of [
    forged(ada),
    ada.replace(domain, 'example.org'),
    ada.replace(domain, `x.${domain}`),
    `postmaster@${domain}`,
    'ada@example.org',
  ])
    expect([to, await codeOf(send(port, to, dsn(ada, { status: '5.1.1' })))]).toEqual([to, 550])
  expect(await codeOf(send(port, ada, Buffer.alloc((1 << 20) + 10_000, 'x\r\n')))).toBe(552)
  expect([take.mock.calls.length, suppressed()]).toEqual([0, []])
})

it('a vacation reply is taken and thrown away, so that nobody tries again', async () => {
  const { port } = closing(await openListener({ domain, port: 0 }, takeReport))
  expect(await codeOf(send(port, ada, vacation(ada)))).toBe(250)
  expect(rows('SELECT * FROM newsletter_bounces')).toEqual([])
})

it('while a report cannot be taken in, the mail server is asked to come back', async () => {
  let broken = true
  const { port } = closing(
    await openListener({ domain, port: 0 }, async (raw, to) => {
      if (broken) throw new Error('disk full')
      return takeReport(raw, to)
    }),
  )
  const report = dsn(ada, { status: '5.1.1' })
  expect(await codeOf(send(port, ada, report))).toBe(451)
  broken = false
  expect(await codeOf(send(port, ada, report))).toBe(250)
  expect(suppressed()).toEqual(['ada@example.org'])
})

const accountOf = (box: ImapMailbox, over: Partial<NonNullable<Bounces['imap']>> = {}) => ({
  host: '127.0.0.1',
  port: box.port,
  secure: false,
  user: 'bounces',
  password: 'secret',
  folder: 'INBOX',
  ...over,
})

it('a mailbox is read to its end, and each message once', async () => {
  const box = closing(
    await imapServer([dsn(ada, { status: '5.1.1' }), vacation(ada), complaint(bob), Buffer.from('no mail')]),
  )
  expect(await readMailbox(accountOf(box), (raw) => takeReport(raw))).toBe(4)
  expect(suppressed()).toEqual(['ada@example.org', 'bob@example.org'])
  expect(box.messages.every(({ seen }) => seen)).toBe(true)
  expect(await readMailbox(accountOf(box), (raw) => takeReport(raw))).toBe(0)
})

it('of a message that is too large only as much is fetched as it takes to see that', async () => {
  const huge = Buffer.concat([dsn(ada, { status: '5.1.1' }), Buffer.alloc(3 << 20, 'x')])
  const box = closing(await imapServer([huge]))
  const sizes: number[] = []
  await readMailbox(accountOf(box), async (raw) => {
    sizes.push(raw.length)
    await takeReport(raw)
  })
  expect([sizes, suppressed()]).toEqual([[(1 << 20) + 1], []])
})

it('a message that could not be taken in is still unseen', async () => {
  const box = closing(await imapServer([dsn(ada, { status: '5.1.1' })]))
  const broken = readMailbox(accountOf(box), async () => {
    throw new Error('disk full')
  })
  await expect(broken).rejects.toThrow('disk full')
  expect(box.messages.map(({ seen }) => seen)).toEqual([false])
})

it('a connection that breaks in the middle loses nothing', async () => {
  const box = closing(await imapServer([dsn(ada, { status: '5.1.1' })]))
  box.breaks = true
  await expect(readMailbox(accountOf(box), (raw) => takeReport(raw))).rejects.toThrow()
  expect(suppressed()).toEqual([])
  await readMailbox(accountOf(box), (raw) => takeReport(raw))
  expect(suppressed()).toEqual(['ada@example.org'])
})

it('a wrong password and a folder that is not there are failures', async () => {
  const box = closing(await imapServer([]))
  for (const wrong of [{ password: 'wrong' }, { folder: 'Nowhere' }])
    await expect(readMailbox(accountOf(box, wrong), async () => {})).rejects.toThrow()
})

async function intake() {
  const stop = await startIntake({ tick: 20 })
  ends.push(stop)
  return stop
}

it('what the settings say is followed without a restart: a mailbox, then a port, then nothing', async () => {
  const stop = await intake()
  const box = closing(await imapServer([dsn(ada, { status: '5.1.1' })]))
  await set({ domain, imap: accountOf(box), listener: null })
  await vi.waitFor(async () => expect(await findIntake()).toMatchObject({ taken: 1, error: '' }), 5_000)
  expect(suppressed()).toEqual(['ada@example.org'])
  const port = await freePort()
  await set({ domain, imap: null, listener: port })
  await vi.waitFor(() => send(port, bob, dsn(bob, { status: '5.1.1' })), 5_000)
  expect(suppressed()).toEqual(['ada@example.org', 'bob@example.org'])
  await set(null)
  await vi.waitFor(() => expect(send(port, bob, vacation(bob))).rejects.toThrow(), 5_000)
  await stop()
})

it('of two processes one takes in, and the other one goes on when it ends', async () => {
  const port = await freePort()
  await set({ domain, imap: null, listener: port })
  const first = await intake()
  await vi.waitFor(() => send(port, ada, vacation(ada)), 5_000)
  await intake()
  await first()
  await vi.waitFor(() => send(port, bob, dsn(bob, { status: '5.1.1' })), 5_000)
  expect(suppressed()).toEqual(['bob@example.org'])
  expect(await findIntake()).toMatchObject({ error: '' })
})

it('a mailbox that cannot be read is shown, with what its server said', async () => {
  const box = closing(await imapServer([]))
  await set({ domain, imap: accountOf(box, { password: 'wrong' }), listener: null })
  await intake()
  await vi.waitFor(
    async () => expect(await findIntake()).toMatchObject({ failures: 1, error: 'Invalid credentials' }),
    5_000,
  )
  // Not again at once: a server that is asked too often shuts out.
  expect(box.asked.filter((command) => command === 'LOGIN')).toHaveLength(1)
  expect(await listAlerts()).toEqual([])
})

it('it ends at once, even while a mailbox keeps it waiting, and that is no failure', async () => {
  const box = closing(await imapServer([dsn(ada, { status: '5.1.1' })]))
  box.stalls = true
  await set({ domain, imap: accountOf(box), listener: null })
  const stop = await intake()
  await vi.waitFor(() => expect(box.asked.some((command) => /^UID FETCH/.test(command))).toBe(true), 5_000)
  await stop()
  expect(await findIntake()).toBeNull()
  expect(box.messages.map(({ seen }) => seen)).toEqual([false])
})

it('a port that another program has is shown', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  ends.push(() => new Promise((resolve) => other.close(resolve)))
  await set({ domain, imap: null, listener: (other.address() as AddressInfo).port })
  await intake()
  await vi.waitFor(
    async () =>
      expect(await findIntake()).toMatchObject({ failures: 1, error: expect.stringMatching(/EADDRINUSE/) }),
    5_000,
  )
})

it('failures that go on raise an alert', async () => {
  for (const failures of [1, 2]) await noteIntake({ taken: 0, failures, error: 'no' })
  expect(await listAlerts()).toEqual([])
  await noteIntake({ taken: 0, failures: 3, error: 'no' })
  expect((await listAlerts()).map(({ name }) => name)).toEqual(['newsletter-intake'])
})
