import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { handles, write } from '@/db/client.ts'
import { attemptsConnection } from '@/db/metrics.ts'
import { listAlerts } from '@/features/alerts/data.ts'
import { ensureNewsletter } from '@/features/newsletter/mutations.ts'
import {
  activeNewsletters,
  exportData,
  findSubscriber,
  findSuppression,
  findToken,
  listLinkKeys,
  wasRefused,
} from '@/features/subscribers/data.ts'
import { signLeave } from '@/features/subscribers/links.ts'
import { pruneSubscribers, rotateKey, signingKey } from '@/features/subscribers/mutations.ts'
import * as work from '@/features/subscribers/worker.ts'
import { forgetRecipients } from '@/features/subscriptions/mutations.ts'
import * as choice from '@/features/subscriptions/worker.ts'
import { drainOutbox } from '@/server/jobs.ts'
import { everyRow, freshDatabase, rows } from '../../factories/database.ts'
import { addDelivery } from '../../factories/issues.ts'
import { letters, tokenIn, where, wish } from '../../factories/letters.ts'

freshDatabase()

const before = { url: process.env.SMTP_URL, from: process.env.MAIL_FROM }
beforeAll(() => {
  Object.assign(process.env, { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'Il Faro <faro@example.org>' })
})
afterAll(() => {
  Object.assign(process.env, { SMTP_URL: before.url ?? '', MAIL_FROM: before.from ?? '' })
})
beforeEach(async () => {
  await write(async (tx) => {
    await ensureNewsletter(tx, { slug: 'daily', name: 'Il mattino' })
    await ensureNewsletter(tx, { slug: 'weekly', name: 'La settimana', frequency: 'weekly' })
  })
})

const ada = 'ada@example.org'
const state = (email = ada) =>
  rows<{ status: string }>('SELECT status FROM subscribers WHERE email = ?', email)[0]?.status
const events = () =>
  rows<{ event: string }>('SELECT event FROM newsletter_consents ORDER BY id').map((row) => row.event)
const slugs = () =>
  rows<{ slug: string }>(
    'SELECT n.slug FROM newsletter_subscriptions s JOIN newsletters n ON n.id = s.newsletter_id WHERE s.active = 1 ORDER BY n.id',
  ).map((row) => row.slug)
async function joined(newsletters = ['daily'], email = ada) {
  await wish(email, newsletters)
  await work.confirm(tokenIn(email, 'confirm'), where)
  const row = await findSubscriber(email)
  if (!row) throw new Error('nobody joined')
  return row
}
const leaveToken = async (uid: string, newsletter: number) =>
  signLeave(await write((tx) => signingKey(tx)), uid, newsletter)

it('a wish leads to one message with two links and nothing about the person', async () => {
  await wish(ada, ['daily', 'weekly', 'nothing-like-that'])
  const [mail, ...others] = letters()
  expect(others).toEqual([])
  expect(mail).toMatchObject({ to: ada, subject: 'Conferma l’iscrizione a Testata' })
  expect(mail?.text).toContain('- Il mattino\n- La settimana')
  expect(mail?.text.match(/http:\/\/\S+/g)).toHaveLength(2)
  expect(state()).toBe('pending')
  expect(events()).toEqual(['requested', 'requested'])
})

it('looking at the link changes nothing, using it confirms once, and the proof is whole', async () => {
  await wish(ada, ['daily', 'weekly'])
  const token = tokenIn(ada, 'confirm')
  const untouched = everyRow()
  for (let i = 0; i < 3; i++) expect((await findToken('confirm', token))?.state).toBe('open')
  expect(everyRow()).toEqual(untouched)
  expect(await Promise.all([1, 2, 3].map(() => work.confirm(token, where)))).toEqual(['done', 'done', 'done'])
  expect([state(), slugs()]).toEqual(['confirmed', ['daily', 'weekly']])
  expect(events()).toEqual(['requested', 'requested', 'confirmed', 'confirmed'])
  const [asked, , said] = rows<Record<string, unknown>>('SELECT * FROM newsletter_consents ORDER BY id')
  expect(asked).toMatchObject({
    newsletter: 'daily',
    page: '/citta/ponte',
    text: 'Acconsento.',
    language: 'it',
  })
  expect(asked?.text_version).toMatch(/^[0-9a-f]{12}$/)
  expect(said).toMatchObject({ page: where.page, address: where.address, user_agent: where.userAgent })
  expect(said?.message_id).toBe(letters()[0]?.messageId)
  expect(said?.token_hash).toMatch(/^[0-9a-f]{64}$/)
  expect(JSON.stringify(everyRow().newsletter_consents)).not.toContain('ada@')
})

it('a link that is too old, or that another one replaced, confirms nothing; another can be asked for', async () => {
  await wish(ada)
  const first = tokenIn(ada, 'confirm')
  handles().writer.exec('UPDATE newsletter_tokens SET expires_at = 1; UPDATE subscribers SET asked_at = 1')
  expect(await work.confirm(first, where)).toBe('expired')
  await work.askAgain(first, where)
  await drainOutbox(() => false, ['newsletter-request'])
  const second = tokenIn(ada, 'confirm')
  expect(second).not.toBe(first)
  expect(await work.confirm(first, where)).toBe('expired')
  expect(await work.confirm('x'.repeat(43), where)).toBe('unknown')
  expect(state()).toBe('pending')
  expect(await work.confirm(second, where)).toBe('done')
})

it('whoever did not ask for it is never written to again, whoever tries', async () => {
  await wish(ada)
  const token = tokenIn(ada, 'confirm')
  const page = async () => (await wasRefused(token)) && (await work.confirm(token, where))
  expect(await page()).toBe(false)
  expect(await work.refuse(token, where)).toBe('done')
  const after = everyRow()
  expect(await work.refuse(token, where)).toBe('done')
  expect(await page()).toBe('done')
  expect(await work.refuse('x'.repeat(43), where)).toBe('unknown')
  expect(everyRow()).toEqual(after)
  expect(events()).toEqual(['requested', 'refused'])
  expect((await findSuppression(ada))?.reason).toBe('refused')
  // Nothing of them is kept but hashes: what waits to be sent is sealed.
  expect(after.subscribers).toEqual([])
  expect(JSON.stringify(after)).not.toMatch(/ada@|192\.0\.2|Mozilla/)
  await wish(ada)
  expect([letters().length, rows('SELECT 1 FROM subscribers')]).toEqual([1, []])
})

it('whoever is subscribed and did not ask for more leaves nothing but hashes either', async () => {
  const row = await joined()
  await addDelivery(row, 'sent')
  await wish(ada, ['weekly'])
  expect(await work.refuse(tokenIn(ada, 'confirm'), where)).toBe('done')
  expect(JSON.stringify(everyRow())).not.toContain('ada@')
  expect(rows('SELECT state FROM newsletter_deliveries')).toEqual([{ state: 'sent' }])
})

it('somebody who is subscribed already gets no message, and one for another newsletter', async () => {
  await joined()
  handles().writer.exec('UPDATE subscribers SET asked_at = 1')
  await wish(ada, ['daily'])
  expect(letters()).toHaveLength(1)
  await wish(ada, ['daily', 'weekly'])
  expect(letters()).toHaveLength(2)
  expect(slugs()).toEqual(['daily'])
  await work.confirm(tokenIn(ada, 'confirm'), where)
  expect(slugs()).toEqual(['daily', 'weekly'])
})

it('a victim gets one message a day and three at most, however many ask in their name', async () => {
  for (let i = 0; i < 20; i++) await wish(ada)
  expect(letters()).toHaveLength(1)
  for (let day = 0; day < 6; day++) {
    handles().writer.exec('UPDATE subscribers SET asked_at = 1')
    await wish(ada)
  }
  expect(letters()).toHaveLength(3)
})

it('a network asks for five people in an hour, also when it asks for all of them at once', async () => {
  await Promise.all(Array.from({ length: 40 }, (_, i) => wish(`p${i}@example.org`, [], `192.0.2.${i}`)))
  expect(letters()).toHaveLength(5)
})

it('above the cap of the whole site wishes wait, and somebody is told', async () => {
  for (let i = 0; i < 65; i++) await wish(`p${i}@example.org`)
  expect(letters()).toHaveLength(60)
  expect((await listAlerts()).map(({ name }) => name)).toEqual(['newsletter-signups'])
  expect(rows("SELECT 1 FROM outbox WHERE kind = 'newsletter-request'")).toHaveLength(5)
})

it('somebody is told when hardly anybody confirms', async () => {
  for (let i = 0; i < 101; i++) {
    handles().writer.exec('UPDATE newsletter_tokens SET created_at = created_at - 7200000')
    if (i % 50 === 0) attemptsConnection().exec('DELETE FROM attempts')
    await wish(`p${i}@example.org`)
    if (i === 99) expect(await listAlerts()).toEqual([])
  }
  expect((await listAlerts()).map(({ name }) => name)).toEqual(['newsletter-confirmations'])
})

it('one click leaves, twice changes nothing, and a forged link is none', async () => {
  const { uid, id } = await joined(['daily', 'weekly'])
  const [daily = 0] = await activeNewsletters(id)
  const token = await leaveToken(uid, daily)
  expect(await choice.leave(token, false, where)).toBe(true)
  expect([state(), slugs()]).toEqual(['confirmed', ['weekly']])
  const after = everyRow()
  expect(await choice.leave(token, false, where)).toBe(true)
  expect(everyRow()).toEqual(after)
  for (const forged of [
    token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
    token.replace(/\.\d+\./, '.2.'),
    token.replace(/^k\d+/, 'k9'),
  ])
    expect(await choice.leave(forged, false, where)).toBe(false)
  expect(everyRow()).toEqual(after)
  expect(await choice.leave(token, true, where)).toBe(true)
  expect([state(), slugs(), events().slice(-2)]).toEqual(['unsubscribed', [], ['withdrawn', 'withdrawn']])
})

it('the way out goes on being good after the key was changed, and for somebody who is erased', async () => {
  const { uid, id } = await joined()
  const token = await leaveToken(uid, 1)
  await write((tx) => rotateKey(tx))
  expect(await leaveToken(uid, 1)).not.toBe(token)
  expect(await listLinkKeys()).toHaveLength(2)
  expect(await choice.leave(token, false, where)).toBe(true)
  expect(slugs()).toEqual([])
  handles().writer.prepare('DELETE FROM subscribers WHERE id = ?').run(id)
  expect(await choice.leave(token, false, where)).toBe(true)
})

it('preferences: less newsletters, a pause, how often and the language', async () => {
  const { uid } = await joined(['daily', 'weekly'])
  const token = await leaveToken(uid, 0)
  const chosen = new URLSearchParams(
    'newsletters[]=weekly&newsletters[]=nothing&pause=week&language=en&pace=weekly',
  )
  expect(await choice.setPreferences(token, chosen, where)).toBe('saved')
  const row = await findSubscriber(ada)
  expect([slugs(), row?.language, row?.pace]).toEqual([['weekly'], 'en', 'weekly'])
  expect(row?.pausedUntil).toBeGreaterThan(Date.now() + 6 * 24 * 3_600_000)
  expect(events().at(-1)).toBe('withdrawn')
  await choice.setPreferences(token, new URLSearchParams('pause=none&language=xx&pace=never'), where)
  expect(await findSubscriber(ada)).toMatchObject({
    status: 'unsubscribed',
    pausedUntil: null,
    language: 'en',
    pace: 'weekly',
  })
  // Whoever has left is not brought back by a link that somebody may have passed on.
  const left = everyRow()
  expect(await choice.setPreferences(token, chosen, where)).toBe('saved')
  expect(everyRow()).toEqual(left)
  expect(await choice.setPreferences('k1.0000000000000000.0.aaaaaaaaaaaaaaaaaaaaaa', chosen, where)).toBe(
    'unknown',
  )
})

it('a link that may have been passed on adds no newsletter: a message asks, and only its link adds', async () => {
  const { uid } = await joined()
  const token = await leaveToken(uid, 0)
  const both = new URLSearchParams('newsletters[]=daily&newsletters[]=weekly&language=en')
  expect(await choice.setPreferences(token, both, where)).toBe('asked')
  expect(slugs()).toEqual(['daily'])
  await drainOutbox(() => false, ['newsletter-request'])
  expect(letters()).toHaveLength(2)
  expect(letters()[1]).toMatchObject({ to: ada, text: expect.stringContaining('- La settimana\n') })
  expect(letters()[1]?.text).not.toContain('Il mattino')
  expect([slugs(), state()]).toEqual([['daily'], 'confirmed'])
  // However often they try, the owner of the address is written to once.
  for (let i = 0; i < 5; i++) await choice.setPreferences(token, both, { ...where, address: `10.9.${i}.1` })
  await drainOutbox(() => false, ['newsletter-request', 'newsletter-drop'])
  expect(letters()).toHaveLength(2)
  const before = await findSubscriber(ada)
  await choice.setPreferences(token, new URLSearchParams('newsletters[]=daily&pause=month'), where)
  expect(await work.confirm(tokenIn(ada, 'confirm'), where)).toBe('done')
  expect([slugs(), events().at(-1)]).toEqual([['daily', 'weekly'], 'confirmed'])
  const after = await findSubscriber(ada)
  expect(after?.confirmedAt).toBe(before?.confirmedAt)
  expect(after?.pausedUntil).toBeGreaterThan(Date.now())
})

it('one victim of a thousand wishes from everywhere, two hundred at once, gets one message; it is noticed', async () => {
  await Promise.all(
    Array.from({ length: 1_000 }, (_, i) =>
      work.subscribe({
        ...{ email: ada, newsletters: [], language: 'it' as const, text: 'Acconsento.', page: '/' },
        ...{ address: `10.${i >> 8}.${i & 255}.1`, userAgent: 'Mozilla/5.0' },
      }),
    ),
  )
  await Promise.all(Array.from({ length: 200 }, () => drainOutbox(() => false, ['newsletter-request'])))
  expect(letters()).toHaveLength(1)
  expect((await listAlerts()).map(({ name }) => name)).toEqual(['newsletter-signups'])
}, 60_000)

it('a thousand addresses from one network in a day lead to twenty messages at most', async () => {
  const ask = (name: string, i: number) => wish(`${name}@example.org`, [], `192.0.2.${i % 250}`)
  for (let hour = 0; hour < 10; hour++) {
    attemptsConnection().exec("DELETE FROM attempts WHERE key NOT LIKE 'subscribe:day%'")
    for (let i = 0; i < 5; i++) await ask(`h${hour}p${i}`, i)
  }
  expect(letters()).toHaveLength(20)
  attemptsConnection().exec("DELETE FROM attempts WHERE key NOT LIKE 'subscribe:day%'")
  await Promise.all(Array.from({ length: 950 }, (_, i) => ask(`p${i}`, i)))
  expect(letters()).toHaveLength(20)
}, 60_000)

it('one’s data come by mail, once in an hour, and erasing leaves a hash that keeps old lists away', async () => {
  const row = await joined()
  const token = await leaveToken(row.uid, 0)
  expect(await choice.offerDataBy(token)).toBe(true)
  expect(await choice.offerDataBy(token)).toBe(true)
  expect(letters()).toHaveLength(2)
  const link = tokenIn(ada, 'data')
  const found = await choice.openData(link)
  expect(await exportData(found?.subscriber.id ?? 0)).toMatchObject({
    email: ada,
    status: 'confirmed',
    newsletters: [{ slug: 'daily', active: true }],
    consents: [{ event: 'requested' }, { event: 'confirmed' }],
  })
  const [sent, open] = [await addDelivery(row, 'sent'), await addDelivery(row, 'queued')]
  expect((await exportData(row.id))?.letters).toMatchObject([{ newsletter: 'daily', state: 'sent' }, {}])
  expect(await choice.eraseBy(link)).toBe('done')
  expect(await choice.eraseBy(link)).toBe('unknown')
  expect(rows('SELECT 1 FROM subscribers')).toEqual([])
  expect(
    rows('SELECT id, subscriber_id, email, state, smtp_text FROM newsletter_deliveries ORDER BY id'),
  ).toEqual([
    { id: sent, subscriber_id: null, email: '', state: 'sent', smtp_text: '' },
    { id: open, subscriber_id: null, email: '', state: 'skipped', smtp_text: '' },
  ])
  expect(JSON.stringify([everyRow().newsletter_consents, everyRow().newsletter_suppressions])).not.toMatch(
    /ada@|192\.0\.2|Mozilla/,
  )
  // They may come back by themselves.
  await wish(ada)
  await work.confirm(tokenIn(ada, 'confirm'), where)
  expect([state(), rows('SELECT 1 FROM newsletter_suppressions')]).toEqual(['confirmed', []])
})

it('who never confirms is forgotten after a month, and where people agreed from after half a year', async () => {
  await wish('ugo@example.org')
  await joined()
  const day = 24 * 3_600_000
  await write((tx) => pruneSubscribers(tx, Date.now() + 31 * day))
  expect(rows('SELECT email FROM subscribers')).toEqual([{ email: ada }])
  await write((tx) => pruneSubscribers(tx, Date.now() + 181 * day))
  expect(rows("SELECT 1 FROM newsletter_consents WHERE address <> '' OR user_agent <> ''")).toEqual([])
})

it('who was written to is forgotten after half a year, and still counted', async () => {
  const row = await joined()
  const [old, young] = [await addDelivery(row, 'failed'), await addDelivery(row, 'failed')]
  const halfAYear = 181 * 24 * 3_600_000
  handles()
    .writer.prepare('UPDATE newsletter_deliveries SET done_at = done_at - ? WHERE id = ?')
    .run(halfAYear, old)
  expect(await write((tx) => forgetRecipients(tx))).toBe(1)
  expect(await write((tx) => forgetRecipients(tx))).toBe(0)
  expect(rows('SELECT id, email, state FROM newsletter_deliveries ORDER BY id')).toEqual([
    { id: old, email: '', state: 'failed' },
    { id: young, email: ada, state: 'failed' },
  ])
})

it('without a mail server nobody is asked, and nothing is counted against them', async () => {
  process.env.SMTP_URL = ''
  await wish(ada)
  process.env.SMTP_URL = 'smtp://127.0.0.1:9'
  expect([letters(), state()]).toEqual([[], 'pending'])
  await wish(ada)
  expect(letters()).toHaveLength(1)
})
