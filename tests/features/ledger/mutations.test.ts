// The ledger by itself: who may change a row, and what is left when a process dies at any point.
import { beforeEach, describe, expect, it } from 'vitest'
import { handles, write } from '@/db/client.ts'
import { claim, giveBack, mark, recover, recoverLost, settle } from '@/features/ledger/mutations.ts'
import type { Settled } from '@/features/ledger/schema.ts'
import { Ledger } from '@/features/ledger/worker.ts'
import { freshDatabase, rows } from '../../factories/database.ts'
import { addIssue, addNewsletter, addReaders } from '../../factories/newsletters.ts'

freshDatabase()

let issueId: number
let newsletterId: number
const now = Date.now()

beforeEach(async () => {
  newsletterId = await addNewsletter()
  addReaders(newsletterId, 5)
  issueId = await addIssue(newsletterId, [])
  const { writer } = handles()
  writer.prepare("UPDATE newsletter_issues SET status = 'sending'").run()
  writer
    .prepare(
      `INSERT INTO newsletter_deliveries (issue_id, subscriber_id, email, domain, next_at)
       SELECT ?, id, email, 'example.org', ? FROM subscribers ORDER BY id`,
    )
    .run(issueId, now)
})

const take = (lease: string, limit = 10, over = {}) =>
  write((tx) => claim(tx, { issueId, lease, limit, now, ...over }))
const states = () =>
  rows<{ state: string }>('SELECT state FROM newsletter_deliveries ORDER BY id').map(({ state }) => state)
const leave = (id: number) =>
  handles().writer.prepare('UPDATE newsletter_subscriptions SET active = 0 WHERE subscriber_id = ?').run(id)
const sent = (id: number, over: Partial<Settled> = {}): Settled => ({
  id,
  state: 'sent',
  attempt: 0,
  nextAt: 0,
  code: 250,
  text: 'ok',
  serverId: 'x1',
  ...over,
})

describe('claiming', () => {
  it('gives each message to one worker', async () => {
    const first = await take('one', 3)
    const second = await take('two', 3)
    expect(first.map(({ email }) => email)).toEqual(['r1@example.org', 'r2@example.org', 'r3@example.org'])
    expect(second.map(({ email }) => email)).toEqual(['r4@example.org', 'r5@example.org'])
    expect(await take('three')).toEqual([])
    expect(first[0]).toMatchObject({
      issueId,
      newsletterId,
      variant: 'a',
      attempt: 0,
      uid: '0000000000000001',
    })
  })

  it('returns what is new, not what the worker has already', async () => {
    await take('one', 2)
    expect(await take('one', 1)).toHaveLength(1)
  })

  it('leaves what is not due, and who waits for the decision between subjects', async () => {
    const { writer } = handles()
    writer.prepare('UPDATE newsletter_deliveries SET next_at = ? WHERE id = 1').run(now + 60_000)
    writer.prepare("UPDATE newsletter_deliveries SET variant = 'later' WHERE id = 2").run()
    expect((await take('one')).map(({ id }) => id)).toEqual([3, 4, 5])
  })

  it('skips who has left, is suppressed or was erased', async () => {
    leave(1)
    handles().writer.prepare("UPDATE subscribers SET status = 'suppressed' WHERE id = 2").run()
    handles().writer.prepare('DELETE FROM subscribers WHERE id = 3').run()
    expect((await take('one')).map(({ id }) => id)).toEqual([4, 5])
    expect(states()).toEqual(['skipped', 'skipped', 'skipped', 'claimed', 'claimed'])
  })

  it('can leave domains out, or take one alone', async () => {
    handles().writer.prepare("UPDATE newsletter_deliveries SET domain = 'big.example' WHERE id > 2").run()
    expect((await take('one', 10, { except: ['big.example'] })).map(({ id }) => id)).toEqual([1, 2])
    expect((await take('one', 2, { domain: 'big.example' })).map(({ id }) => id)).toEqual([3, 4])
  })
})

describe('the mark', () => {
  it('is for whoever holds the lease, once', async () => {
    await take('one')
    expect(await write((tx) => mark(tx, 'two', [1], now))).toEqual([])
    expect(await write((tx) => mark(tx, 'one', [1, 2], now))).toEqual([1, 2])
    expect(await write((tx) => mark(tx, 'one', [1], now))).toEqual([])
    expect(states().slice(0, 3)).toEqual(['dot', 'dot', 'claimed'])
  })

  it('is refused when the reader has left since, or the issue was stopped', async () => {
    await take('one')
    leave(1)
    expect(await write((tx) => mark(tx, 'one', [1, 2], now))).toEqual([2])
    handles().writer.prepare("UPDATE newsletter_issues SET status = 'paused'").run()
    expect(await write((tx) => mark(tx, 'one', [3], now))).toEqual([])
    await write((tx) => giveBack(tx, 'one', [1, 3], now, now))
    expect(states().slice(0, 3)).toEqual(['skipped', 'dot', 'queued'])
  })
})

describe('after a death', () => {
  it('what was surely not sent waits again, what may have been is uncertain', async () => {
    await take('dead', 3)
    await write((tx) => mark(tx, 'dead', [2], now))
    expect(await write((tx) => recover(tx, 'alive', now))).toEqual({ freed: 2, uncertain: 1 })
    expect(states()).toEqual(['queued', 'uncertain', 'queued', 'queued', 'queued'])
  })

  it('one that was only slow can say that a message was sent, and do nothing else', async () => {
    await take('slow', 2)
    await write((tx) => mark(tx, 'slow', [1], now))
    await write((tx) => recover(tx, 'alive', now))
    await take('alive', 1)
    await write((tx) => settle(tx, 'slow', [sent(2), sent(1, { state: 'failed' })], now))
    expect(states().slice(0, 2)).toEqual(['uncertain', 'claimed'])
    expect(await write((tx) => mark(tx, 'slow', [2], now))).toEqual([])
    await write((tx) => settle(tx, 'slow', [sent(1)], now))
    expect(states()[0]).toBe('sent')
  })
})

it('a worker that lost sight of messages finds them again, and leaves those that are under way', async () => {
  await take('one')
  await write((tx) => mark(tx, 'one', [1, 2], now))
  await write((tx) => recoverLost(tx, 'other', [], now))
  expect(states()).toEqual(['dot', 'dot', 'claimed', 'claimed', 'claimed'])
  await write((tx) => recoverLost(tx, 'one', [1, 3], now))
  expect(states()).toEqual(['dot', 'uncertain', 'claimed', 'queued', 'queued'])
})

describe('settling', () => {
  it('keeps the answer of the server', async () => {
    await take('one')
    await write((tx) =>
      settle(tx, 'one', [sent(1), sent(2, { state: 'failed', code: 550, text: '550 no' })], now),
    )
    expect(
      rows('SELECT state, smtp_code, smtp_text, server_id, done_at FROM newsletter_deliveries WHERE id < 3'),
    ).toEqual([
      { state: 'sent', smtp_code: 250, smtp_text: 'ok', server_id: 'x1', done_at: now },
      { state: 'failed', smtp_code: 550, smtp_text: '550 no', server_id: 'x1', done_at: now },
    ])
  })

  it('never changes the same message twice', async () => {
    await take('one')
    await write((tx) => settle(tx, 'one', [sent(1)], now))
    await write((tx) => settle(tx, 'one', [sent(1, { state: 'failed' })], now))
    expect(states()[0]).toBe('sent')
  })
})

it('what goes back in a cancelled issue does not wait for ever, and erased addresses stay erased', async () => {
  await take('one')
  await write((tx) => mark(tx, 'one', [1, 2], now))
  handles().writer.exec(
    "UPDATE newsletter_issues SET status = 'cancelled'; UPDATE newsletter_deliveries SET email = '' WHERE id = 2",
  )
  const later = { state: 'queued' as const, attempt: 1, code: 450, text: 'r2@example.org is busy' }
  await write((tx) => settle(tx, 'one', [sent(1, later), sent(2, later)], now))
  expect(rows('SELECT state, done_at, smtp_text FROM newsletter_deliveries WHERE id < 3')).toEqual([
    { state: 'skipped', done_at: now, smtp_text: 'r2@example.org is busy' },
    { state: 'skipped', done_at: now, smtp_text: '' },
  ])
})

it('who pauses meanwhile is not written to', async () => {
  handles()
    .writer.prepare('UPDATE subscribers SET paused_until = ? WHERE id = 1')
    .run(now + 60_000)
  expect((await take('one')).map(({ id }) => id)).toEqual([2, 3, 4, 5])
})

it('commits what comes at one moment together, and answers each', async () => {
  await take('one')
  const ledger = new Ledger('one')
  leave(3)
  const may = await Promise.all([1, 2, 3].map((id) => ledger.mark(id)))
  expect(may).toEqual([true, true, false])
  await Promise.all([ledger.settle(sent(1)), ledger.settle(sent(2, { state: 'uncertain' })), ledger.mark(4)])
  expect(states()).toEqual(['sent', 'uncertain', 'claimed', 'dot', 'claimed'])
})
