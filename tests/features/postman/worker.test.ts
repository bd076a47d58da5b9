// Issues on their way through a real mail server on this machine, which does everything that mail servers do.
import { setTimeout as rest } from 'node:timers/promises'
import { simpleParser } from 'mailparser'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { handles } from '@/db/client.ts'
import { systemActor } from '@/features/accounts/policy.ts'
import { Postman } from '@/features/postman/worker.ts'
import { progressOf } from '@/features/sending/data.ts'
import { cancelIssue, pauseIssue, resendUncertain, resumeIssue } from '@/features/sending/mutations.ts'
import { queueIssue, startIssue } from '@/features/sending/worker.ts'
import { leave } from '@/features/subscriptions/worker.ts'
import { addArticle, freshDatabase, rows } from '../../factories/database.ts'
import { where } from '../../factories/letters.ts'
import { type Behaviour, openSink, type Sink } from '../../factories/mail-sink.ts'
import { addIssue, addNewsletter, addReaders } from '../../factories/newsletters.ts'

freshDatabase()

let sink: Sink
let postman: Postman | null
let running: Promise<void> | null
let stopping = false
let newsletterId: number
let issueId: number

beforeEach(async () => {
  process.env.MAIL_FROM = 'Redazione <redazione@altana.example>'
  newsletterId = await addNewsletter()
  issueId = await addIssue(newsletterId, [await addArticle()])
})

afterEach(async () => {
  await stop()
  await sink?.close()
  delete process.env.SMTP_URL
  delete process.env.MAIL_FROM
})

async function open(behave?: (to: string, n: number) => Behaviour, options = {}): Promise<void> {
  sink = await openSink({ ...(behave ? { behave } : {}), ...options })
  process.env.SMTP_URL = sink.url
}

function run(lease = 'one'): Postman {
  const one = new Postman(lease, null)
  postman = one
  stopping = false
  running = (async () => {
    while (!stopping) await one.turn()
  })()
  return one
}

async function stop(): Promise<void> {
  stopping = true
  await running
  await postman?.stop(2_000)
  postman = null
}

async function until(condition: () => Promise<boolean> | boolean, seconds = 15): Promise<void> {
  const end = Date.now() + seconds * 1_000
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`not in time: ${JSON.stringify(await progressOf(issueId))}`)
    await rest(20)
  }
}
const begin = (confirm: number, rate = 1_000) => startIssue(systemActor, issueId, { confirm, rate })
const status = async () => (await progressOf(issueId))?.status
const counts = async () => {
  const { queued, sent, failed, skipped, uncertain } = (await progressOf(issueId)) ?? {}
  return { queued, sent, failed, skipped, uncertain }
}
const row = (email: string) =>
  rows<{ state: string; attempt: number; next_at: number; smtp_code: number | null; smtp_text: string }>(
    'SELECT * FROM newsletter_deliveries WHERE email = ?',
    email,
  )[0]
const dueNow = () => handles().writer.prepare('UPDATE newsletter_deliveries SET next_at = 0').run()

it('everybody gets it once, over connections that are used again', async () => {
  await open()
  addReaders(newsletterId, 120)
  await begin(120)
  run()
  await until(async () => (await status()) === 'done')
  expect(await counts()).toEqual({ queued: 0, sent: 120, failed: 0, skipped: 0, uncertain: 0 })
  expect(new Set(sink.messages.map(({ to }) => to)).size).toBe(120)
  expect(sink.messages).toHaveLength(120)
  expect(sink.open.most).toBeLessThanOrEqual(10)
  const ids = await Promise.all(sink.messages.map(async ({ raw }) => (await simpleParser(raw)).messageId))
  expect(new Set(ids).size).toBe(120)
  expect(row('r1@example.org')).toMatchObject({
    smtp_code: 250,
    smtp_text: expect.stringContaining('queued as'),
  })
})

it('whoever queues it need not know the mail server: who sends composes it', async () => {
  addReaders(newsletterId, 2)
  expect(await queueIssue(systemActor, issueId, { confirm: 2 })).toBe(2)
  expect(await counts()).toMatchObject({ queued: 2 })
  expect(rows('SELECT message_a, content FROM newsletter_issues')).toEqual([
    { message_a: null, content: null },
  ])
  await open()
  run()
  await until(async () => (await status()) === 'done')
  expect(sink.messages).toHaveLength(2)
  const [row] = rows<{ content: string; message_hash: string }>('SELECT * FROM newsletter_issues')
  expect(row?.content).toContain('Il ponte riapre')
  expect(row?.message_hash).toMatch(/^[0-9a-f]{64}$/)
})

it('is no faster than it was told', async () => {
  await open()
  addReaders(newsletterId, 12)
  await begin(12, 10)
  run()
  await until(async () => (await status()) === 'done')
  const times = sink.messages.map(({ at }) => at)
  // Eleven pauses of a tenth of a second; a busy machine makes them longer, never shorter.
  expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(900)
})

describe('a server that misbehaves', () => {
  it('is asked again later for what it refused for now, and not for what it refused for good', async () => {
    const plan: Record<string, Behaviour> = {
      'r1@example.org': { code: 450, text: '4.2.0 later', at: 'rcpt' },
      'r2@example.org': { code: 550, text: '5.1.1 nobody here', at: 'rcpt' },
      'r3@example.org': { code: 451, text: '4.3.0 later', at: 'data' },
      'r4@example.org': { code: 554, text: '5.6.0 we do not like it', at: 'data' },
    }
    await open((to, n) => (n === 1 ? (plan[to] ?? 'accept') : 'accept'))
    addReaders(newsletterId, 5)
    await begin(5)
    run()
    await until(async () => (await counts()).sent === 1 && (await counts()).failed === 2)
    await until(() => row('r1@example.org')?.attempt === 1 && row('r3@example.org')?.attempt === 1)
    expect(row('r1@example.org')).toMatchObject({ state: 'queued', smtp_code: 450 })
    expect((row('r1@example.org')?.next_at ?? 0) - Date.now()).toBeGreaterThan(50_000)
    expect(row('r2@example.org')).toMatchObject({
      state: 'failed',
      smtp_code: 550,
      smtp_text: expect.stringContaining('5.1.1'),
    })
    expect(row('r4@example.org')).toMatchObject({ state: 'failed', smtp_code: 554 })
    expect(await status()).toBe('sending')
    dueNow()
    await until(async () => (await status()) === 'done')
    expect(await counts()).toEqual({ queued: 0, sent: 3, failed: 2, skipped: 0, uncertain: 0 })
    expect(sink.tries.get('r2@example.org')).toBe(1)
    // An address that does not exist is not written to again.
    expect(rows('SELECT status FROM subscribers WHERE email = ?', 'r2@example.org')).toEqual([
      { status: 'suppressed' },
    ])
  })

  it('that hangs up before the end gets the message again, after the end it does not', async () => {
    const plan: Record<string, Behaviour> = {
      'r1@example.org': { drop: 'before' },
      'r2@example.org': { drop: 'after' },
    }
    await open((to, n) => (n === 1 ? (plan[to] ?? 'accept') : 'accept'))
    addReaders(newsletterId, 4)
    await begin(4)
    run()
    await until(async () => (await counts()).uncertain === 1)
    await until(() => row('r1@example.org')?.state === 'queued')
    expect(row('r1@example.org')?.attempt).toBe(0)
    dueNow()
    await until(async () => (await status()) === 'done')
    expect(await counts()).toEqual({ queued: 0, sent: 3, failed: 0, skipped: 0, uncertain: 1 })
    expect(sink.tries.get('r2@example.org')).toBe(1)
    expect(row('r2@example.org')?.state).toBe('uncertain')
    const first = sink.messages.find(({ to }) => to === 'r2@example.org')
    expect(await resendUncertain(systemActor, issueId)).toBe(1)
    await until(async () => (await status()) === 'done')
    const again = sink.messages.findLast(({ to }) => to === 'r2@example.org')
    expect(again).not.toBe(first)
    // The same to the byte: whoever compares Message-IDs sees that it is one message.
    expect(again?.raw).toBe(first?.raw)
  })

  it('may take long over its answer', async () => {
    await open(() => ({ stall: 1_500 }))
    addReaders(newsletterId, 1)
    await begin(1)
    run()
    await until(async () => (await status()) === 'done')
    expect(await counts()).toMatchObject({ sent: 1, uncertain: 0 })
  })

  it.each(['rcpt', 'data'] as const)('that turns us away (421, %s) is left alone for a while', async (at) => {
    await open((_, n) => (n === 1 ? { code: 421, text: '4.7.0 too busy', at } : 'accept'))
    addReaders(newsletterId, 3)
    await begin(3)
    run()
    await until(() => rows('SELECT 1 FROM newsletter_deliveries WHERE attempt = 1').length === 3)
    expect(sink.messages).toEqual([])
    dueNow()
    await until(async () => (await status()) === 'done')
    expect(await counts()).toMatchObject({ sent: 3 })
  })

  it('that refuses one after the other stops the issue, and somebody is told why', async () => {
    await open(() => ({ code: 550, text: '5.2.1 mailbox full of it', at: 'rcpt' }))
    addReaders(newsletterId, 100)
    await begin(100)
    run()
    await until(async () => (await status()) === 'paused')
    expect(await progressOf(issueId)).toMatchObject({
      reason: 'failures',
      detail: expect.stringContaining('5.2.1'),
    })
    await rest(500)
    expect(sink.tries.size).toBeLessThan(40)
    expect((await progressOf(issueId))?.queued).toBeGreaterThan(60)
    expect(rows('SELECT name FROM alerts')).toContainEqual({ name: 'newsletter-stopped' })
  })

  it('that does not let us in, or not under our name, stops it at once', async () => {
    await open(undefined, {
      authOptional: false,
      onAuth: (_auth: unknown, _session: unknown, done: (error: Error) => void) =>
        done(Object.assign(new Error('no'), { responseCode: 535 })),
    })
    process.env.SMTP_URL = `smtp://ada:wrong@127.0.0.1:${sink.port}`
    addReaders(newsletterId, 3)
    await begin(3)
    run()
    await until(async () => (await status()) === 'paused')
    expect(await progressOf(issueId)).toMatchObject({ reason: 'auth', queued: 3 })
  })

  it('that is down loses nothing, and the issue ends by itself when it is back', async () => {
    await open()
    addReaders(newsletterId, 20)
    const { port } = sink
    await sink.close()
    await begin(20)
    run()
    await until(async () => (await progressOf(issueId))?.reason === 'relay-down')
    expect(await counts()).toMatchObject({ queued: 20, sent: 0, failed: 0, uncertain: 0 })
    sink = await openSink({ port })
    dueNow()
    await until(async () => (await status()) === 'done', 30)
    expect(await counts()).toMatchObject({ sent: 20 })
    expect((await progressOf(issueId))?.reason).toBe('')
  })
})

describe('meanwhile', () => {
  it('whoever leaves is not written to', async () => {
    await open((to) => (to === 'r1@example.org' ? { stall: 400 } : 'accept'))
    addReaders(newsletterId, 6)
    await begin(6, 2)
    run()
    await until(() => sink.tries.size > 0)
    handles().writer.prepare('UPDATE newsletter_subscriptions SET active = 0 WHERE subscriber_id > 3').run()
    await until(async () => (await status()) === 'done')
    expect(await counts()).toEqual({ queued: 0, sent: 3, failed: 0, skipped: 3, uncertain: 0 })
    expect(sink.messages.map(({ to }) => to).sort()).toEqual([
      'r1@example.org',
      'r2@example.org',
      'r3@example.org',
    ])
  })

  it('the link of a letter leaves its newsletter', async () => {
    await open()
    addReaders(newsletterId, 1)
    await begin(1)
    run()
    await until(async () => (await status()) === 'done')
    const mail = await simpleParser(sink.messages[0]?.raw ?? '')
    const token = /\/u\/([\w.-]+)/.exec(
      String(mail.headers.get('list-unsubscribe') ?? sink.messages[0]?.raw),
    )?.[1]
    expect(await leave(token ?? '', false, where)).toBe(true)
    expect(rows('SELECT active FROM newsletter_subscriptions')).toEqual([{ active: 0 }])
  })

  it('a pause lets arrive what is on its way, and nothing else', async () => {
    await open(() => ({ stall: 300 }))
    addReaders(newsletterId, 60)
    await begin(60)
    run()
    await until(() => sink.messages.length > 0)
    await pauseIssue(systemActor, issueId)
    await until(
      () =>
        sink.open.now === 0 ||
        rows("SELECT 1 FROM newsletter_deliveries WHERE state IN ('claimed','dot')").length === 0,
    )
    const { sent, queued } = (await progressOf(issueId)) ?? {}
    await rest(600)
    expect(await counts()).toMatchObject({ sent, queued })
    expect(queued).toBeGreaterThan(0)
    await resumeIssue(systemActor, issueId)
    await until(async () => (await status()) === 'done')
    expect(await counts()).toMatchObject({ sent: 60, uncertain: 0 })
    expect(new Set(sink.messages.map(({ to }) => to)).size).toBe(60)
    expect(sink.messages).toHaveLength(60)
  })

  it('an issue that was told to go slowly does not keep the others', async () => {
    await open()
    addReaders(newsletterId, 4)
    await begin(4, 0.01)
    const other = await addIssue(newsletterId, [1])
    await startIssue(systemActor, other, { confirm: 4, rate: 1_000 })
    run()
    await until(async () => (await progressOf(other))?.status === 'done')
    expect(await counts()).toMatchObject({ sent: 0, queued: 4 })
    expect(sink.messages).toHaveLength(4)
  })

  it('a cancelled issue goes to nobody else', async () => {
    await open(() => ({ stall: 200 }))
    addReaders(newsletterId, 50)
    await begin(50)
    run()
    await until(() => sink.messages.length > 0)
    await cancelIssue(systemActor, issueId)
    await until(async () => (await progressOf(issueId))?.queued === 0)
    await rest(500)
    const { sent = 0, skipped = 0, uncertain } = await counts()
    expect(sent + skipped).toBe(50)
    expect(skipped).toBeGreaterThan(20)
    expect(uncertain).toBe(0)
    expect(sink.messages).toHaveLength(sent)
  })

  it('an end that is asked for leaves nothing uncertain', async () => {
    await open(() => ({ stall: 300 }))
    addReaders(newsletterId, 60)
    await begin(60)
    run()
    await until(() => sink.messages.length > 5)
    await stop()
    const after = await counts()
    expect(after.uncertain).toBe(0)
    expect((after.sent ?? 0) + (after.queued ?? 0)).toBe(60)
    expect(rows("SELECT 1 FROM newsletter_deliveries WHERE state IN ('claimed','dot')")).toEqual([])
    run('two')
    await until(async () => (await status()) === 'done')
    expect(sink.messages).toHaveLength(60)
  })
})
