// Workers in processes of their own: two at once, killed, and asked to end.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as rest } from 'node:timers/promises'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { handles } from '@/db/client.ts'
import { systemActor } from '@/features/accounts/policy.ts'
import { progressOf } from '@/features/sending/data.ts'
import { startIssue } from '@/features/sending/worker.ts'
import { ensureBundled } from '@/scripts/setup.mjs'
import { addArticle, freshDatabase, rows } from '../factories/database.ts'
import { type Behaviour, openSink, type Sink } from '../factories/mail-sink.ts'
import { addIssue, addNewsletter, addReaders } from '../factories/newsletters.ts'

freshDatabase()

beforeAll(async () => {
  await ensureBundled()
}, 60_000)

let sink: Sink
let issueId: number
const children: ChildProcess[] = []

beforeEach(async () => {
  process.env.MAIL_FROM = 'Redazione <redazione@altana.example>'
  return async () => {
    await sink.close()
    delete process.env.SMTP_URL
    delete process.env.MAIL_FROM
  }
})
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
})

async function begin(
  readers: number,
  behave: (to: string, n: number) => Behaviour,
  rate = 1_000,
): Promise<void> {
  sink = await openSink({ behave })
  process.env.SMTP_URL = sink.url
  const newsletterId = await addNewsletter()
  addReaders(newsletterId, readers)
  issueId = await addIssue(newsletterId, [await addArticle()])
  await startIssue(systemActor, issueId, { confirm: readers, rate })
}

/** A worker, as `npm run worker` starts it. */
async function startWorker(): Promise<ChildProcess> {
  const child = fork('dist/worker.mjs', [], {
    env: process.env,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  children.push(child)
  await once(child, 'message')
  return child
}

/** Stops a worker as if twenty seconds had gone by, and not while it has the database to itself: nobody could go on then. */
async function stopInItsTracks(child: ChildProcess): Promise<void> {
  const { writer } = handles()
  writer.pragma('busy_timeout = 100')
  for (let tries = 0; ; tries++) {
    child.kill('SIGSTOP')
    try {
      writer.prepare('UPDATE newsletter_worker SET expires_at = 0').run()
      return
    } catch (error) {
      if (tries > 50) throw error
      child.kill('SIGCONT')
      await rest(15)
    }
  }
}

const progress = async () =>
  (await progressOf(issueId)) as NonNullable<Awaited<ReturnType<typeof progressOf>>>
const sum = async () => {
  const { queued, sent, failed, skipped, uncertain } = await progress()
  return queued + sent + failed + skipped + uncertain
}
async function until(condition: () => Promise<boolean> | boolean, seconds = 40): Promise<void> {
  const end = Date.now() + seconds * 1_000
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`not in time: ${JSON.stringify(await progress())}`)
    await rest(20)
  }
}
async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number> {
  const end = once(child, 'exit')
  const began = Date.now()
  child.kill(signal)
  await end
  return (Date.now() - began) / 1_000
}

it('two workers at once send to everybody once', { timeout: 60_000 }, async () => {
  await begin(150, () => ({ stall: 20 }))
  await Promise.all([startWorker(), startWorker()])
  await until(async () => (await progress()).status === 'done')
  expect(sink.messages).toHaveLength(150)
  expect(new Set(sink.messages.map(({ to }) => to)).size).toBe(150)
})

it('when the one that sends is killed another takes over; what may have arrived is not sent again', {
  timeout: 120_000,
}, async () => {
  await begin(200, () => ({ stall: 30 }), 200)
  for (const point of [20, 70, 120]) {
    const child = await startWorker()
    await until(() => sink.messages.length >= point)
    await ended(child, 'SIGKILL')
    expect(await sum()).toBe(200)
  }
  await startWorker()
  await until(async () => (await progress()).status === 'done')
  const reached = new Set(sink.messages.map(({ to }) => to))
  expect(sink.messages).toHaveLength(reached.size)
  const uncertain = rows<{ email: string }>(
    "SELECT email FROM newsletter_deliveries WHERE state = 'uncertain'",
  )
  expect(uncertain.length).toBeLessThanOrEqual(3 * 10)
  const known = new Set([...reached, ...uncertain.map(({ email }) => email)])
  expect(known.size).toBe(200)
  expect(await sum()).toBe(200)
})

it('asked to end it lets arrive what is on its way, twice asked too, and the next goes on', {
  timeout: 90_000,
}, async () => {
  await begin(100, () => ({ stall: 1_000 }))
  const child = await startWorker()
  await until(() => sink.messages.length >= 10)
  const end = once(child, 'exit')
  const began = Date.now()
  child.kill('SIGTERM')
  await rest(100)
  child.kill('SIGTERM')
  const [code] = await end
  expect(code).toBe(0)
  expect((Date.now() - began) / 1_000).toBeLessThan(25)
  expect(rows("SELECT 1 FROM newsletter_deliveries WHERE state IN ('claimed', 'dot', 'uncertain')")).toEqual(
    [],
  )
  await startWorker()
  await until(async () => (await progress()).status === 'done')
  expect(await progress()).toMatchObject({ sent: 100, uncertain: 0 })
  expect(sink.messages).toHaveLength(100)
})

it('a worker that was stopped in its tracks and goes on later does no harm', {
  timeout: 90_000,
}, async () => {
  await begin(60, () => ({ stall: 50 }), 40)
  const child = await startWorker()
  await until(() => sink.messages.length >= 10)
  await stopInItsTracks(child)
  await startWorker()
  await until(async () => (await progress()).status === 'done')
  child.kill('SIGCONT')
  await rest(1_500)
  const uncertain = rows<{ email: string }>(
    "SELECT email FROM newsletter_deliveries WHERE state = 'uncertain'",
  )
  const reached = new Set(sink.messages.map(({ to }) => to))
  expect(sink.messages).toHaveLength(reached.size)
  expect(new Set([...reached, ...uncertain.map(({ email }) => email)]).size).toBe(60)
})
