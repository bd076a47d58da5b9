import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { found, matchExpression, splitFound } from '@/features/search/query.ts'

const database = new Database(':memory:')
database.exec(`CREATE VIRTUAL TABLE texts USING fts5 (body, tokenize = "unicode61 remove_diacritics 2")`)
const insert = database.prepare('INSERT INTO texts (body) VALUES (?)')
for (const body of ['Il ponte nuovo di Lumera', 'Il nuovo ponte', 'Perché la città dorme', 'not and or near'])
  insert.run(body)
const search = database.prepare<[string], { rowid: number }>(
  'SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rowid',
)
afterAll(() => database.close())

/** Numbers of the texts above that a reader finds. */
function hits(typed: string): number[] | null {
  const expression = matchExpression(typed)
  return expression === null ? null : search.all(expression).map((row) => row.rowid)
}

it('whatever is typed, SQLite can read the query or there is none', () => {
  const piece = fc.constantFrom(
    ...[
      '"',
      '""',
      '“',
      '”',
      '«',
      '»',
      '*',
      '^',
      ':',
      '(',
      ')',
      '{',
      '}',
      '+',
      '-',
      '.',
      ',',
      "'",
      '\\',
      '\0',
      '%',
      ';',
    ],
    ...[
      'AND',
      'OR',
      'NOT',
      'NEAR',
      'NEAR(',
      'body:',
      'texts',
      'ponte',
      'città',
      ' ',
      '½',
      '①',
      '𝐀',
      '中文',
      '\u0301',
      '\ud800',
      '--',
    ],
  )
  const typed = fc.oneof(
    fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
  )
  fc.assert(
    fc.property(typed, (text) => hits(text) === null || Array.isArray(hits(text))),
    { numRuns: 1000 },
  )
})

it('all words are wanted, in any order, without regard to case and accents', () => {
  expect(hits('PONTE nuovo')).toEqual([1, 2])
  expect(hits('ponte lumera')).toEqual([1])
  expect(hits('perche citta')).toEqual([3])
  expect(hits('PERCHÉ')).toEqual([3])
  expect(hits('ponte assente')).toEqual([])
})

it('a phrase in any quotation marks stands together', () => {
  for (const phrase of ['"ponte nuovo"', '“ponte nuovo”', '«ponte nuovo»']) expect(hits(phrase)).toEqual([1])
  expect(hits('"nuovo ponte" il')).toEqual([2])
  expect(hits('"ponte nuovo')).toEqual([1, 2])
})

it('the last word may be a beginning once it has three letters', () => {
  expect(hits('lum')).toEqual([1])
  expect(hits('lu')).toEqual([])
  expect(hits('pon nuovo')).toEqual([])
})

it('operators and column names are only words', () => {
  expect(hits('NOT')).toEqual([4])
  expect(hits('not AND or NEAR')).toEqual([4])
  expect(hits('body:ponte')).toEqual([])
  expect(hits('ponte OR città')).toEqual([])
})

it('there is no query where there is no word', () => {
  for (const typed of ['', '   ', '""', '«»', '?!*', '\0', '—'])
    expect([typed, matchExpression(typed)]).toEqual([typed, null])
})

it('a very long text asks for its first words only', () => {
  const words = matchExpression('parola '.repeat(10_000))?.split(' AND ') ?? []
  expect(words).toHaveLength(12)
})

it('an excerpt is cut at its marks and keeps all its text', () => {
  expect(splitFound(`Il ${found.start}ponte${found.end} nuovo`)).toEqual([
    { text: 'Il ', found: false },
    { text: 'ponte', found: true },
    { text: ' nuovo', found: false },
  ])
  expect(splitFound('')).toEqual([])
})

it('a mark without its partner is dropped, not shown', () => {
  expect(splitFound(`a${found.start}b`)).toEqual([{ text: 'ab', found: false }])
  expect(splitFound(`a${found.end}b`)).toEqual([{ text: 'ab', found: false }])
})
