import { rmSync } from 'node:fs'
import { beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { systemActor } from '@/features/accounts/policy.ts'
import { findMailSettings, findSender } from '@/features/mail/data.ts'
import { makePrivateKey } from '@/features/mail/dkim.ts'
import { bouncesForm, paceForm, serverForm, withBounces, withPace, withServer } from '@/features/mail/form.ts'
import { changeMail, mailWorks } from '@/features/mail/mutations.ts'
import { mailboxOf, withoutSecrets } from '@/features/mail/schema.ts'
import { readEnv } from '@/lib/env.mjs'
import { fingerprintFile } from '@/lib/secrets.ts'
import { everyRow, freshDatabase, rows } from '../../factories/database.ts'

freshDatabase()
beforeEach(() => {
  delete process.env.SMTP_URL
  delete process.env.MAIL_FROM
  return () => {
    delete process.env.SMTP_URL
    delete process.env.MAIL_FROM
    delete process.env.SECRET
  }
})

const typed = {
  lockVersion: '0',
  fromName: 'La Testata',
  fromAddress: 'redazione@example.org',
  host: 'mail.example.org',
  port: '587',
  tls: 'upgrade',
  user: 'u@example.org',
  password: 'p/w:@ è',
}
const saveServer = async (over: Record<string, string> = {}) => {
  const form = serverForm.parse({ ...typed, lockVersion: (await findMailSettings()).lockVersion, ...over })
  return changeMail(systemActor, form.lockVersion, (before) => withServer(before, form))
}
/** Field and message of what a form refuses. */
const refusals = async (work: () => unknown) => {
  try {
    await work()
    return []
  } catch (error) {
    if (error instanceof z.ZodError)
      return error.issues.map(({ path, message }) => `${String(path[0])} ${message}`)
    throw error
  }
}

it('before anything is set nothing is sent, and that is no error', async () => {
  expect([await findSender(), await mailWorks()]).toEqual([null, false])
  expect(await findMailSettings()).toMatchObject({ lockVersion: 0, lost: false })
})

it('what is saved is what mail goes out with', async () => {
  expect(await saveServer()).toBe(1)
  expect(await findSender()).toMatchObject({
    url: 'smtp://u%40example.org:p%2Fw%3A%40%20%C3%A8@mail.example.org:587',
    from: { name: 'La Testata', address: 'redazione@example.org' },
    loopback: false,
    dkim: null,
    bounces: null,
    pace: { perSecond: 10, perDay: null, domains: [], warmUp: null },
  })
  expect(await mailWorks()).toBe(true)
})

it('the environment comes first, and what it does not say comes from the settings', async () => {
  await saveServer()
  process.env.SMTP_URL = 'smtp://127.0.0.1:2500'
  process.env.MAIL_FROM = 'Altri <altri@example.net>'
  expect(await findSender()).toMatchObject({
    url: 'smtp://127.0.0.1:2500',
    from: { name: 'Altri', address: 'altri@example.net' },
    loopback: true,
  })
})

it('neither password nor key is readable in the database, in its log or in what a browser gets', async () => {
  const privateKey = await makePrivateKey()
  await saveServer({ password: 'verysecret' })
  await changeMail(systemActor, 1, (before) => ({
    ...before,
    dkim: { domain: 'example.org', selector: 'testata', privateKey },
    bounces: {
      domain: 'bounces.example.org',
      imap: {
        host: 'imap.example.org',
        port: 993,
        secure: true,
        user: 'b',
        password: 'alsosecret',
        folder: 'INBOX',
      },
      listener: null,
    },
  }))
  const key = privateKey.split('\n')[3] as string
  const everything =
    JSON.stringify(everyRow()) + JSON.stringify(withoutSecrets((await findMailSettings()).settings))
  for (const secret of ['verysecret', 'alsosecret', key, 'PRIVATE']) expect(everything).not.toContain(secret)
  expect(withoutSecrets((await findMailSettings()).settings)).toMatchObject({
    server: { host: 'mail.example.org', hasPassword: true },
    dkim: { domain: 'example.org', selector: 'testata' },
    bounces: { imap: { user: 'b', hasPassword: true } },
  })
})

it('the log says what changed, and of secrets that they did', async () => {
  await saveServer()
  await saveServer({ password: 'another', port: '2525' })
  const [, last] = rows<{ event: string; before: string; after: string }>(
    "SELECT event, before, after FROM audit_log WHERE entity = 'mail' ORDER BY id",
  )
  expect(last?.event).toBe('mail.change')
  expect(JSON.parse(last?.before ?? '')).toMatchObject({ server: { port: 587 } })
  expect(JSON.parse(last?.after ?? '')).toMatchObject({ server: { port: 2525 }, password: 'new' })
})

it('an empty password keeps the one there is, for the same user at the same server only', async () => {
  await saveServer({ password: 'first' })
  await saveServer({ password: '', port: '2525', fromName: 'Altro nome' })
  expect((await findMailSettings()).settings.server).toMatchObject({ password: 'first', port: 2525 })
  const before = everyRow()
  for (const over of [{ host: 'evil.example.net' }, { user: 'other' }])
    expect(await refusals(() => saveServer({ password: '', ...over }))).toEqual([
      'password mail-password-again',
    ])
  expect(everyRow()).toEqual(before)
  await saveServer({ password: '', user: '' })
  expect((await findMailSettings()).settings.server).toMatchObject({ user: '', password: '' })
})

it('the same holds for the mailbox of what comes back', async () => {
  const form = {
    lockVersion: 0,
    way: 'imap',
    bounceDomain: 'Bounces.Example.org',
    imapHost: 'imap.example.org',
    imapPort: '993',
    imapTls: 'start',
    imapUser: 'b',
    imapPassword: 'secret',
    folder: '',
  }
  const save = async (over: Record<string, string> = {}) => {
    const input = bouncesForm.parse({ ...form, ...over })
    const { lockVersion } = await findMailSettings()
    return changeMail(systemActor, lockVersion, (before) => withBounces(before, input))
  }
  await save()
  expect((await findMailSettings()).settings.bounces).toEqual({
    domain: 'bounces.example.org',
    imap: {
      host: 'imap.example.org',
      port: 993,
      secure: true,
      user: 'b',
      password: 'secret',
      folder: 'INBOX',
    },
    listener: null,
  })
  await save({ imapPassword: '', folder: 'Rimbalzi' })
  expect((await findMailSettings()).settings.bounces?.imap).toMatchObject({
    password: 'secret',
    folder: 'Rimbalzi',
  })
  expect(await refusals(() => save({ imapPassword: '', imapHost: 'evil.example.net' }))).toEqual([
    'imapPassword mail-password-again',
  ])
  await save({ way: 'listener', listener: '2525' })
  expect((await findMailSettings()).settings.bounces).toEqual({
    domain: 'bounces.example.org',
    imap: null,
    listener: 2525,
  })
  await save({ way: 'none', bounceDomain: '' })
  expect((await findMailSettings()).settings.bounces).toBeNull()
})

it('nobody writes over what somebody else saved meanwhile', async () => {
  await saveServer()
  await expect(changeMail(systemActor, 0, (before) => before)).rejects.toThrow('stale-version')
  const both = await Promise.allSettled(
    [1, 1].map((seen) => changeMail(systemActor, seen, (before) => before)),
  )
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

it('settings that were sealed with another secret are as good as none, and are told apart from none', async () => {
  await saveServer()
  process.env.SECRET = 'ab'.repeat(32)
  rmSync(fingerprintFile(readEnv().dataDir)) // as the message says, to go on with another one for good
  expect(await findMailSettings()).toMatchObject({ lost: true, settings: { server: null } })
  expect(await findSender()).toBeNull()
  await saveServer({ host: 'new.example.org' })
  expect(await findMailSettings()).toMatchObject({
    lost: false,
    settings: { server: { host: 'new.example.org' } },
  })
})

it.each([
  [{ host: 'mail example' }, 'host mail-host'],
  [{ host: 'smtp://mail.example.org' }, 'host mail-host'],
  [{ host: 'user@mail.example.org' }, 'host mail-host'],
  [{ port: '0' }, 'port mail-port'],
  [{ port: '70000' }, 'port mail-port'],
  [{ port: 'x' }, 'port mail-port'],
  [{ fromAddress: 'redazione' }, 'fromAddress email-invalid'],
  [{ fromAddress: '' }, 'fromAddress required'],
  [{ fromName: 'A" <x@example.net>' }, 'fromName mail-name'],
  [{ fromName: 'A\r\nBcc: x@example.net' }, 'fromName mail-name'],
])('a server form with %j is refused', async (over, expected) => {
  expect(await refusals(() => serverForm.parse({ ...typed, ...over }))).toEqual([expected])
})

it('a name with a comma stays one name, and a server may be an IPv6 address', async () => {
  await saveServer({ fromName: 'Testata, La', host: '::1' })
  expect(await findSender()).toMatchObject({
    from: { name: 'Testata, La', address: 'redazione@example.org' },
    url: expect.stringMatching(/@\[::1\]:587$/),
    loopback: true,
  })
})

it.each([
  ['La Testata <a@example.org>', 'La Testata', 'a@example.org'],
  ['"Testata, La" <a@example.org>', 'Testata, La', 'a@example.org'],
  ['<a@example.org>', '', 'a@example.org'],
  [' a@example.org ', '', 'a@example.org'],
  ['', '', ''],
])('the sender %j has its parts', (text, name, address) => {
  expect(mailboxOf(text)).toEqual({ name, address })
})

const pace = { lockVersion: '0', perSecond: '2,5', perDay: '', domains: '', first: '' }
it('the pace is read as people write it', async () => {
  const { settings } = await findMailSettings()
  const read = (over: Record<string, string>, now = 1000) =>
    withPace(settings, paceForm.parse({ ...pace, ...over }), now).pace
  expect(read({})).toEqual({ perSecond: 2.5, perDay: null, domains: [], warmUp: null })
  expect(read({ perDay: '20000', domains: 'Gmail.com 600\r\n\r\n libero.it: 60 ' })).toMatchObject({
    perDay: 20_000,
    domains: [
      { domain: 'gmail.com', perMinute: 600 },
      { domain: 'libero.it', perMinute: 60 },
    ],
  })
  expect(read({ warmUp: 'on', first: '200' }).warmUp).toEqual({ since: 1000, first: 200 })
  const going = { ...settings, pace: { ...settings.pace, warmUp: { since: 5, first: 100 } } }
  expect(withPace(going, paceForm.parse({ ...pace, warmUp: 'on', first: '200' }), 1000).pace.warmUp).toEqual({
    since: 5,
    first: 200,
  })
})

it.each([
  [{ perSecond: '0' }, 'perSecond number-invalid'],
  [{ perSecond: 'tanti' }, 'perSecond number-invalid'],
  [{ domains: 'gmail.com' }, 'domains mail-caps'],
  [{ domains: 'gmail 10' }, 'domains mail-caps'],
  [{ domains: 'gmail.com 0' }, 'domains mail-caps'],
  [{ warmUp: 'on', first: '1' }, 'first number-invalid'],
])('a pace with %j is refused', async (over, expected) => {
  expect(await refusals(() => paceForm.parse({ ...pace, ...over }))).toEqual([expected])
})
