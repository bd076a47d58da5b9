import { beforeEach, expect, it, vi } from 'vitest'
import { write } from '@/db/client.ts'
import { findCredentials, findSession, findToken } from '@/features/accounts/data.ts'
import {
  acceptInvitation,
  askReset,
  invite,
  ownerOf,
  resetPassword,
  sendLink,
} from '@/features/accounts/links.ts'
import { disablePerson, makeToken, spendToken } from '@/features/accounts/mutations.ts'
import { verifyPassword } from '@/features/accounts/passwords.ts'
import { type Proven, systemActor } from '@/features/accounts/policy.ts'
import { setUp } from '@/features/accounts/sign-in.ts'
import { hashToken } from '@/features/accounts/tokens.ts'
import { answerReset } from '@/features/accounts/worker.ts'
import { changePassword } from '@/features/people/worker.ts'
import { keyFor, unseal } from '@/lib/secrets.ts'
import { everyRow, freshDatabase, rows } from '../../factories/database.ts'
import { member, phrase, session } from '../../factories/members.ts'

freshDatabase()

const other = 'nebbia sul canale grande'
let admin: Proven
beforeEach(async () => {
  delete process.env.SMTP_URL
  admin = await member('administrator')
})
const guest = { email: 'bea@example.org', name: 'Bea Verdi', role: 'author' as const }
const tokenOf = (link: string | null) => new URL(link ?? 'http://x/?token=').searchParams.get('token') ?? ''
const works = async (email: string, password: string) =>
  verifyPassword((await findCredentials(email))?.passwordHash ?? null, password)

it('without a mail server the administrator gets the link; it opens the door once', async () => {
  const { link, mailed } = await invite(admin, guest)
  expect(mailed).toBe(false)
  const token = tokenOf(link)
  expect((await ownerOf('invite', token))?.email).toBe(guest.email)
  expect(await acceptInvitation(token, other)).toMatchObject({ name: 'Bea Verdi', role: 'author' })
  expect(await works(guest.email, other)).toBe(true)
  expect(await ownerOf('invite', token)).toBeNull()
  await expect(acceptInvitation(token, 'un’altra frase ancora')).rejects.toThrow('link-expired')
  expect(await works(guest.email, other)).toBe(true)
})

it('looking at a link changes nothing', async () => {
  const token = tokenOf((await invite(admin, guest)).link)
  const before = everyRow()
  await ownerOf('invite', token)
  await ownerOf('reset', token)
  expect(everyRow()).toEqual(before)
})

it('of the secret in a link the database has only the hash', async () => {
  expect(JSON.stringify(everyRow())).not.toContain(tokenOf((await invite(admin, guest)).link))
})

it('a passphrase that is refused does not use the link up', async () => {
  const token = tokenOf((await invite(admin, guest)).link)
  await expect(acceptInvitation(token, 'troppo corta'.slice(0, 9))).rejects.toThrow('password-short')
  await expect(acceptInvitation(token, 'Bea Verdi 123')).rejects.toThrow('password-own')
  await expect(acceptInvitation(token, other)).resolves.toBeTruthy()
})

it('an invitation ends after seven days, a link for a new passphrase after an hour', async () => {
  const inviteToken = tokenOf((await invite(admin, guest)).link)
  const resetToken = tokenOf((await sendLink(admin, admin.id)).link)
  vi.useFakeTimers({ now: Date.now() + 3_600_001, toFake: ['Date'] })
  try {
    expect(await ownerOf('reset', resetToken)).toBeNull()
    await expect(resetPassword(resetToken, other, '')).rejects.toThrow('link-expired')
    expect(await ownerOf('invite', inviteToken)).not.toBeNull()
    vi.setSystemTime(Date.now() + 7 * 86_400_000)
    await expect(acceptInvitation(inviteToken, other)).rejects.toThrow('link-expired')
  } finally {
    vi.useRealTimers()
  }
  expect(await works('administrator@example.org', phrase)).toBe(true)
})

it('a link works for its own purpose, and only the newest does', async () => {
  const first = tokenOf((await invite(admin, guest)).link)
  const id = rows<{ id: number }>('SELECT id FROM people WHERE email = ?', guest.email)[0]?.id as number
  const second = tokenOf((await sendLink(admin, id)).link)
  expect(await ownerOf('invite', first)).toBeNull()
  await expect(resetPassword(second, other, '')).rejects.toThrow('link-expired')
  expect(await ownerOf('invite', second)).not.toBeNull()
})

it('somebody who was shut out has no link, neither an old nor a new one', async () => {
  const token = tokenOf((await invite(admin, guest)).link)
  const id = rows<{ id: number }>('SELECT id FROM people WHERE email = ?', guest.email)[0]?.id as number
  await write((tx) => disablePerson(tx, admin, id))
  await expect(acceptInvitation(token, other)).rejects.toThrow('link-expired')
  await expect(sendLink(admin, id)).rejects.toThrow('not-found')
})

it('a new passphrase ends every session', async () => {
  const sid = await session(admin)
  const token = tokenOf((await sendLink(systemActor, admin.id)).link)
  await resetPassword(token, other, '192.0.2.1')
  expect(await findSession(hashToken(sid), Date.now(), 60_000)).toBeNull()
  expect([
    await works('administrator@example.org', other),
    await works('administrator@example.org', phrase),
  ]).toEqual([true, false])
  expect(rows("SELECT event FROM audit_log WHERE event = 'person.password'")).toHaveLength(1)
})

it('two who use one link at once: one of them is let in', async () => {
  const token = await write((tx) => makeToken(tx, 'reset', admin.id, 60_000))
  const results = await Promise.allSettled([1, 2, 3].map(() => write((tx) => spendToken(tx, 'reset', token))))
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
})

type Job = { kind: string; payload: string }
const jobs = () => rows<Job>('SELECT kind, payload FROM outbox')
const opened = (job: Job) => unseal(keyFor('mail'), (JSON.parse(job.payload) as { sealed: string }).sealed)

it('asking for a new passphrase leaves the same behind for everybody', async () => {
  for (const email of ['administrator@example.org', 'nobody@example.org', 'no address'])
    expect(await askReset(email, '192.0.2.7')).toBeUndefined()
  expect(jobs().map(({ kind }) => kind)).toEqual(Array(3).fill('password-reset'))
  expect(rows('SELECT * FROM account_tokens')).toEqual([])
  expect(jobs().map(opened)).toEqual(['administrator@example.org', 'nobody@example.org', ''])
})

it('the job mails a link to those who are there, and to them alone', async () => {
  Object.assign(process.env, { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'redazione@example.org' })
  await askReset('nobody@example.org', '192.0.2.7')
  await askReset('administrator@example.org', '192.0.2.7')
  for (const job of jobs()) await answerReset(JSON.parse(job.payload))
  const mails = jobs().filter(({ kind }) => kind === 'mail')
  expect(mails).toHaveLength(1)
  const mail = JSON.parse(opened(mails[0] as Job)) as { to: string; text: string }
  expect(mail.to).toBe('administrator@example.org')
  const token = tokenOf(/http\S+/.exec(mail.text)?.[0] ?? null)
  expect((await ownerOf('reset', token))?.id).toBe(admin.id)
  expect(JSON.stringify(everyRow())).not.toContain(token)
  delete process.env.SMTP_URL
})

it('one account is not flooded with links', async () => {
  Object.assign(process.env, { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'redazione@example.org' })
  for (let i = 0; i < 6; i++) await askReset('administrator@example.org', `192.0.2.${i}`)
  for (const job of jobs()) await answerReset(JSON.parse(job.payload))
  expect(jobs().filter(({ kind }) => kind === 'mail')).toHaveLength(3)
  delete process.env.SMTP_URL
})

it('a new passphrase makes every other link useless, and a sign-in that waits for its second step', async () => {
  const bea = await member('author')
  const [reset, ticket] = await write(async (tx) => [
    await makeToken(tx, 'reset', bea.id, 60_000),
    await makeToken(tx, 'ticket', bea.id, 60_000),
  ])
  await changePassword({ ...bea, session: 'here' }, phrase, other)
  expect(await ownerOf('reset', reset as string)).toBeNull()
  expect(await findToken('ticket', ticket as string)).toBeNull()
})

it('without the printed link nobody makes the machine hash a passphrase', async () => {
  const input = { token: 'x', email: 'eva@example.org', name: 'Eva', password: 'password' }
  // The refusal of the link comes before that of the passphrase.
  await expect(setUp(input)).rejects.toThrow('link-expired')
  expect(rows("SELECT id FROM people WHERE email = 'eva@example.org'")).toEqual([])
})
