import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { write } from '@/db/client.ts'
import { claimJobs, failJob, finishJob, type Job } from '@/features/outbox/mutations.ts'
import { freshDatabase, rows } from '../../factories/database.ts'

freshDatabase()

const start = 1_800_000_000_000
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: start })
})
afterEach(() => {
  vi.useRealTimers()
})

const kinds = ['related', 'avif']
const enqueue = (kind: string, payload: unknown, delay?: number) =>
  write((tx) => tx.enqueue(kind, payload, delay))
const after = (milliseconds: number) => vi.setSystemTime(start + milliseconds)
const claimed = async (limit = 10) => (await claimJobs(limit, kinds)).map((job) => job.payload)

it('jobs are taken in the order in which they are due', async () => {
  await enqueue('related', 'late', 5000)
  await enqueue('related', 'first')
  await enqueue('avif', 'second')
  after(5000)
  expect(await claimJobs(10, kinds)).toEqual([
    { id: 2, kind: 'related', payload: 'first', attempts: 0 },
    { id: 3, kind: 'avif', payload: 'second', attempts: 0 },
    { id: 1, kind: 'related', payload: 'late', attempts: 0 },
  ])
})

it('a job that is not due waits', async () => {
  await enqueue('related', 1, 5000)
  after(4999)
  expect(await claimed()).toEqual([])
  after(5000)
  expect(await claimed()).toEqual([1])
})

it('only jobs of the kinds asked for are taken', async () => {
  await enqueue('related', 1)
  await enqueue('mail', 2)
  expect(await claimJobs(10, [])).toEqual([])
  expect((await claimJobs(10, ['mail'])).map((job) => job.payload)).toEqual([2])
})

it('not more are taken than asked for', async () => {
  for (let i = 0; i < 5; i++) await enqueue('related', i)
  expect([await claimed(2), await claimed(2), await claimed(2), await claimed(2)]).toEqual([
    [0, 1],
    [2, 3],
    [4],
    [],
  ])
})

it('a job that was taken is free again when its lease has run out', async () => {
  await enqueue('related', 1)
  expect(await claimed()).toEqual([1])
  after(119_999)
  expect(await claimed()).toEqual([])
  after(120_000)
  expect(await claimed()).toEqual([1])
})

it('those who ask at once never get the same', async () => {
  for (let i = 0; i < 30; i++) await enqueue('related', i)
  const taken = (await Promise.all([1, 2, 3, 4, 5, 6].map(() => claimJobs(7, kinds)))).flat()
  expect(taken).toHaveLength(30)
  expect(new Set(taken.map((job) => job.id)).size).toBe(30)
})

it('equal jobs that wait are done once', async () => {
  for (const id of [1, 2, 1, 1]) await enqueue('related', { articleId: id })
  await enqueue('avif', { articleId: 1 })
  const jobs = await claimJobs(10, kinds)
  expect(jobs.map((job) => [job.kind, job.payload])).toEqual([
    ['related', { articleId: 1 }],
    ['related', { articleId: 2 }],
    ['avif', { articleId: 1 }],
  ])
  for (const job of jobs) await finishJob(job.id)
  expect(rows('SELECT * FROM outbox')).toEqual([])
})

it('a job that comes while its twin is being done is a job of its own', async () => {
  await enqueue('related', 1)
  const [first] = await claimJobs(10, kinds)
  await enqueue('related', 1)
  expect(await claimed()).toEqual([1])
  await finishJob((first as Job).id)
  expect(rows('SELECT id FROM outbox')).toHaveLength(1)
})

it('a job that failed is put off, longer each time, up to an hour, and keeps its error', async () => {
  await enqueue('related', 1)
  let at = 0
  const waits: number[] = []
  for (let attempt = 1; attempt <= 7; attempt++) {
    after(at)
    const [job] = await claimJobs(10, kinds)
    expect(job).toMatchObject({ attempts: attempt - 1 })
    await failJob(job as Job, new Error(`no ink ${attempt}`))
    const [row] = rows<{ due_at: number; error: string; attempts: number; leased_until: number }>(
      'SELECT due_at, error, attempts, leased_until FROM outbox',
    )
    expect(row).toMatchObject({ error: `no ink ${attempt}`, attempts: attempt, leased_until: 0 })
    const wait = (row?.due_at ?? 0) - start - at
    waits.push(wait)
    after(at + wait - 1)
    expect(await claimed()).toEqual([])
    at += wait
  }
  expect(waits).toEqual([10, 20, 40, 80, 160, 320, 640].map((seconds) => seconds * 1000))
})

it('after the last attempt it is left alone, for somebody to look at', async () => {
  await enqueue('related', 1)
  const [job] = await claimJobs(10, kinds)
  await failJob({ ...(job as Job), attempts: 7 }, 'no ink')
  after(30 * 24 * 3_600_000)
  expect(await claimed()).toEqual([])
  expect(rows('SELECT attempts, error FROM outbox')).toEqual([{ attempts: 8, error: 'no ink' }])
})

it('what a mail server answered is kept without the addresses in it', async () => {
  await enqueue('related', 1)
  const [job] = await claimJobs(10, kinds)
  await failJob(job as Job, new Error('550 5.1.1 <ada.neri@example.org>: user Ada@Example.org unknown'))
  expect(rows('SELECT error FROM outbox')).toEqual([{ error: '550 5.1.1 <…>: user … unknown' }])
})

it('a done job is gone, the others stay', async () => {
  await enqueue('related', 1)
  await enqueue('related', 2)
  const [job] = await claimJobs(10, kinds)
  await finishJob((job as Job).id)
  await finishJob(99)
  expect(rows('SELECT payload FROM outbox')).toEqual([{ payload: '2' }])
})

it('a job of a unit that was taken back does not exist', async () => {
  const unit = write(async (tx) => {
    await tx.enqueue('related', 1)
    throw new Error('taken back')
  })
  await expect(unit).rejects.toThrow()
  expect(await claimed()).toEqual([])
})
