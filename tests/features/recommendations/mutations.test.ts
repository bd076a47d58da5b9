import { expect, it } from 'vitest'
import { write } from '@/db/client.ts'
import { related } from '@/db/schema/articles.ts'
import { publishArticle, reviseArticle, unpublishArticle } from '@/features/articles/mutations.ts'
import type { Snapshot } from '@/features/articles/schema.ts'
import { listRelated } from '@/features/recommendations/data.ts'
import { affectedBy, rebuildRelated } from '@/features/recommendations/mutations.ts'
import {
  addArticle,
  addDraft,
  addSection,
  addTopic,
  everyRow,
  freshDatabase,
  rows,
  snapshotOf,
  touchedBy,
} from '../../factories/database.ts'

freshDatabase()

let number = 0
const add = (over: Partial<Snapshot> = {}, at?: number) =>
  addArticle({ slug: `articolo-${number++}`, ...over }, at)
const rebuild = (id: number) => write((tx) => rebuildRelated(tx, id))
const affected = async (id: number) => (await write((tx) => affectedBy(tx, id))).sort((a, b) => a - b)
const stored = (id: number) =>
  rows<{ target_id: number; reason: string }>(
    'SELECT target_id, reason FROM related WHERE article_id = ? ORDER BY rank',
    id,
  ).map((row) => [row.target_id, row.reason])
const shown = async (id: number) => (await listRelated(id)).map((teaser) => teaser.id)

it('pins come first in their order, then shared topics, then the section, then what is new', async () => {
  const sport = await addSection('Sport')
  const [ports, boats] = [await addTopic('Porti'), await addTopic('Barche')]
  const recent = await add({ sectionId: sport }, 9000)
  const section = await add({}, 1000)
  const oneTopic = await add({ sectionId: sport, tagIds: [ports] }, 3000)
  const twoTopics = await add({ sectionId: sport, tagIds: [ports, boats] }, 2000)
  const [pinA, pinB] = [await add({ sectionId: sport }, 10), await add({ tagIds: [ports] }, 20)]
  const id = await add({ tagIds: [boats, ports], relatedPins: [pinB, pinA] }, 5000)
  expect(await rebuild(id)).toBe(true)
  expect(stored(id)).toEqual([
    [pinB, 'pin'],
    [pinA, 'pin'],
    [twoTopics, 'topic'],
    [oneTopic, 'topic'],
    [section, 'section'],
    [recent, 'recent'],
  ])
  expect(await shown(id)).toEqual([pinB, pinA, twoTopics, oneTopic, section, recent])
})

it('there are never more than fifteen, each once, and never the article itself', async () => {
  const topic = await addTopic('Porti')
  const others: number[] = []
  for (let i = 0; i < 22; i++) others.push(await add({ tagIds: [topic] }, 1000 + i))
  const id = await addDraft({ slug: 'se-stesso', tagIds: [topic] })
  const snapshot = await snapshotOf({
    slug: 'se-stesso',
    tagIds: [topic],
    relatedPins: [others[3] as number, id, others[0] as number],
  })
  await write(async (tx) => {
    await publishArticle(tx, {
      id,
      lockVersion: await reviseArticle(tx, { id, lockVersion: 1, snapshot, kind: 'manual' }),
    })
    await rebuildRelated(tx, id)
  })
  const list = await shown(id)
  expect(list).toHaveLength(15)
  expect(list.slice(0, 3)).toEqual([others[3], others[0], others[21]])
  expect(new Set(list).size).toBe(15)
  expect(list).not.toContain(id)
})

it('what is not published is never shown, not even when it is pinned', async () => {
  const topic = await addTopic('Porti')
  const draft = await addDraft({ slug: 'bozza', tagIds: [topic] })
  const taken = await add({ tagIds: [topic] })
  const kept = await add({ tagIds: [topic] })
  const id = await add({ tagIds: [topic], relatedPins: [draft, taken, kept] })
  await rebuild(id)
  expect(await shown(id)).toEqual([taken, kept])
  await write((tx) => unpublishArticle(tx, taken, 2))
  expect(await shown(id)).toEqual([kept]) // at once, before any list is computed anew
  expect(await rebuild(id)).toBe(true)
  expect(stored(id)).toEqual([[kept, 'pin']])
})

it('a list that stays the same touches nothing and writes nothing', async () => {
  await add()
  const id = await add()
  await rebuild(id)
  const before = everyRow()
  expect(await rebuild(id)).toBe(false)
  expect(everyRow()).toEqual(before)
})

it('a list that became another touches its own tag and no other', async () => {
  await add()
  const id = await add()
  expect(await touchedBy(() => rebuild(id))).toEqual([`related:${id}`])
  await add()
  expect(await touchedBy(() => rebuild(id))).toEqual([`related:${id}`])
})

it('a list may change for its reasons alone', async () => {
  const topic = await addTopic('Porti')
  const other = await add({ tagIds: [topic] })
  const id = await add({ tagIds: [topic] })
  await rebuild(id)
  const snapshot = await snapshotOf({ slug: `articolo-${number - 1}`, tagIds: [] })
  await write(async (tx) => {
    const next = await reviseArticle(tx, { id, lockVersion: 2, snapshot, kind: 'manual' })
    await publishArticle(tx, { id, lockVersion: next })
  })
  expect(await rebuild(id)).toBe(true)
  expect(stored(id)).toEqual([[other, 'section']])
})

it('the only article of a publication has an empty list', async () => {
  const id = await add()
  expect([await rebuild(id), await shown(id)]).toEqual([false, []])
})

it('an article that does not exist has an empty list', async () => {
  await add()
  expect(await shown(99)).toEqual([])
})

it('an article affects itself, those that show it and those with a topic in common', async () => {
  const sectionId = await addSection('Sport')
  const [ports, boats] = [await addTopic('Porti'), await addTopic('Barche')]
  const others: number[] = []
  for (let i = 0; i < 16; i++) others.push(await add({ sectionId, tagIds: [boats] }, 1000 + i))
  const sameTopic = await add({ tagIds: [ports, boats] }, 500)
  for (const other of [...others, sameTopic]) await rebuild(other) // full lists, which only these reasons change
  const id = await add({ sectionId, tagIds: [ports] }, 2000)
  await addDraft({ slug: 'bozza', tagIds: [ports] })
  expect(await affected(id)).toEqual([sameTopic, id])
  const shows = others[3] as number
  await write((tx) => tx.insert(related).values({ articleId: shows, rank: 16, targetId: id, reason: 'pin' }))
  expect(await affected(id)).toEqual([shows, sameTopic, id])
})

it('it also affects recent ones that have too little to show yet', async () => {
  const sport = await addSection('Sport')
  const [first, second] = [await add(), await add({ sectionId: sport })]
  await addDraft({ slug: 'bozza' })
  await rebuild(first)
  await rebuild(second)
  const id = await add({ sectionId: await addSection('Mondo') })
  expect(await affected(id)).toEqual([first, second, id])
})

it('an article that was taken away still affects those that showed it', async () => {
  const shows = await add()
  const id = await add()
  await rebuild(shows)
  await write((tx) => unpublishArticle(tx, id, 2))
  expect(await affected(id)).toEqual([shows, id])
})

it('of a topic with very many articles the newest are affected', async () => {
  const topic = await addTopic('Porti')
  const ids: number[] = []
  for (let i = 0; i < 70; i++) ids.push(await add({ tagIds: [topic] }, 1000 + i))
  for (const id of ids) await rebuild(id)
  const last = await add({ tagIds: [topic] }, 5000)
  expect(await affected(last)).toEqual([...ids.slice(-59), last])
})
