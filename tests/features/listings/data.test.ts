import { expect, it } from 'vitest'
import { write } from '@/db/client.ts'
import { unpublishArticle } from '@/features/articles/mutations.ts'
import type { Snapshot } from '@/features/articles/schema.ts'
import { replaceCorrections } from '@/features/corrections/mutations.ts'
import {
  anyBetween,
  findSpan,
  listBetween,
  listByAuthor,
  listByGenre,
  listBySections,
  listByTopic,
  listCorrections,
  listLatest,
} from '@/features/listings/data.ts'
import { pageOf, pageSize, parsePage, stretchOf } from '@/features/listings/page.ts'
import {
  addArticle,
  addAuthor,
  addDraft,
  addSection,
  addTopic,
  freshDatabase,
} from '../../factories/database.ts'

freshDatabase()

let number = 0
const add = (over: Partial<Snapshot> = {}, at?: number) =>
  addArticle({ slug: `articolo-${number++}`, ...over }, at)
const idsOf = (teasers: { id: number }[]) => teasers.map((teaser) => teaser.id)
const all = { limit: 100 }

it('lists hold what is published, newest first, of one moment the last that was made', async () => {
  const [a, b, c, d] = [await add({}, 2000), await add({}, 3000), await add({}, 1000), await add({}, 2000)]
  await addDraft({ slug: 'bozza' })
  expect(idsOf(await listLatest(all))).toEqual([b, d, a, c])
})

it('an article that was taken away is in no list', async () => {
  const authorId = await addAuthor('Ada Neri')
  const topicId = await addTopic('Porti')
  const sectionId = await addSection('Città')
  const over: Partial<Snapshot> = {
    byline: [{ authorId, role: 'author' }],
    tagIds: [topicId],
    genre: 'opinion',
  }
  const id = await add(over, 1000)
  const lists = async () =>
    Promise.all([
      listLatest(all),
      listBySections([sectionId], all),
      listByAuthor(authorId, all),
      listByTopic(topicId, all),
      listByGenre('opinion', all),
      listBetween(0, 2000, all),
    ]).then((found) => found.map(idsOf))
  expect(await lists()).toEqual(Array(6).fill([id]))
  await write((tx) => unpublishArticle(tx, id, 2))
  expect(await lists()).toEqual(Array(6).fill([]))
  expect([await findSpan(), await anyBetween(0, 2000)]).toEqual([null, false])
})

it('the stretches of a list are the whole list, without gaps and twins', async () => {
  const topicId = await addTopic('Porti')
  const authorId = await addAuthor('Ada Neri')
  const sectionId = await addSection('Città')
  for (let i = 0; i < 11; i++)
    await add({ tagIds: [topicId], byline: [{ authorId, role: 'author' }] }, 1000 + (i % 3))
  const lists: ((stretch: { limit: number; offset?: number }) => Promise<{ id: number }[]>)[] = [
    listLatest,
    (stretch) => listBySections([sectionId], stretch),
    (stretch) => listByAuthor(authorId, stretch),
    (stretch) => listByTopic(topicId, stretch),
    (stretch) => listBetween(0, 9999, stretch),
    (stretch) => listByGenre('news', stretch),
  ]
  for (const list of lists) {
    const parts: number[] = []
    for (let offset = 0; offset < 15; offset += 4) parts.push(...idsOf(await list({ limit: 4, offset })))
    expect(parts).toEqual(idsOf(await list(all)))
    expect(new Set(parts).size).toBe(11)
  }
})

it('every list is in the order of publication, not of writing', async () => {
  const topicId = await addTopic('Porti')
  const authorId = await addAuthor('Ada Neri')
  const sectionId = await addSection('Città')
  const over: Partial<Snapshot> = { tagIds: [topicId], byline: [{ authorId, role: 'author' }] }
  const [a, b, c] = [await add(over, 2000), await add(over, 3000), await add(over, 1000)]
  const lists = await Promise.all([
    listLatest(all),
    listBySections([sectionId], all),
    listByAuthor(authorId, all),
    listByTopic(topicId, all),
    listByGenre('news', all),
    listBetween(0, 9999, all),
  ])
  expect(lists.map(idsOf)).toEqual(Array(6).fill([b, a, c]))
})

it('sections are listed together, and none of them is nothing', async () => {
  const [city, sport, world] = [
    await addSection('Città'),
    await addSection('Sport'),
    await addSection('Mondo'),
  ]
  const a = await add({ sectionId: city }, 1000)
  const b = await add({ sectionId: sport }, 2000)
  await add({ sectionId: world }, 3000)
  expect(idsOf(await listBySections([city, sport], all))).toEqual([b, a])
  expect(await listBySections([], all)).toEqual([])
  expect(await listBySections([99], all)).toEqual([])
})

it('an author has each article once, in whatever role', async () => {
  const [ada, bruno] = [await addAuthor('Ada Neri'), await addAuthor('Bruno Sala')]
  const twice = await add(
    {
      byline: [
        { authorId: ada, role: 'author' },
        { authorId: ada, role: 'photo' },
        { authorId: bruno, role: 'author' },
      ],
    },
    1000,
  )
  const other = await add({ byline: [{ authorId: bruno, role: 'author' }] }, 2000)
  expect(idsOf(await listByAuthor(ada, all))).toEqual([twice])
  expect(idsOf(await listByAuthor(bruno, all))).toEqual([other, twice])
  expect(await listByAuthor(99, all)).toEqual([])
})

it('a topic has its own articles and no others', async () => {
  const [ports, boats] = [await addTopic('Porti'), await addTopic('Barche')]
  const a = await add({ tagIds: [boats, ports] }, 1000)
  await add({ tagIds: [ports] }, 2000)
  expect(idsOf(await listByTopic(boats, all))).toEqual([a])
  expect(await listByTopic(99, all)).toEqual([])
})

it('a stretch of time holds its beginning and not its end', async () => {
  const [a, b, c] = [await add({}, 1000), await add({}, 1999), await add({}, 2000)]
  expect(idsOf(await listBetween(1000, 2000, all))).toEqual([b, a])
  expect(idsOf(await listBetween(2000, 3000, all))).toEqual([c])
  expect(await Promise.all([anyBetween(1000, 1001), anyBetween(1001, 1999), anyBetween(2000, 2001)])).toEqual(
    [true, false, true],
  )
})

it('the span reaches from the first to the last publication', async () => {
  expect(await findSpan()).toBeNull()
  await addDraft({ slug: 'bozza' })
  expect(await findSpan()).toBeNull()
  await add({}, 2000)
  expect(await findSpan()).toEqual({ first: 2000, last: 2000 })
  await add({}, 1000)
  expect(await findSpan()).toEqual({ first: 1000, last: 2000 })
})

it('corrections come newest first, with the article that they correct, while it is published', async () => {
  const [a, b] = [await add({ headline: 'Il ponte' }), await add({ headline: 'La nave' })]
  const correction = (text: string, at: number) =>
    ({ type: 'correction', text, position: 'bottom', at }) as const
  await write((tx) => replaceCorrections(tx, a, [correction('uno', 1000), correction('tre', 3000)]))
  await write((tx) => replaceCorrections(tx, b, [correction('due', 2000)]))
  const list = async () => (await listCorrections(all)).map((entry) => [entry.text, entry.headline] as const)
  expect(await list()).toEqual([
    ['tre', 'Il ponte'],
    ['due', 'La nave'],
    ['uno', 'Il ponte'],
  ])
  expect((await listCorrections({ limit: 1, offset: 1 })).map((entry) => entry.text)).toEqual(['due'])
  await write((tx) => unpublishArticle(tx, a, 2))
  expect(await list()).toEqual([['due', 'La nave']])
})

it('a page knows whether another follows', async () => {
  for (let i = 0; i < pageSize + 1; i++) await add({}, 1000 + i)
  const page = async (n: number) => pageOf(await listLatest(stretchOf(n)), n)
  const [first, second, third] = [await page(1), await page(2), await page(3)]
  expect([first.items.length, first.more, second.items.length, second.more]).toEqual([
    pageSize,
    true,
    1,
    false,
  ])
  expect(third).toEqual({ items: [], page: 3, more: false })
})

it.each([
  ['2', 2],
  ['10', 10],
  ['5000', 5000],
  ['5001', null],
  ['1', null],
  ['0', null],
  ['02', null],
  ['-2', null],
  ['2.5', null],
  ['2e1', null],
  ['', null],
  [' 2', null],
  ['٢', null],
  ['99999999999999999999', null],
])('the page number %j is %s', (text, page) => {
  expect(parsePage(text)).toBe(page)
})
