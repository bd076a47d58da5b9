import { afterEach, expect, it, vi } from 'vitest'
import { write } from '@/db/client.ts'
import { topViews } from '@/db/metrics.ts'
import { publishArticle, reviseArticle, unpublishArticle } from '@/features/articles/mutations.ts'
import { listMostRead } from '@/features/reading/data.ts'
import { recordViews, touchMostRead } from '@/features/reading/mutations.ts'
import { addArticle, freshDatabase, snapshotOf, touchedBy } from '../../factories/database.ts'

freshDatabase()
afterEach(() => {
  vi.useRealTimers()
})

const hour = 3_600_000
const now = Date.parse('2026-11-24T09:00:00Z')
const at = (hours: number) => vi.useFakeTimers({ toFake: ['Date'], now: now + hours * hour })
const views = (counts: Record<string, number>) => recordViews(new Map(Object.entries(counts)))

it('the most read come first, counts of several minutes and hours together', async () => {
  at(0)
  const [a, b] = [await addArticle({ slug: 'a' }), await addArticle({ slug: 'b' })]
  await views({ '/citta/a': 5, '/citta/b': 4 })
  await views({ '/citta/b': 1 })
  expect(await listMostRead(5)).toEqual([a, b])
  at(1)
  await views({ '/citta/b': 1 })
  expect(await topViews(0, 10)).toEqual([
    { path: '/citta/b', count: 6 },
    { path: '/citta/a', count: 5 },
  ])
  expect([await listMostRead(5), await listMostRead(1)]).toEqual([[b, a], [b]])
})

it('nothing read is an empty list', async () => {
  await addArticle()
  expect(await listMostRead(5)).toEqual([])
  await recordViews(new Map())
  expect(await listMostRead(5)).toEqual([])
})

it('what is older than two days counts no more', async () => {
  at(0)
  const [a, b] = [await addArticle({ slug: 'a' }), await addArticle({ slug: 'b' })]
  await views({ '/citta/a': 900 })
  at(48)
  await views({ '/citta/b': 1 })
  expect(await listMostRead(5)).toEqual([a, b])
  at(49)
  expect(await listMostRead(5)).toEqual([b])
})

it('counts are forgotten after thirty days', async () => {
  at(0)
  await views({ '/citta/a': 1 })
  at(30 * 24)
  await views({ '/citta/b': 1 })
  expect((await topViews(0, 10)).map((row) => row.path)).toEqual(['/citta/a', '/citta/b'])
  at(30 * 24 + 1)
  await views({})
  expect((await topViews(0, 10)).map((row) => row.path)).toEqual(['/citta/b'])
})

it('only articles that readers can open are listed, each once, under whatever address it was read', async () => {
  at(0)
  const moved = await addArticle({ slug: 'vecchio' })
  const snapshot = await snapshotOf({ slug: 'nuovo' })
  await write(async (tx) => {
    const next = await reviseArticle(tx, { id: moved, lockVersion: 2, snapshot, kind: 'manual' })
    await publishArticle(tx, { id: moved, lockVersion: next })
  })
  const taken = await addArticle({ slug: 'tolto' })
  await write((tx) => unpublishArticle(tx, taken, 2))
  const plain = await addArticle({ slug: 'altro' })
  await views({
    '/citta/tolto': 99,
    '/citta/inventato': 98,
    '/citta/vecchio': 50,
    '/citta/altro': 40,
    '/citta/nuovo': 30,
  })
  expect(await listMostRead(5)).toEqual([moved, plain])
})

it('a change of the list is made known', async () => {
  expect(await touchedBy(touchMostRead)).toEqual(['most-read'])
})
