import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { handles, write } from '@/db/client.ts'
import { people } from '@/db/schema/people.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { findArticle } from '@/features/articles/data.ts'
import { reviseArticle } from '@/features/articles/mutations.ts'
import { takeLease } from '@/features/publishing/mutations.ts'
import { createClock } from '@/features/publishing/worker.ts'
import { saveNewsroom } from '@/features/settings/mutations.ts'
import { countOverdue, findSituation, nextDue } from '@/features/workflow/data.ts'
import { runCommand } from '@/features/workflow/mutations.ts'
import { type CommandInput, commandSchema } from '@/features/workflow/schema.ts'
import { addArticle, addDraft, freshDatabase, rows, snapshotOf } from '../../factories/database.ts'
import { addActor } from '../../factories/people.ts'

freshDatabase()

const minute = 60_000
const soon = () => Math.floor(Date.now() / 1000) * 1000 + 5 * minute

async function run(actor: Actor, id: number, input: CommandInput) {
  const lockVersion = (await findSituation(id))?.lockVersion ?? 0
  return write((tx) => runCommand(tx, actor, id, lockVersion, commandSchema.parse(input)))
}
async function save(id: number, headline: string) {
  const snapshot = await snapshotOf({ headline })
  const lockVersion = (await findSituation(id))?.lockVersion ?? 0
  await write((tx) => reviseArticle(tx, { id, lockVersion, snapshot, kind: 'manual' }))
}
const publications = () =>
  rows<{ article_id: number; actor_id: number }>(
    "SELECT article_id, actor_id FROM audit_log WHERE event = 'article.publish' ORDER BY id",
  )
const disable = (id: number, status: 'active' | 'disabled') =>
  write((tx) => tx.update(people).set({ status }).where(eq(people.id, id)))

it('publishes at its hour and not before, as it was scheduled, with the hour that was meant', async () => {
  const ugo = await addActor('editor')
  const id = await addDraft()
  const at = soon()
  await run(ugo, id, { command: 'schedule', at })
  await save(id, 'Scritto dopo')
  const clock = createClock()
  expect(await nextDue(Date.now())).toBe(at)
  expect(await clock.publishDue(at - 1)).toEqual([])
  expect(await findArticle('/citta/ponte')).toBeNull()
  expect(await clock.publishDue(at + 700)).toEqual([id])
  expect(await findArticle('/citta/ponte')).toMatchObject({ headline: 'Il ponte riapre', publishedAt: at })
  expect(await findSituation(id)).toMatchObject({
    status: 'published',
    stage: 'draft',
    live: 1,
    publishAt: null,
  })
  expect(publications()).toEqual([{ article_id: id, actor_id: ugo.id }])
  expect(await clock.publishDue(at + 1700)).toEqual([])
})

it('catches up with what fell due while nobody was there, in its order', async () => {
  const ugo = await addActor('editor')
  const at = soon()
  const late = await addDraft({ slug: 'tardi' })
  const early = await addDraft({ slug: 'presto' })
  await run(ugo, late, { command: 'schedule', at: at + minute })
  await run(ugo, early, { command: 'schedule', at })
  expect(await createClock().publishDue(at + 60 * minute)).toEqual([early, late])
  expect(rows('SELECT first_published_at AS at FROM articles ORDER BY id')).toEqual([
    { at: at + minute },
    { at },
  ])
})

it('a change of what readers see goes out at its hour and keeps the first time of publication', async () => {
  const ugo = await addActor('editor')
  const first = Date.parse('2026-01-10T09:00:00Z')
  const id = await addArticle({}, first)
  await save(id, 'Il ponte chiude')
  const at = soon()
  await run(ugo, id, { command: 'schedule', at, substantive: true })
  expect(await findArticle('/citta/ponte')).toMatchObject({ headline: 'Il ponte riapre' })
  await createClock().publishDue(at)
  expect(await findArticle('/citta/ponte')).toMatchObject({ headline: 'Il ponte chiude', publishedAt: first })
  expect((await findArticle('/citta/ponte'))?.updatedAt).not.toBeNull()
})

it('two clocks at the same moment publish each article once', async () => {
  const ugo = await addActor('editor')
  const at = soon()
  const ids: number[] = []
  for (let n = 0; n < 6; n++) {
    const id = await addDraft({ slug: `uno-${n}` })
    await run(ugo, id, { command: 'schedule', at })
    ids.push(id)
  }
  const clocks = [createClock('a'), createClock('b'), createClock('c')]
  const done = await Promise.all(clocks.map((clock) => clock.publishDue(at)))
  for (const clock of clocks) done.push(await clock.publishDue(at))
  expect(done.flat().sort()).toEqual(ids)
  expect(publications().map((row) => row.article_id)).toEqual(ids)
})

it('an owner that was replaced has an old number, one that was only late keeps its own', async () => {
  const take = (owner: string, now: number) => write((tx) => takeLease(tx, 'clock', owner, 1000, now))
  expect(await take('a', 0)).toBe(1)
  expect(await take('b', 999)).toBeNull()
  expect(await take('a', 999)).toBe(1)
  expect(await take('a', 5000)).toBe(1)
  expect(await take('b', 6000)).toBe(2)
  expect([await take('a', 6999), await take('a', 7000)]).toEqual([null, 3])
})

it('a machine that is slower than its turn is long publishes all the same', async () => {
  const ugo = await addActor('editor')
  const at = soon()
  const ids = [await addDraft({ slug: 'uno' }), await addDraft({ slug: 'due' })]
  for (const id of ids) await run(ugo, id, { command: 'schedule', at })
  const hold = (milliseconds: number) =>
    write(async () => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds))
  const done = createClock().publishDue(at)
  while (rows('SELECT 1 FROM leases').length === 0) await null
  await hold(2_100)
  expect(await done).toEqual(ids)
})

it('a failure of the machine is no refusal: it is tried again after a second', async () => {
  const ugo = await addActor('editor')
  const at = soon()
  const id = await addDraft()
  await run(ugo, id, { command: 'schedule', at })
  const { writer } = handles()
  writer.exec("CREATE TRIGGER broken BEFORE INSERT ON audit_log BEGIN SELECT RAISE(ABORT, 'disk full'); END")
  const clock = createClock()
  expect(await clock.publishDue(at)).toEqual([])
  writer.exec('DROP TRIGGER broken')
  expect(await clock.publishDue(at + 500)).toEqual([])
  expect(await clock.publishDue(at + 1_000)).toEqual([id])
})

it('keeps back what the gate refuses, says that it is overdue, and publishes it once it may', async () => {
  const ugo = await addActor('editor')
  const id = await addDraft()
  const at = soon()
  await run(ugo, id, { command: 'schedule', at })
  await disable(ugo.id, 'disabled')
  const clock = createClock()
  expect(await clock.publishDue(at)).toEqual([])
  expect(await findSituation(id)).toMatchObject({ status: 'scheduled', publishAt: at })
  expect([await countOverdue(at + minute), await countOverdue(at + 3 * minute)]).toEqual([0, 1])
  await disable(ugo.id, 'active')
  expect(await clock.publishDue(at + 1000)).toEqual([]) // not asked again at every look
  expect(await clock.publishDue(at + minute)).toEqual([id])
  expect(await countOverdue(at + 3 * minute)).toBe(0)
})

it('a check that blocks by then keeps it back too, unless somebody had answered for it', async () => {
  const ugo = await addActor('editor')
  const at = soon()
  const plain = await addDraft({ slug: 'uno' })
  const answered = await addDraft({ slug: 'due' })
  await run(ugo, plain, { command: 'schedule', at })
  await write((tx) => saveNewsroom(tx, ugo, { checks: { 'standfirst-missing': 'block' } }))
  await run(ugo, answered, {
    command: 'schedule',
    at,
    overrides: [{ check: 'standfirst-missing', reason: 'è una breve' }],
  })
  expect(await createClock().publishDue(at)).toEqual([answered])
  expect(rows("SELECT reason FROM audit_log WHERE event = 'article.publish'")).toEqual([
    { reason: 'standfirst-missing: è una breve' },
  ])
})

it('what was taken back, put aside or published by hand does not go out again', async () => {
  const ugo = await addActor('editor')
  const at = soon()
  for (const command of ['unschedule', 'archive', 'publish'] as const) {
    const id = await addDraft({ slug: command })
    await run(ugo, id, { command: 'schedule', at })
    await run(ugo, id, { command })
  }
  expect(await createClock().publishDue(at + minute)).toEqual([])
})
