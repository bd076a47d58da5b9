// Every message of an issue as a mailbox provider would look at it.
import { setTimeout as rest } from 'node:timers/promises'
import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import { simpleParser } from 'mailparser'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { handles } from '@/db/client.ts'
import { systemActor } from '@/features/accounts/policy.ts'
import { readBounceAddress } from '@/features/bounces/verp.ts'
import { dkimRecord, makePrivateKey } from '@/features/mail/dkim.ts'
import { changeMail } from '@/features/mail/mutations.ts'
import { Postman } from '@/features/postman/worker.ts'
import { progressOf } from '@/features/sending/data.ts'
import { resendUncertain } from '@/features/sending/mutations.ts'
import { sendTest, startIssue } from '@/features/sending/worker.ts'
import { addArticle, freshDatabase, rows } from '../../factories/database.ts'
import { openSink, type Received, type Sink } from '../../factories/mail-sink.ts'
import { addIssue, addNewsletter, addReaders } from '../../factories/newsletters.ts'

freshDatabase()

const readers = 12
const dkim = { domain: 'altana.example', selector: 'testata', privateKey: '' }
let sink: Sink
let issueId: number

beforeEach(async () => {
  sink = await openSink({
    behave: (to, n) => (to === 'r3@example.org' && n === 1 ? { drop: 'after' } : 'accept'),
  })
  Object.assign(process.env, { SMTP_URL: sink.url, MAIL_FROM: 'L’Altana <redazione@altana.example>' })
  dkim.privateKey ||= await makePrivateKey()
  await changeMail(systemActor, 0, (before) => ({
    ...before,
    dkim,
    bounces: { domain: 'bounces.altana.example', imap: null, listener: null },
  }))
  const newsletterId = await addNewsletter('citta', 'Città & dintorni')
  addReaders(newsletterId, readers)
  const headline =
    'Perché il «ponte» è rimasto chiuso così a lungo: la perizia, i cantieri, e chi paga adesso'
  issueId = await addIssue(
    newsletterId,
    [await addArticle({ headline })],
    'È già mattina: ponte, caffè e «città»',
  )
})
afterEach(async () => {
  await sink.close()
  delete process.env.SMTP_URL
  delete process.env.MAIL_FROM
})

async function send(): Promise<Received[]> {
  await startIssue(systemActor, issueId, { confirm: readers, rate: 1_000 })
  await drain()
  await resendUncertain(systemActor, issueId)
  await drain()
  return sink.messages
}
async function drain(): Promise<void> {
  const postman = new Postman('one', null)
  const end = Date.now() + 30_000
  while ((await progressOf(issueId))?.status !== 'done' && Date.now() < end) await postman.turn()
  await postman.stop(1_000)
}

const resolver = async (name: string, type: string) => {
  if (type === 'TXT' && name === 'testata._domainkey.altana.example') return [[dkimRecord(dkim).value]]
  throw Object.assign(new Error('not there'), { code: 'ENOTFOUND' })
}
const headerLines = (raw: string) =>
  (raw.split('\r\n\r\n')[0] ?? '').replace(/\r\n[ \t]+/g, ' ').split('\r\n')
const headersNamed = (raw: string, name: string) =>
  headerLines(raw).filter((line) => line.toLowerCase().startsWith(`${name}:`))

it('each is whole, signed, for one reader, and tells nobody who that is', { timeout: 60_000 }, async () => {
  const messages = await send()
  expect(messages).toHaveLength(readers + 1)
  const ids = new Map<string, string>()
  for (const { raw, to, from } of messages) {
    for (const name of [
      'list-id',
      'list-unsubscribe',
      'list-unsubscribe-post',
      'list-archive',
      'message-id',
      'date',
      'from',
      'to',
      'subject',
      'dkim-signature',
    ])
      expect(headersNamed(raw, name), name).toHaveLength(1)
    const [result] = (await dkimVerify(Buffer.from(raw, 'latin1'), { resolver })).results
    expect(result?.status.result).toBe('pass')
    const signed = /[;\s]h=([^;]+)/
      .exec(headersNamed(raw, 'dkim-signature')[0] ?? '')?.[1]
      ?.toLowerCase()
      .replace(/\s/g, '')
      .split(':')
    expect(signed).toEqual(
      expect.arrayContaining(['list-unsubscribe', 'list-unsubscribe-post', 'from', 'subject']),
    )
    expect(/^[\t\r\n\x20-\x7e]*$/.test(raw)).toBe(true)
    expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998)

    const mail = await simpleParser(raw)
    expect(mail.to).toMatchObject({ value: [{ address: to }] })
    expect(mail.cc ?? mail.bcc).toBeUndefined()
    expect(mail.subject).toBe('È già mattina: ponte, caffè e «città»')
    expect(headersNamed(raw, 'list-unsubscribe-post')).toEqual([
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    ])
    const leave = /<(http[^>]+\/u\/[\w.-]+)>/.exec(headersNamed(raw, 'list-unsubscribe')[0] ?? '')?.[1] ?? ''
    expect(mail.text?.trim()).not.toBe('')
    expect(mail.text).toContain(leave)
    expect(mail.html).toContain(leave)
    expect(mail.html).toMatch(/^<!doctype html>\s*<html lang="it"/i)
    expect(Buffer.byteLength(mail.html || '')).toBeLessThanOrEqual(100_000)

    // No tracking: no tiny picture, and no link that says who followed it but those to leave and to choose.
    expect(mail.html).not.toMatch(/<img[^>]+(?:width|height)="[01]"/i)
    const [uid = ''] = rows<{ uid: string }>('SELECT uid FROM subscribers WHERE email = ?', to).map(
      (row) => row.uid,
    )
    const links = [...`${mail.html} ${mail.text}`.matchAll(/https?:\/\/[^\s"<>)]+/g)].map(([link]) => link)
    expect(links.length).toBeGreaterThan(4)
    for (const link of links) {
      const personal = /\/u\/|\/newsletter\/preferences\//.test(link)
      expect(link.includes(uid), link).toBe(personal)
      expect(link).not.toContain('example.org')
    }
    expect(links.some((link) => link.endsWith(`?n=${issueId}`))).toBe(true)

    const delivery = readBounceAddress(from)
    expect(from).toMatch(/@bounces\.altana\.example$/)
    expect(rows('SELECT email FROM newsletter_deliveries WHERE id = ?', delivery)).toEqual([{ email: to }])
    const known = ids.get(to)
    if (known) expect(mail.messageId).toBe(known)
    ids.set(to, mail.messageId ?? '')
  }
  expect(new Set(ids.values()).size).toBe(readers)
  const twice = messages.filter(({ to }) => to === 'r3@example.org')
  expect(twice).toHaveLength(2)
  expect(headersNamed(twice[0]?.raw ?? '', 'date')).toEqual(headersNamed(twice[1]?.raw ?? '', 'date'))
})

it('a test goes to one address, says that it is one, and counts nowhere', async () => {
  await sendTest(systemActor, issueId, 'ada@altana.example')
  const [{ raw = '', to = '' } = {}] = sink.messages
  expect(to).toBe('ada@altana.example')
  const mail = await simpleParser(raw)
  expect(mail.subject).toBe('[Prova] È già mattina: ponte, caffè e «città»')
  const [result] = (await dkimVerify(Buffer.from(raw, 'latin1'), { resolver })).results
  expect(result?.status.result).toBe('pass')
  expect(rows('SELECT 1 FROM newsletter_deliveries')).toEqual([])
  expect(await progressOf(issueId)).toMatchObject({ status: 'draft', audience: 0 })
  expect(mail.text).toContain('http://')
  expect(raw).not.toMatch(/[?&]n=(?:3D)?\d/)
  // Its way out belongs to nobody.
  const token = /\/u\/([\w.-]+)>/.exec(headersNamed(raw, 'list-unsubscribe')[0] ?? '')?.[1] ?? ''
  expect(token).not.toBe('')
  for (const { uid } of rows<{ uid: string }>('SELECT uid FROM subscribers')) expect(token).not.toContain(uid)
})

it('domains that have a limit get no more than that, and the others do not wait for them', async () => {
  await changeMail(systemActor, 1, (before) => ({
    ...before,
    pace: { ...before.pace, domains: [{ domain: 'example.org', perMinute: 60 }] },
  }))
  handles().writer.prepare("UPDATE subscribers SET email = 'x' || id || '@other.example' WHERE id > 6").run()
  await startIssue(systemActor, issueId, { confirm: readers, rate: 1_000 })
  const postman = new Postman('one', null)
  const end = Date.now() + 2_500
  while (Date.now() < end) await postman.turn()
  await postman.stop(1_000)
  const of = (domain: string) => sink.messages.filter(({ to }) => to.endsWith(domain)).length
  expect(of('@other.example')).toBe(6)
  expect(of('@example.org')).toBeGreaterThan(0)
  expect(of('@example.org')).toBeLessThan(5)
  await rest(10)
})

it('the day’s messages are not exceeded, and it says that it waits for tomorrow', async () => {
  await changeMail(systemActor, 1, (before) => ({ ...before, pace: { ...before.pace, perDay: 5 } }))
  await startIssue(systemActor, issueId, { confirm: readers, rate: 1_000 })
  const postman = new Postman('one', null)
  const end = Date.now() + 1_500
  while (Date.now() < end) await postman.turn()
  await postman.stop(1_000)
  expect(await progressOf(issueId)).toMatchObject({ status: 'sending', reason: 'day-limit' })
  expect(sink.messages).toHaveLength(5)
})
