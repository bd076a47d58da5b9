import { beforeEach, expect, it } from 'vitest'
import { listAlerts } from '@/features/alerts/data.ts'
import { bouncesOf } from '@/features/bounces/data.ts'
import { readReport } from '@/features/bounces/report.ts'
import { bounceAddress, readBounceAddress } from '@/features/bounces/verp.ts'
import { takeReport } from '@/features/bounces/worker.ts'
import { everyRow, freshDatabase, rows } from '../../factories/database.ts'
import { addDelivery } from '../../factories/deliveries.ts'
import { complaint, dsn, vacation } from '../../factories/reports.ts'

freshDatabase()

let delivery: Awaited<ReturnType<typeof addDelivery>>
let address: string
beforeEach(async () => {
  delivery = await addDelivery('ada@example.org')
  address = bounceAddress(delivery.deliveryId, 'bounces.example.org')
})

const state = () => rows<{ status: string }>('SELECT status FROM subscribers')[0]?.status
const bounces = () => rows('SELECT kind, status, issue_id, delivery_id FROM newsletter_bounces')
const about = (kind: string, status: string) => [
  { kind, status, issue_id: 1, delivery_id: delivery.deliveryId },
]

it('an address names its delivery, whatever a server made of its case', () => {
  expect(address).toMatch(/^b\+\d+\.[0-9a-f]{20}@bounces\.example\.org$/)
  expect(readBounceAddress(address)).toBe(delivery.deliveryId)
  expect(readBounceAddress(address.toUpperCase())).toBe(delivery.deliveryId)
})

it('an address that is not signed by us names nothing', () => {
  const [name = ''] = address.split('@')
  const other = bounceAddress(delivery.deliveryId + 1, 'bounces.example.org').split('.')[1]
  for (const wrong of [
    '',
    name,
    `b+${delivery.deliveryId}@bounces.example.org`,
    `b+${delivery.deliveryId}.${other}`,
    `b+${delivery.deliveryId}.${'0'.repeat(20)}@bounces.example.org`,
    `x${address}`,
    `b+99999999999999999999.${'0'.repeat(20)}@bounces.example.org`,
  ])
    expect([wrong, readBounceAddress(wrong)]).toEqual([wrong, null])
})

it('a report that the mailbox does not exist ends it', async () => {
  expect(await takeReport(dsn(address, { status: '5.1.1' }), [address])).toBe('counted')
  expect([state(), bounces()]).toEqual(['suppressed', about('hard', '5.1.1')])
  expect(rows('SELECT detail FROM newsletter_bounces')).toEqual([
    { detail: 'smtp; 550 5.1.1 refused by the server' },
  ])
})

it('a full mailbox is noted, and written to again', async () => {
  expect(await takeReport(dsn(address, { status: '4.2.2' }), [address])).toBe('counted')
  expect([state(), bounces()]).toEqual(['confirmed', about('soft', '4.2.2')])
})

it('a refusal that is about us is an alert', async () => {
  expect(await takeReport(dsn(address, { status: '5.7.1' }), [address])).toBe('counted')
  expect([state(), bounces()]).toEqual(['confirmed', about('policy', '5.7.1')])
  expect((await listAlerts()).map(({ name }) => name)).toEqual(['newsletter-policy'])
})

it('a complaint ends it, wherever it was sent: it quotes the message', async () => {
  expect(await takeReport(complaint(address))).toBe('counted')
  expect([state(), bounces()]).toEqual(['suppressed', about('complaint', '')])
})

it('the log finds what came back of each message', async () => {
  const other = await addDelivery('bob@example.org')
  await takeReport(dsn(address, { status: '4.2.2' }), [address])
  await takeReport(complaint(address))
  const found = await bouncesOf([delivery.deliveryId, other.deliveryId])
  expect(Object.keys(found)).toEqual([String(delivery.deliveryId)])
  expect(found[delivery.deliveryId]).toMatchObject([
    { kind: 'soft', status: '4.2.2', detail: expect.stringContaining('refused by the server') },
    { kind: 'complaint', status: '', detail: 'abuse' },
  ])
  expect(await bouncesOf([])).toEqual({})
})

it('the same report twice is one', async () => {
  for (const answer of ['counted', 'known', 'known'])
    expect(await takeReport(dsn(address, { status: '5.1.1' }), [address])).toBe(answer)
  for (const answer of ['counted', 'known']) expect(await takeReport(complaint(address))).toBe(answer)
  expect(bounces()).toHaveLength(2)
})

it('without an envelope the message itself says where it was delivered', async () => {
  expect(await takeReport(dsn(address, { status: '5.1.1' }))).toBe('counted')
  expect(state()).toBe('suppressed')
})

it('what is no report changes nothing', async () => {
  const before = everyRow()
  const forged = address.replace(/\.[0-9a-f]{20}@/, `.${'ab'.repeat(10)}@`)
  const unknown = bounceAddress(delivery.deliveryId + 7, 'bounces.example.org')
  const cases: [Buffer, string, string][] = [
    [vacation(address), address, 'auto-reply'],
    [dsn(forged, { status: '5.1.1' }), forged, 'unsigned'],
    [complaint(forged), forged, 'unsigned'],
    [dsn(unknown, { status: '5.1.1' }), unknown, 'unsigned'],
    [dsn(address, { status: '4.4.1', action: 'delayed' }), address, 'no-report'],
    [dsn(address, { status: '2.0.0', action: 'delivered' }), address, 'no-report'],
    [complaint(address, { type: 'not-spam' }), address, 'no-complaint'],
    [
      Buffer.from(`To: ${address}\r\nSubject: Ciao\r\n\r\nStatus: 5.1.1\r\nAction: failed\r\n`),
      address,
      'no-report',
    ],
    [Buffer.alloc(0), address, 'no-report'],
    [Buffer.concat([dsn(address, { status: '5.1.1' }), Buffer.alloc(1 << 20, 'x')]), address, 'too-large'],
  ]
  for (const [raw, to, answer] of cases) expect(await takeReport(raw, [to])).toBe(answer)
  expect(everyRow()).toEqual(before)
})

it('the real code is found where a server says 5.0.0 and means another', async () => {
  const raw = dsn(address, { status: '5.0.0', diagnostic: '550 5.1.1 <ada@example.org>: no such user' })
  await takeReport(raw, [address])
  expect(bounces()).toEqual(about('hard', '5.1.1'))
})

it('hostile messages are read in no time, or not at all', async () => {
  const nested = (depth: number) =>
    Array.from(
      { length: depth },
      (_, i) => `Content-Type: multipart/mixed; boundary="b${i}"\r\n\r\n--b${i}\r\n`,
    ).join('')
  const long = (name: string) => `${name}: ${'a '.repeat(300_000)}\r\n`
  const hostile = [
    nested(5000),
    `${long('Received')}\r\nbody`,
    `To: ${'b+1.'.repeat(200_000)}\r\n\r\n`,
    `Content-Type: multipart/report; boundary=x\r\n\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\n${'Action: failed\r\n\r\n'.repeat(20_000)}`,
    `Content-Type: multipart/report; boundary=x\r\n\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\n__proto__: x\r\nAction: failed\r\nStatus: ${'5.'.repeat(100_000)}\r\n`,
    `Content-Type: text/html\r\n\r\n${'<b>'.repeat(200_000)}`,
  ]
  for (const text of hostile) {
    const report = await readReport(Buffer.from(text))
    if (report.kind === 'dsn') expect(report.recipients.length).toBeLessThanOrEqual(100)
  }
  await takeReport(Buffer.from(nested(5000)), [address])
  expect(bounces()).toEqual([])
})
