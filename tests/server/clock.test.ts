// The clock in processes of their own, on one database, as two servers on one data folder have it.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { handles, write } from '@/db/client.ts'
import { findSituation } from '@/features/workflow/data.ts'
import { runCommand } from '@/features/workflow/mutations.ts'
import { addDraft, freshDatabase, rows } from '../factories/database.ts'
import { addActor } from '../factories/people.ts'

freshDatabase()

const root = path.resolve(import.meta.dirname, '../..')
// Beside the packages, which the bundle leaves outside.
const folder = path.join(root, 'node_modules', '.cache', `clock-${process.pid}`)
const program = path.join(folder, 'clock.mjs')

beforeAll(async () => {
  mkdirSync(folder, { recursive: true })
  await build({
    absWorkingDir: root,
    stdin: {
      contents: `import { startClock } from './server/clock.ts'
        const end = await startClock()
        process.on('message', () => end().then(() => process.exit(0)))
        process.send('ready')`,
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    alias: { 'server-only': path.join(root, 'lib/empty.ts') },
    logLevel: 'warning',
    outfile: program,
  })
  return () => rmSync(folder, { recursive: true, force: true })
}, 60_000)

const children: ChildProcess[] = []
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
})

/** A process that keeps the clock. */
async function startProcess(): Promise<ChildProcess> {
  const child = fork(program, [], { env: process.env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  children.push(child)
  await once(child, 'message')
  return child
}

/** Articles that are scheduled for some day, so that processes can be started before. */
async function addScheduled(count: number): Promise<number[]> {
  const ugo = await addActor('editor')
  const ids: number[] = []
  for (let n = 0; n < count; n++) {
    const id = await addDraft({ slug: `articolo-${n}` })
    const at = Date.now() + 3_600_000
    const { lockVersion = 0 } = (await findSituation(id)) ?? {}
    await write((tx) =>
      runCommand(tx, ugo, id, lockVersion, { command: 'schedule', at, overrides: [], substantive: false }),
    )
    ids.push(id)
  }
  return ids
}
const setHour = (id: number, at: number) =>
  handles().writer.prepare('UPDATE articles SET publish_at = ? WHERE id = ?').run(at, id)

const publications = () =>
  rows<{ id: number; at: number }>(
    "SELECT article_id AS id, at FROM audit_log WHERE event LIKE '%publish%' ORDER BY id",
  )
const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))
async function published(count: number): Promise<void> {
  while (publications().length < count) await pause(20)
}

it('two processes publish each article once, also when one of them is killed in the middle', async () => {
  const ids = await addScheduled(16)
  const [one] = await Promise.all([startProcess(), startProcess()])
  const at = Date.now() + 500
  for (const id of ids) setHour(id, at)
  await published(4)
  one?.kill('SIGKILL')
  await published(ids.length)
  await pause(1_200) // two looks more
  expect(publications().map((row) => row.id)).toEqual(ids)
  expect(rows("SELECT count(*) AS n FROM articles WHERE status = 'published'")).toEqual([{ n: ids.length }])
}, 60_000)

// On a machine that is busy with other things a second may pass in vain: not three times in a row.
it('two processes publish within a second of the hour, never before', { retry: 2 }, async () => {
  const ids = await addScheduled(4)
  await Promise.all([startProcess(), startProcess()])
  const start = Date.now() + 700
  const hours = ids.map((id, n) => ({ id, at: start + n * 370 }))
  for (const { id, at } of hours) setHour(id, at)
  await published(ids.length)
  const late = publications().map((row) => row.at - (hours.find(({ id }) => id === row.id)?.at ?? 0))
  expect(Math.min(...late)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...late)).toBeLessThan(1_000)
  expect(rows('SELECT first_published_at AS at FROM articles ORDER BY id')).toEqual(
    hours.map(({ at }) => ({ at })),
  )
})

it('a process that starts catches up before it says that it is ready', async () => {
  const [id] = await addScheduled(1)
  setHour(id as number, Date.now() - 60_000)
  const child = await startProcess()
  expect(publications().map((row) => row.id)).toEqual([id])
  child.send('end')
  expect(await once(child, 'exit')).toEqual([0, null])
})
