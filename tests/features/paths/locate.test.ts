import fc from 'fast-check'
import { expect, it } from 'vitest'
import { slugPattern } from '@/features/articles/schema.ts'
import { lastPage } from '@/features/listings/page.ts'
import { longestPath, shapeOf } from '@/features/paths/locate.ts'

const kindsOf = (...paths: string[]) => paths.map((path) => shapeOf(path).kind)
const others = (...paths: string[]) => paths.filter((path) => shapeOf(path).kind !== 'other')

it('the pages that are always there are known by name', () => {
  expect(kindsOf('/', '/about', '/corrections', '/archive', '/newsletter/thanks')).toEqual(
    Array(5).fill('page'),
  )
  expect(kindsOf('/search', '/newsletter')).toEqual(['dynamic', 'dynamic'])
  expect(others('', '//', '/about/', '/ABOUT', '/about/x/y')).toEqual([])
})

it('sections, authors and topics are lists, with later pages', () => {
  expect(shapeOf('/citta')).toEqual({ kind: 'list', list: 'section', slug: 'citta', page: 1 })
  expect(shapeOf('/citta/page/2')).toEqual({ kind: 'list', list: 'section', slug: 'citta', page: 2 })
  expect(shapeOf('/authors/ada-neri')).toEqual({ kind: 'list', list: 'author', slug: 'ada-neri', page: 1 })
  expect(shapeOf(`/topics/posidonia/page/${lastPage}`)).toEqual({
    kind: 'list',
    list: 'topic',
    slug: 'posidonia',
    page: lastPage,
  })
})

it('page numbers that no list has, and lists without a name, are nothing', () => {
  expect(
    others(
      ...[
        '/citta/page/1',
        '/citta/page/0',
        '/citta/page/02',
        '/citta/page/-2',
        '/citta/page/x',
        `/citta/page/${lastPage + 1}`,
      ],
      ...['/citta/page/', '/authors', '/topics', '/authors/', '/authors/page/2/x', '/citta/page/99999999999'],
    ),
  ).toEqual([])
})

it('an article has a section and a slug, in small letters, digits and single hyphens', () => {
  expect(kindsOf('/citta/ponte', '/citta/il-ponte-2', '/1/2')).toEqual(['article', 'article', 'article'])
  expect(
    others(
      ...[
        '/citta/Ponte',
        '/citta/ponte/',
        '/citta/-ponte',
        '/citta/ponte-',
        '/citta/il--ponte',
        '/citta/pon te',
        '/citta/pontè',
      ],
      ...[
        '/citta/../ponte',
        '/citta/%2e%2e',
        '/citta/ponte%00',
        '/citta/ponte\0',
        '/citta/ponte\n',
        '/citta/ponte.html',
        '/_/_',
      ],
    ),
  ).toEqual([])
})

it('an article whose slug is "page" is not a list', () => {
  expect(shapeOf('/citta/page').kind).toBe('article')
})

it('months of the archive are those of the calendar', () => {
  expect(shapeOf('/archive/2026/03')).toEqual({ kind: 'month', year: 2026, month: 3 })
  expect(others('/archive/2026/00', '/archive/2026/13', '/archive/1799/12', '/archive/0000/01')).toEqual([])
  expect(kindsOf('/archive/2026/3', '/archive/26/03', '/archive/2026/03/01')).not.toContain('month')
})

it('lists have feeds in three formats, and nothing else has', () => {
  expect(shapeOf('/citta/feed.xml')).toEqual({ kind: 'feed', list: 'section', slug: 'citta' })
  expect(shapeOf('/authors/ada-neri/atom.xml')).toEqual({ kind: 'feed', list: 'author', slug: 'ada-neri' })
  expect(shapeOf('/topics/posidonia/feed.json')).toEqual({ kind: 'feed', list: 'topic', slug: 'posidonia' })
  expect(others('/citta/rss.xml', '/citta/ponte/feed.xml', '/citta/page/2/feed.xml')).toEqual([])
})

it('the documents of the site are known by name', () => {
  const documents = [
    '/feed.xml',
    '/atom.xml',
    '/feed.json',
    '/sitemap.xml',
    '/news-sitemap.xml',
    '/robots.txt',
  ]
  for (const path of [...documents, '/favicon.ico', '/icons/icon-512.png', '/sitemaps/lists-1.xml'])
    expect([path, shapeOf(path).kind]).toEqual([path, 'document'])
  expect(others('/icons/../secret.png', '/icons/other.png', '/sitemaps/lists-2.xml', '/rss.xml')).toEqual([])
})

it('the files that list the articles have a number, counted from one', () => {
  expect(shapeOf('/sitemaps/articles-12.xml')).toEqual({ kind: 'sitemap', number: 12 })
  expect(others(...['-0', '-01', '-1234567', '', '-x'].map((end) => `/sitemaps/articles${end}.xml`))).toEqual(
    [],
  )
})

it('an address that is too long is not looked at', () => {
  const path = `/citta/${'a'.repeat(longestPath)}`
  expect(shapeOf(path).kind).toBe('other')
  expect(shapeOf(path.slice(0, longestPath)).kind).toBe('article')
})

it('the corrections have later pages as lists have: from 2 to the last one', () => {
  expect(shapeOf('/corrections/page/2')).toEqual({ kind: 'corrections', page: 2 })
  expect(others('/corrections/page/1', '/corrections/page/02', `/corrections/page/${lastPage + 1}`)).toEqual(
    [],
  )
})

it('whatever the address, names in it are slugs and pages are numbers that a list may have', () => {
  const piece = fc.constantFrom(
    '/',
    'authors',
    'topics',
    'page',
    'archive',
    '2026',
    '03',
    'a',
    '-',
    'feed.xml',
    '..',
    '%2f',
    '\0',
    'è',
    '?',
  )
  const path = fc.oneof(
    fc.array(piece, { maxLength: 9 }).map((parts) => `/${parts.join('')}`),
    fc.array(piece, { maxLength: 5 }).map((parts) => `/${parts.join('/')}`),
    fc.string({ unit: 'binary', maxLength: 500 }),
    fc.webPath(),
  )
  fc.assert(
    fc.property(path, (text) => {
      const shape = shapeOf(text)
      if (shape.kind === 'list' || shape.kind === 'feed') expect(shape.slug).toMatch(slugPattern)
      if (shape.kind === 'list') expect(shape.page).toBeLessThanOrEqual(lastPage)
      if (shape.kind === 'article')
        for (const part of text.slice(1).split('/')) expect(part).toMatch(slugPattern)
    }),
    { numRuns: 1000 },
  )
})

it('what changed in an article has an address below it, and the corrections have feeds', () => {
  expect(shapeOf('/citta/ponte/changes')).toEqual({ kind: 'changes', article: '/citta/ponte' })
  expect(shapeOf('/citta/ponte/altro')).toEqual({ kind: 'other' })
  for (const name of ['feed.xml', 'atom.xml', 'feed.json'])
    expect(shapeOf(`/corrections/${name}`)).toEqual({ kind: 'document' })
})
