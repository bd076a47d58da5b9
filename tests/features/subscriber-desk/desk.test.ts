import { beforeEach, expect, it } from 'vitest'
import { handles, write } from '@/db/client.ts'
import { systemActor } from '@/features/accounts/policy.ts'
import { noteRefusal } from '@/features/bounces/mutations.ts'
import { ensureNewsletter } from '@/features/newsletter/mutations.ts'
import { countByState, findFile, listSubscribers } from '@/features/subscriber-desk/data.ts'
import {
  eraseByHand,
  handOverData,
  liftByHand,
  suppressByHand,
} from '@/features/subscriber-desk/mutations.ts'
import { filterSchema, listAddress } from '@/features/subscriber-desk/schema.ts'
import { importSubscribers } from '@/features/subscriber-files/worker.ts'
import { findSubscriber, findSuppression } from '@/features/subscribers/data.ts'
import * as change from '@/features/subscribers/mutations.ts'
import { everyRow, freshDatabase, rows } from '../../factories/database.ts'
import { addDelivery } from '../../factories/issues.ts'

freshDatabase()

/** ada and bo get both newsletters, bo was blocked, cy left, di never confirmed, eva gets one. */
beforeEach(async () => {
  await write(async (tx) => {
    await ensureNewsletter(tx, { slug: 'daily', name: 'Il mattino' })
    await ensureNewsletter(tx, { slug: 'weekly', name: 'La settimana', frequency: 'weekly' })
  })
  const lines = ['ada,,,daily;weekly', 'bo,,,daily;weekly', 'cy,,,daily', 'eva,,,weekly'].map((line) =>
    line.replace(',', '@example.org,').concat(',fiera,'),
  )
  async function* open() {
    yield Buffer.from(['email,name,language,lists,consent_source,consent_at', ...lines].join('\n'))
  }
  await importSubscribers(systemActor, open, { consentSource: '', lists: [], dryRun: false })
  const cy = await findSubscriber('cy@example.org')
  await write(async (tx) => {
    await change.suppress(tx, 'bo@example.org', 'bounced')
    await change.setSubscriptions(tx, cy?.id ?? 0, ['daily'], false)
    await change.ensureSubscriber(tx, 'di@example.org', { language: 'it', text: '', page: '/' })
  })
})

const found = async (query: Record<string, string>, limit = 50) =>
  (await listSubscribers(filterSchema.parse(query), limit)).map(({ email }) => email.split('@')[0])

it.each([
  [{}, ['di', 'eva', 'cy', 'bo', 'ada']],
  [{ status: 'confirmed' }, ['eva', 'ada']],
  [{ status: 'suppressed' }, ['bo']],
  [{ list: 'weekly' }, ['eva', 'bo', 'ada']],
  [{ list: 'weekly', status: 'confirmed' }, ['eva', 'ada']],
  [{ list: 'weekly', status: 'suppressed' }, ['bo']],
  [{ list: 'sport' }, []],
  [{ q: 'DA@exam' }, ['ada']],
  [{ q: ' Ada@Example.org ' }, ['ada']],
  [{ q: 'example' }, ['di', 'eva', 'cy', 'bo', 'ada']],
  [{ q: 'a', list: 'weekly', status: 'confirmed' }, ['eva', 'ada']],
  [{ q: '%' }, []],
  [{ q: '_da' }, []],
  [{ status: 'nonsense', list: 'NO', before: 'x' }, ['di', 'eva', 'cy', 'bo', 'ada']],
])('the filter %j leaves %j', async (query, names) => {
  expect(await found(query)).toEqual(names)
  // Page by page it is the same.
  const pages: (string | undefined)[] = []
  for (let before: number | undefined; ; ) {
    const page = await listSubscribers(filterSchema.parse({ ...query, ...(before ? { before } : {}) }), 2)
    pages.push(...page.map(({ email }) => email.split('@')[0]))
    before = page.at(-1)?.id
    if (page.length < 2) break
  }
  expect(pages).toEqual(names)
})

it('the states have an index in the order of ids, so that no page walks through everybody', () => {
  const plan = (sql: string) =>
    (handles().reader.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]).map(
      ({ detail }) => detail,
    )
  expect(
    plan("SELECT id FROM subscribers s WHERE s.id < 9 AND s.status = 'suppressed' ORDER BY s.id DESC"),
  ).toEqual([expect.stringContaining('USING COVERING INDEX subscribers_by_status (status=? AND rowid<?)')])
})

it('everybody is counted by state', async () => {
  expect(await countByState()).toEqual({ confirmed: 2, pending: 1, unsubscribed: 1, suppressed: 1 })
})

it('the address of the list says only what was asked for', () => {
  expect(listAddress({ q: '', status: undefined })).toBe('/admin/subscribers')
  expect(listAddress({ q: 'a b', status: 'pending', before: 7 })).toBe(
    '/admin/subscribers?q=a+b&status=pending&before=7',
  )
})

it('one’s page holds what was agreed to, what was sent and why nothing is sent any more', async () => {
  const bo = await findSubscriber('bo@example.org')
  await addDelivery({ id: bo?.id ?? 0, email: 'bo@example.org' }, 'failed', { smtpCode: 550 })
  expect(await findFile(bo?.id ?? 0)).toMatchObject({
    email: 'bo@example.org',
    suppression: { reason: 'bounced' },
    lists: [{ name: 'Il mattino', active: true }, { name: 'La settimana' }],
    consents: [{ event: 'imported', text: 'fiera' }, { event: 'imported' }],
    deliveries: [{ subject: 'Il ponte riapre', state: 'failed', code: 550 }],
    bounces: [],
  })
  expect(await findFile(4711)).toBeNull()
})

it('somebody is blocked with a reason, once, and it is noted without their address', async () => {
  const ada = await findSubscriber('ada@example.org')
  const id = ada?.id ?? 0
  await suppressByHand(systemActor, id, 'lo ha chiesto per telefono')
  expect((await findSubscriber('ada@example.org'))?.status).toBe('suppressed')
  expect(await findSuppression('ada@example.org')).toMatchObject({
    reason: 'manual',
    detail: 'lo ha chiesto per telefono',
  })
  await expect(suppressByHand(systemActor, id, 'ancora')).rejects.toMatchObject({ code: 'wrong-state' })
  await expect(suppressByHand(systemActor, 4711, 'x')).rejects.toMatchObject({ code: 'not-found' })
  expect(rows("SELECT event, entity_id, reason FROM audit_log WHERE event = 'subscriber.suppress'")).toEqual([
    { event: 'subscriber.suppress', entity_id: id, reason: '' },
  ])
})

it('what was typed about somebody is erased with them; that they must not be written to stays', async () => {
  const id = (await findSubscriber('ada@example.org'))?.id ?? 0
  await suppressByHand(systemActor, id, 'Ada Neri, dal 333 1234567')
  await eraseByHand(systemActor, id, 'ada@example.org')
  expect(await findSuppression('ada@example.org')).toMatchObject({ reason: 'manual', detail: '' })
  expect(JSON.stringify(everyRow())).not.toMatch(/Neri|1234567|ada@/)
})

it('a block of the newsroom can be lifted; nobody is subscribed by it, and can be again', async () => {
  const id = (await findSubscriber('ada@example.org'))?.id ?? 0
  await suppressByHand(systemActor, id, 'per sbaglio')
  await liftByHand(systemActor, id)
  expect(await findSuppression('ada@example.org')).toBeNull()
  expect((await findSubscriber('ada@example.org'))?.status).toBe('unsubscribed')
  const file = await findFile(id)
  expect(file?.lists.map(({ active }) => active)).toEqual([false, false])
  expect(file?.consents.slice(0, 2).map(({ event }) => event)).toEqual(['withdrawn', 'withdrawn'])
  expect(rows("SELECT entity_id FROM audit_log WHERE event = 'subscriber.lift'")).toEqual([{ entity_id: id }])
  await write((tx) => change.setSubscriptions(tx, id, ['daily'], true)) // as a confirmation does
  expect(await found({ list: 'daily', status: 'confirmed' })).toEqual(['ada'])
  expect(await found({ list: 'weekly', status: 'confirmed' })).toEqual(['eva'])
  // Who never confirmed still has not.
  const di = (await findSubscriber('di@example.org'))?.id ?? 0
  await suppressByHand(systemActor, di, 'per sbaglio')
  await liftByHand(systemActor, di)
  expect((await findSubscriber('di@example.org'))?.status).toBe('pending')
})

it('a block that comes from the address itself cannot be lifted, and takes the place of one that can', async () => {
  const id = async (name: string) => (await findSubscriber(`${name}@example.org`))?.id ?? 0
  const [ada, bo, eva] = [await id('ada'), await id('bo'), await id('eva')]
  for (const [one, reason] of [
    [ada, 'complained'],
    [eva, 'bounced'],
  ] as const) {
    await suppressByHand(systemActor, one, 'per telefono')
    await write((tx) => change.suppress(tx, one === ada ? 'ada@example.org' : 'eva@example.org', reason))
  }
  const before = everyRow()
  for (const one of [ada, bo, eva, await id('cy')])
    await expect(liftByHand(systemActor, one)).rejects.toMatchObject({ code: 'block-not-ours' })
  await expect(liftByHand(systemActor, 4711)).rejects.toMatchObject({ code: 'not-found' })
  expect(everyRow()).toEqual(before)
})

it('one’s data hold what came back of letters, and why nothing is sent any more', async () => {
  const bo = (await findSubscriber('bo@example.org'))?.id ?? 0
  const deliveryId = await addDelivery({ id: bo, email: 'bo@example.org' }, 'sent')
  const [{ issue_id: issueId = 0 } = {}] = rows<{ issue_id: number }>(
    'SELECT issue_id FROM newsletter_deliveries',
  )
  const about = { subscriberId: bo, issueId, deliveryId }
  await write((tx) => noteRefusal(tx, { ...about, status: '5.1.1', text: 'smtp; no such user', at: 0 }))
  expect(await handOverData(systemActor, bo)).toMatchObject({
    bounces: [
      { kind: 'hard', status: '5.1.1', detail: 'smtp; no such user', at: '1970-01-01T00:00:00.000Z' },
    ],
    suppression: { reason: 'bounced', detail: '', at: expect.stringMatching(/Z$/) },
  })
  const eva = await handOverData(systemActor, (await findSubscriber('eva@example.org'))?.id ?? 0)
  expect([eva.bounces, eva.suppression]).toEqual([[], null])
})

it('somebody is erased only when their address is typed again; the log does not keep it', async () => {
  const id = (await findSubscriber('ada@example.org'))?.id ?? 0
  expect(await handOverData(systemActor, id)).toMatchObject({ email: 'ada@example.org' })
  const before = everyRow()
  await expect(eraseByHand(systemActor, id, 'eva@example.org')).rejects.toMatchObject({
    code: 'address-differs',
  })
  expect(everyRow()).toEqual(before)
  await eraseByHand(systemActor, id, ' Ada@Example.org')
  expect(await findSubscriber('ada@example.org')).toBeNull()
  expect((await findSuppression('ada@example.org'))?.reason).toBe('erased')
  expect(rows('SELECT event FROM audit_log ORDER BY id').slice(-2)).toEqual([
    { event: 'subscriber.export' },
    { event: 'subscriber.erase' },
  ])
  expect(JSON.stringify(everyRow())).not.toContain('ada@example.org')
  await expect(handOverData(systemActor, id)).rejects.toMatchObject({ code: 'not-found' })
})
