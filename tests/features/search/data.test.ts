import fc from 'fast-check'
import { expect, it } from 'vitest'
import { write } from '@/db/client.ts'
import { publishArticle, reviseArticle, unpublishArticle } from '@/features/articles/mutations.ts'
import { searchArticles } from '@/features/search/data.ts'
import { indexArticle } from '@/features/search/mutations.ts'
import { matchExpression, splitFound } from '@/features/search/query.ts'
import {
  addArticle,
  addAuthor,
  addDraft,
  addTopic,
  freshDatabase,
  snapshotOf,
  words,
} from '../../factories/database.ts'

freshDatabase()

const find = async (typed: string) => (await searchArticles(typed, 20, 0)).map((hit) => hit.id)
let number = 0
const article = (headline: string, body = 'Niente altro.', at = 1000) =>
  addArticle({ headline, body: words(body), slug: `articolo-${number++}` }, at)

it.each([
  ['perche', 'Perché il ponte chiude'],
  ['PERCHÉ', 'Perche il ponte chiude'],
  ['citta', 'La CITTÀ che cresce'],
  ['l’economia', "L'economia del mare"],
  ["l'economia", 'L’economia del mare'],
  ['economia', "L'economia del mare"],
  ['naive', 'Un pittore naïve'],
  ['ponte chiude', 'Chiude anche il ponte'],
  ['pont', 'Il ponte chiude'],
  ['«ponte vecchio»', 'Il ponte vecchio riapre'],
  ['1911', 'Il telescopio del 1911'],
  ['covid-19', 'Il Covid 19 e noi'],
  ['ponte?!', 'Il ponte'],
])('%j finds %j', async (typed, headline) => {
  const id = await article(headline)
  await article('Tutt’altro')
  expect(await find(typed)).toEqual([id])
})

it.each([
  ['ponte nave', 'Il ponte'],
  ['onte', 'Il ponte'],
  ['po', 'Il ponte'],
  ['«vecchio ponte»', 'Il ponte vecchio'],
  ['pont chiude', 'Il ponte chiude'],
  ['', 'Il ponte'],
  ['?!', 'Il ponte'],
  ['NOT', 'Il ponte'],
  ['*', 'Il ponte'],
])('%j does not find %j', async (typed, headline) => {
  await article(headline)
  expect(await find(typed)).toEqual([])
})

it('the words of an operator are words like others', async () => {
  const id = await article('Or not and near')
  for (const typed of ['or', 'NOT AND', 'near', 'headline or']) await find(typed)
  expect(await find('OR NOT AND NEAR')).toEqual([id])
  expect(await find('headline:not')).toEqual([])
})

it('headline, standfirst, text, authors and topics are searched, the headline before the rest', async () => {
  const rest = await addArticle({
    headline: 'Altro',
    standfirst: 'Una cometa.',
    slug: 'a',
    body: words('Il faro di notte.'),
    byline: [{ authorId: await addAuthor('Ada Neri'), role: 'author' }],
    tagIds: [await addTopic('Astronomia')],
  })
  const headline = await article('Il faro', 'Niente. '.repeat(50))
  expect(await find('cometa')).toEqual([rest])
  expect(await find('neri')).toEqual([rest])
  expect(await find('astronomia')).toEqual([rest])
  expect(await find('faro')).toEqual([headline, rest])
})

it('only what is published is found, as it is published', async () => {
  await addDraft({ headline: 'La bozza', slug: 'bozza' })
  const id = await addArticle({ headline: 'La cometa' })
  const snapshot = await snapshotOf({ headline: 'La meteora' })
  await write((tx) => reviseArticle(tx, { id, lockVersion: 2, snapshot, kind: 'manual' }))
  expect([await find('bozza'), await find('meteora'), await find('cometa')]).toEqual([[], [], [id]])
  await write((tx) => publishArticle(tx, { id, lockVersion: 3 }))
  expect([await find('meteora'), await find('cometa')]).toEqual([[id], []])
  await write((tx) => unpublishArticle(tx, id, 4))
  expect(await find('meteora')).toEqual([])
})

it('words of an article that is not published are not found, whatever the index holds', async () => {
  const id = await addDraft({ slug: 'bozza' })
  const words = { headline: 'La bozza', standfirst: '', body: '', authors: '', tags: '' }
  await write((tx) => indexArticle(tx, id, words))
  expect(await find('bozza')).toEqual([])
})

it('of equal matches the newest comes first, and pages do not overlap', async () => {
  const ids: number[] = []
  for (const at of [3000, 1000, 5000, 4000, 2000]) ids.push(await article('Il faro', 'Luce.', at))
  const [three, one, five, four, two] = ids
  expect(await find('faro')).toEqual([five, four, three, two, one])
  const part = async (offset: number) => (await searchArticles('faro', 2, offset)).map((hit) => hit.id)
  expect([await part(0), await part(2), await part(4), await part(6)]).toEqual([
    [five, four],
    [three, two],
    [one],
    [],
  ])
})

it('an excerpt marks the words that were found, as they are written', async () => {
  await article('Altro', `${'La città è grande. '.repeat(40)}Perché no? La CITTÀ dorme.`)
  const [hit] = await searchArticles('perche citta', 20, 0)
  const parts = splitFound(hit?.excerpt ?? '')
  expect(parts.filter((part) => part.found).map((part) => part.text)).toEqual(
    expect.arrayContaining(['Perché', 'CITTÀ']),
  )
  expect(parts.map((part) => part.text).join('')).not.toMatch(/[\ue000\ue001]/)
  expect((hit?.excerpt ?? '').length).toBeLessThan(400)
})

it('an excerpt of a match elsewhere marks nothing', async () => {
  await article('La cometa', 'Niente altro.')
  const [hit] = await searchArticles('cometa', 20, 0)
  expect(splitFound(hit?.excerpt ?? '')).toEqual([{ text: 'Niente altro.', found: false }])
})

it('marks that stand in a text already do not make an excerpt fall apart', () => {
  expect(splitFound('\ue001a\ue000b\ue000c\ue001').map((part) => part.text)).toEqual(['ab', 'c'])
})

it('whatever is typed, the query parses', async () => {
  await article('Il ponte')
  const pieces = fc.constantFrom(
    '"',
    '*',
    '(',
    ')',
    '^',
    ':',
    '+',
    '-',
    '{',
    '}',
    "'",
    '\0',
    'NEAR(',
    'AND',
    'NOT',
    'OR',
    'ponte',
    '\ud800',
    '“',
    '”',
    '«',
    '»',
    ' ',
    ',',
    'headline:',
    '🌉',
    'ﬁ',
  )
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 500 }),
    fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
    fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(' ')),
  )
  await fc.assert(
    fc.asyncProperty(typed, async (text) => {
      expect(Array.isArray(await searchArticles(text, 5, 0))).toBe(true)
    }),
    { numRuns: 1500 },
  )
})

it('a query has a limit, however much is typed', () => {
  expect(matchExpression('parola '.repeat(10_000))?.split(' AND ').length).toBeLessThanOrEqual(16)
  expect(matchExpression('"a b" '.repeat(10_000))?.split(' AND ').length).toBeLessThanOrEqual(16)
})
