import { beforeEach, expect, it } from 'vitest'
import { write } from '@/db/client.ts'
import { listAlerts } from '@/features/alerts/data.ts'
import { noteComplaint, noteRefusal } from '@/features/bounces/mutations.ts'
import { kindOf, statusOf } from '@/features/bounces/status.ts'
import { findSuppression } from '@/features/subscribers/data.ts'
import { erase } from '@/features/subscribers/mutations.ts'
import { freshDatabase, rows } from '../../factories/database.ts'
import { addDelivery } from '../../factories/deliveries.ts'

freshDatabase()

const day = 24 * 3_600_000
const now = Date.UTC(2026, 9, 1)
let sent: Awaited<ReturnType<typeof addDelivery>>[]
beforeEach(async () => {
  sent = []
  for (let issue = 1; issue <= 6; issue++) sent.push(await addDelivery('ada@example.org', issue))
})

const refuse = (n: number, status: string, at = now, text = 'smtp; 550 no') =>
  write((tx) => noteRefusal(tx, { ...(sent[n] as (typeof sent)[0]), status, text, at }))
const state = () => rows<{ status: string }>('SELECT status FROM subscribers')[0]?.status
const kinds = () => rows<{ kind: string }>('SELECT kind FROM newsletter_bounces').map(({ kind }) => kind)

it.each(['5.1.1', '5.1.2', '5.1.10'])(
  'a mailbox that is not there (%s) is written to no more',
  async (status) => {
    expect(await refuse(0, status)).toBe(true)
    expect([state(), kinds()]).toEqual(['suppressed', ['hard']])
    expect(await findSuppression('ada@example.org')).toMatchObject({ reason: 'bounced', detail: status })
  },
)

it('another refusal for good counts from the second issue on, not from the second message of one', async () => {
  await refuse(0, '5.2.1')
  expect(await refuse(0, '5.2.1')).toBe(false)
  await refuse(0, '5.3.0')
  expect(state()).toBe('confirmed')
  await refuse(1, '5.2.1')
  expect(state()).toBe('suppressed')
})

it('however many reports there are of one message, one a day of a kind is kept, and that it is gone counts at once', async () => {
  for (let i = 0; i < 100; i++) await refuse(0, `4.2.${i}`, now + i)
  for (let i = 0; i < 100; i++) await refuse(0, '4.2.2', now + 30 * day)
  expect(kinds()).toEqual(['soft', 'soft'])
  for (let i = 0; i < 100; i++) await refuse(0, `5.2.${i}`, now + i)
  expect([kinds().sort(), state()]).toEqual([['hard', 'soft', 'soft'], 'confirmed'])
  expect(await refuse(0, '5.1.1', now + 200)).toBe(true)
  expect([kinds().length, state()]).toEqual([4, 'suppressed'])
})

it('two refusals for good more than a year apart are no habit', async () => {
  await refuse(0, '5.2.1', now - 400 * day)
  await refuse(1, '5.2.1')
  expect(state()).toBe('confirmed')
})

it('refusals for the moment count when there are five over two weeks', async () => {
  for (const n of [0, 1, 2, 3]) await refuse(n, '4.2.2', now + n * day)
  await refuse(4, '4.2.2', now + 13 * day)
  expect(state()).toBe('confirmed')
  await refuse(5, '4.2.2', now + 14 * day)
  expect([state(), new Set(kinds())]).toEqual(['suppressed', new Set(['soft'])])
})

it('four refusals over a month are not enough', async () => {
  for (const n of [0, 1, 2, 3]) await refuse(n, '4.2.2', now + n * 10 * day)
  expect(state()).toBe('confirmed')
})

it('a refusal that is about us says nothing of the address, however often: it raises an alert', async () => {
  for (const n of [0, 1, 2, 3, 4, 5]) await refuse(n, '5.7.1', now + n * 7 * day)
  expect([state(), (await listAlerts()).map(({ name }) => name)]).toEqual([
    'confirmed',
    ['newsletter-policy'],
  ])
})

it('a refusal that is about us, but only for now, raises none', async () => {
  await refuse(0, '4.7.1')
  expect([kinds(), await listAlerts()]).toEqual([['policy'], []])
})

it('what is no refusal is not kept', async () => {
  expect(await refuse(0, '2.1.5')).toBe(false)
  expect(kinds()).toEqual([])
})

it('a complaint ends it at once, and is a withdrawal', async () => {
  const [first] = sent as [(typeof sent)[0]]
  expect(await write((tx) => noteComplaint(tx, first, 'abuse'))).toBe(true)
  expect(await write((tx) => noteComplaint(tx, first, 'abuse'))).toBe(false)
  expect([state(), kinds()]).toEqual(['suppressed', ['complaint']])
  expect(await findSuppression('ada@example.org')).toMatchObject({ reason: 'complained' })
  expect(rows("SELECT newsletter FROM newsletter_consents WHERE event = 'withdrawn'")).toEqual([
    { newsletter: 'daily' },
  ])
  expect(rows('SELECT * FROM newsletter_subscriptions WHERE active = 1')).toEqual([])
})

it('the delivery stays as it was: its states must add up to the audience', async () => {
  await refuse(0, '5.1.1')
  expect(rows('SELECT DISTINCT state FROM newsletter_deliveries')).toEqual([{ state: 'sent' }])
})

it('a report about somebody who was erased is kept without a name', async () => {
  const [subscriber] = rows<{ id: number; email: string }>('SELECT id, email FROM subscribers')
  await write((tx) => erase(tx, subscriber as { id: number; email: string }))
  const about = { ...(sent[0] as (typeof sent)[0]), subscriberId: null }
  await write((tx) => noteRefusal(tx, { ...about, status: '5.1.1', text: '<ada@example.org>: no', at: now }))
  expect(rows('SELECT subscriber_id, detail FROM newsletter_bounces')).toEqual([
    { subscriber_id: null, detail: '<…>: no' },
  ])
})

it.each([
  ['5.1.1', '', '5.1.1'],
  ['5.0.0', 'smtp; 550 5.1.1 <ada@example.org>: no such user', '5.1.1'],
  ['5.1.1', 'smtp; 550 5.7.1 blocked', '5.1.1'],
  ['5.0.0', 'smtp; 450 4.2.2 full', '5.0.0'],
  [550, 'no such user here', '5.0.0'],
  [550, '5.7.515 Access denied', '5.7.515'],
  [452, '4.2.2 mailbox full', '4.2.2'],
  [421, '', '4.0.0'],
])('the status of %s %s is %s', (code, text, status) => {
  expect(statusOf(code, text)).toBe(status)
})

it.each([
  ['5.1.1', 'hard'],
  ['5.7.1', 'policy'],
  ['4.7.28', 'policy'],
  ['4.2.2', 'soft'],
  ['2.0.0', null],
  ['x', null],
])('%s is %s', (status, kind) => {
  expect(kindOf(status)).toBe(kind)
})
