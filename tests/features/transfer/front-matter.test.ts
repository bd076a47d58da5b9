import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseMarkdownFile } from '@/features/transfer/front-matter.ts'

const rome = 'Europe/Rome'
const parse = (text: string) => parseMarkdownFile(text, rome)
const file = (...lines: string[]) =>
  ['---', 'title: Il ponte', 'section: Città', ...lines, '---', 'Testo.'].join('\n')

function meta(...lines: string[]) {
  const parsed = parse(file(...lines))
  if (!parsed.ok) throw new Error(`${parsed.line}: ${parsed.reason}`)
  return parsed.file.meta
}
function refusal(text: string): string {
  const parsed = parse(text)
  return parsed.ok ? 'accepted' : `${parsed.line}: ${parsed.reason}`
}

it('title and section are enough; the rest has defaults', () => {
  const parsed = parse(file())
  expect(parsed).toMatchObject({
    ok: true,
    file: {
      meta: { title: 'Il ponte', section: 'Città', status: 'draft', genre: 'news', authors: [], tags: [] },
      body: 'Testo.',
      bodyLine: 5,
      unknownKeys: [],
    },
  })
})

it('authors are a list or one name, tags may be numbers, both may be empty', () => {
  expect(meta('authors: Ada Neri').authors).toEqual(['Ada Neri'])
  expect(meta('authors: [Ada Neri, "  Bruno Sala "]').authors).toEqual(['Ada Neri', 'Bruno Sala'])
  expect(meta('authors:', 'tags:')).toMatchObject({ authors: [], tags: [] })
  expect(meta('tags: [Porti, 1911]').tags).toEqual(['Porti', '1911'])
})

it.each([
  ['2026-11-24T09:30:00+01:00', '2026-11-24T08:30:00.000Z'],
  ['2026-11-24T09:30:00+0100', '2026-11-24T08:30:00.000Z'],
  ['2026-11-24T09:30Z', '2026-11-24T09:30:00.000Z'],
  ['2026-11-24T09:30:15.250Z', '2026-11-24T09:30:15.250Z'],
  ['"2026-11-24 09:30:00+01:00"', '2026-11-24T08:30:00.000Z'],
  ['2028-02-29T12:00:00Z', '2028-02-29T12:00:00.000Z'],
])('the date %s is %s', (written, at) => {
  expect(new Date(meta(`date: ${written}`).date ?? 0).toISOString()).toBe(at)
})

it.each([
  ['2026-11-24', '2026-11-23T23:00:00.000Z'],
  ['2026-07-01', '2026-06-30T22:00:00.000Z'],
  ['2026-11-24T09:30', '2026-11-24T08:30:00.000Z'],
  ['2026-07-01 09:30:20', '2026-07-01T07:30:20.000Z'],
])('the date %s, which names no zone, is meant in the publication’s: %s', (written, at) => {
  expect(new Date(meta(`date: ${written}`).date ?? 0).toISOString()).toBe(at)
})

it.each([
  '2026-02-30',
  '2026-13-01',
  '2026-00-10',
  '2026-11-31T10:00:00Z',
  '2026-02-29',
  '2026-11-24T24:30:00Z',
  '2026-11-24T10:60:00Z',
  '2026-11-24T10:00:00+99:99',
  '24/11/2026',
  'ieri',
  '"2026-11-24T10:00:00Z; x"',
  '2026',
  'true',
  '[2026-11-24]',
])('%s is no date', (written) => {
  expect(refusal(file('slug: ponte', `date: ${written}`))).toMatch(/^5: date: .*date/)
})

it.each<[string, string, string]>([
  ['no front matter', 'Il ponte riapre.', '1: no front matter: the first line must be ---'],
  ['an empty file', '', '1: no front matter: the first line must be ---'],
  [
    'another kind of front matter',
    '+++\ntitle = 1\n+++\nTesto.',
    '1: no front matter: the first line must be ---',
  ],
  ['a line before it', '\n---\ntitle: a\n---\nTesto.', '1: no front matter: the first line must be ---'],
  [
    'no end',
    '---\ntitle: a\nsection: b\n\nTesto.',
    '1: the front matter has no end: a second line --- is missing',
  ],
  ['no title', '---\nsection: b\n---\nTesto.', '2: title: is missing'],
  ['no section', '---\ntitle: a\n---\nTesto.', '2: section: is missing'],
  ['no text', '---\ntitle: a\nsection: b\n---\n \n', '5: there is no text below the front matter'],
  ['a list', '---\n- a\n---\nTesto.', '2: front matter: must be a list of `key: value` lines'],
  ['a sentence', '---\njust words\n---\nTesto.', '2: front matter: must be a list of `key: value` lines'],
  ['nothing between the dashes', '---\n---\nTesto.', '2: front matter: must be a list of `key: value` lines'],
  ['a binary file', '---\ntitle: \0\n---\nTesto.', '1: not a text file: it holds NUL characters'],
])('%s is refused', (_, text, expected) => {
  expect(refusal(text)).toBe(expected)
})

it('a huge file is refused unread', () => {
  expect(refusal(file() + 'a'.repeat(2_000_000))).toMatch(/^1: larger than/)
})

it.each<[string, string[], RegExp]>([
  ['a second title', ['title: a'], /^4: front matter: Map keys must be unique/],
  ['a key twice', ['tags: [a]', 'tags: [b]'], /^5: front matter: Map keys must be unique$/],
  ['a list that does not end', ['tags: [a, b', 'slug: a'], /^\d: front matter: /],
  ['a colon in bare text', ['standfirst: Il ponte: riapre'], /^4: front matter: /],
  ['a tab', ['source:', '\tname: a'], /^5: front matter: /],
  [
    'text that begins with a star',
    ['standfirst: a', 'kicker: *nuovo*'],
    /^5: front matter: Unresolved alias/,
  ],
  ['a bomb', ['x: &a [1, 1]', `tags: [${'*a, '.repeat(40)}]`], /^5: front matter: Excessive alias count/],
  ['an alias of nothing', ['x: &a b', 'y: *a', 'kicker: *c'], /^6: front matter: Unresolved alias/],
  ['deep nesting', [`tags: ${'['.repeat(50_000)}`], /^4: front matter: /],
  ['a slug with capitals', ['place: Portalba', 'slug: Il-Ponte'], /^5: slug: lower-case letters/],
  ['the slug that is never an article', ['slug: _'], /^4: slug: /],
  ['a status that is none', ['kicker: a', '', 'status: live'], /^6: status: /],
  ['a genre that is none', ['genre: gossip'], /^4: genre: /],
  ['a language that is none', ['language: italiano'], /^4: language: a language code like it or en$/],
  ['tags in a row', ['tags: Porti, Barche'], /^4: tags: a list like/],
  ['an author with parts', ['authors:', '  - {name: Ada}'], /^5: authors: a list of names$/],
  ['a bad address of the source', ['source:', '  name: a', '  url: javascript:alert(1)'], /^6: source.url: /],
  [
    'a correction with a bad date',
    ['corrections:', '  - date: 2026-11-24', '    text: a', '  - date: domani', '    text: b'],
    /^7: corrections.1.date: "domani" is not a date/,
  ],
  [
    'a correction without a text',
    ['corrections:', '  - date: 2026-11-24', '    text: a', '  - date: 2026-11-25'],
    /^7: corrections.1.text: /,
  ],
  ['a hero without a file', ['kicker: a', 'hero:', '  alt: a'], /^6: hero: a file name, or/],
  ['a kicker that is too long', [`kicker: ${'a'.repeat(81)}`], /^4: kicker: /],
])('%s is refused with its line', (_, lines, expected) => {
  expect(refusal(file(...lines))).toMatch(expected)
})

it('a title that is empty or a number is refused with its line', () => {
  expect(refusal('---\nsection: b\ntitle:\n---\nTesto.')).toMatch(/^3: title: /)
  expect(refusal('---\nsection: b\ntitle: ""\n---\nTesto.')).toMatch(/^3: title: /)
  expect(refusal('---\nsection: b\n\ntitle: 1984\n---\nTesto.')).toMatch(/^4: title: /)
})

it('code in front matter is neither run nor accepted', () => {
  const run = globalThis as { frontMatterRan?: boolean }
  for (const kind of ['js', 'javascript', 'json', 'coffee', ' js'])
    expect(refusal(`---${kind}\nglobalThis.frontMatterRan = true\n---\nTesto.`)).toMatch(/^1: /)
  expect(refusal(file('x: !!js/function "globalThis.frontMatterRan = true"'))).not.toMatch(/ran/i)
  expect(run.frontMatterRan).toBeUndefined()
})

it('keys that are not known are named, also inside others', () => {
  const parsed = parse(
    file(
      'layout: post',
      'hero: {file: a.jpg, size: 3}',
      'source: {name: a, phone: 1}',
      'corrections:',
      '  - {date: 2026-11-24, text: a, editor: b}',
      'constructor: 1',
    ),
  )
  expect(parsed).toMatchObject({
    ok: true,
    file: { unknownKeys: ['layout', 'hero.size', 'source.phone', 'corrections.editor', 'constructor'] },
  })
})

it('Windows line ends, a byte order mark and blanks after the dashes make no difference', () => {
  const plain = parse(`${file('slug: ponte')}\n\nAltro.\n`)
  const windows = parse(
    `\ufeff${file('slug: ponte')}\n\nAltro.\n`.replace(/\n/g, '\r\n').replace(/---/g, '---  '),
  )
  expect(windows).toEqual(plain)
})

it('a line of dashes in the text is part of the text', () => {
  const parsed = parse(`${file()}\n\n---\n\nAltro.`)
  expect(parsed).toMatchObject({ ok: true, file: { body: 'Testo.\n\n---\n\nAltro.' } })
})

it('whatever stands in a file, the answer is its content or a line and a reason', () => {
  const pieces = fc.constantFrom(
    '---\n',
    '\n',
    'title: a\n',
    'section: b\n',
    ': ',
    '- ',
    '*a',
    '&a ',
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '|\n',
    '>\n',
    '!!',
    '#',
    '\t',
    'date: ',
    '2026-11-24',
    'hero: ',
    '? ',
    '%YAML 1.2\n',
    '...\n',
    '\ufeff',
    '\r',
    '<<: *a\n',
    '__proto__: ',
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
    fc
      .array(pieces, { maxLength: 40 })
      .map((parts) => `---\ntitle: a\nsection: b\n${parts.join('')}\n---\nTesto.`),
  )
  fc.assert(
    fc.property(text, (content) => {
      const parsed = parse(content)
      if (!parsed.ok) expect([parsed.line > 0, parsed.reason.length > 3]).toEqual([true, true])
    }),
    { numRuns: 3000 },
  )
})
