import fc from 'fast-check'
import { expect, it } from 'vitest'
import { write } from '@/db/client.ts'
import { publishArticle, reviseArticle, unpublishArticle } from '@/features/articles/mutations.ts'
import { replaceCorrections } from '@/features/corrections/mutations.ts'
import { saveRedirect } from '@/features/paths/mutations.ts'
import { locate } from '@/server/addresses.ts'
import {
  addArticle,
  addAuthor,
  addDraft,
  addSection,
  addTopic,
  freshDatabase,
  snapshotOf,
} from '../factories/database.ts'

freshDatabase()

const page = { kind: 'page' }
const document = { kind: 'document' }
const missing = { kind: 'missing' }
const bad = { kind: 'bad' }
const moved = (to: string) => ({ kind: 'moved', to })

const november = Date.parse('2026-11-24T09:00:00Z')

/** /citta/ponte by Ada Neri on Porti, 24 November 2026; `more` other articles of the section, author and topic. */
async function publication(more = 0): Promise<void> {
  const sectionId = await addSection('Città')
  const authorId = await addAuthor('Ada Neri')
  const over = {
    sectionId,
    byline: [{ authorId, role: 'author' as const }],
    tagIds: [await addTopic('Porti')],
  }
  await addArticle(over, november)
  for (let i = 1; i <= more; i++) await addArticle({ ...over, slug: `altro-${i}` }, november - i)
}

async function moveTo(id: number, slug: string, lockVersion = 2): Promise<void> {
  const snapshot = await snapshotOf({ slug })
  await write(async (tx) => {
    const next = await reviseArticle(tx, { id, lockVersion, snapshot, kind: 'manual' })
    await publishArticle(tx, { id, lockVersion: next })
  })
}

it.each([
  ['/', page],
  ['/about', page],
  ['/archive', page],
  ['/corrections', page],
  ['/newsletter/thanks', page],
  ['/search', { kind: 'dynamic' }],
  ['/newsletter', { kind: 'dynamic' }],
  ['/feed.xml', document],
  ['/atom.xml', document],
  ['/feed.json', document],
  ['/sitemap.xml', document],
  ['/sitemaps/articles-1.xml', document],
  ['/sitemaps/lists-1.xml', document],
  ['/news-sitemap.xml', document],
  ['/robots.txt', document],
  ['/manifest.webmanifest', document],
  ['/favicon.ico', document],
  ['/icons/icon-192.png', document],
  ['/citta/ponte', page],
  ['/citta', page],
  ['/authors/ada-neri', page],
  ['/topics/porti', page],
  ['/archive/2026/11', page],
  ['/citta/feed.xml', document],
  ['/authors/ada-neri/atom.xml', document],
  ['/topics/porti/feed.json', document],
])('%s exists', async (path, place) => {
  await publication()
  expect(await locate(path, '')).toEqual(place)
})

it.each([
  '/citta/nave',
  '/nessuna',
  '/nessuna/ponte',
  '/authors',
  '/authors/nessuno',
  '/topics',
  '/topics/niente',
  '/archive/2026',
  '/archive/2026/10',
  '/archive/2026/13',
  '/archive/1799/01',
  '/nessuna/feed.xml',
  '/authors/nessuno/feed.xml',
  '/topics/niente/feed.json',
  '/citta/ponte/feed.xml',
  '/citta/ponte/altro',
  '/citta/ponte.html',
  '/_/_',
  '/_next/static/x.js',
  '/icons/../secret',
  '/icons/nessuna.png',
  '/sitemaps/articles-2.xml',
  '/sitemaps/articles-0.xml',
  '/sitemaps/niente-1.xml',
  '',
  'citta/ponte',
  '*',
  `/${'a'.repeat(500)}`,
  `/citta/${'a'.repeat(4000)}`,
])('%s is missing', async (path) => {
  await publication()
  expect(await locate(path, '')).toEqual(missing)
})

it('later pages of a list exist as far as there are articles', async () => {
  await publication(20) // 21 in all, 20 on a page
  for (const list of ['/citta', '/authors/ada-neri', '/topics/porti']) {
    expect([list, await locate(`${list}/page/2`, '')]).toEqual([list, page])
    for (const number of ['3', '5000', '5001', '0', '1', '02', '-1', '2x', '99999999999'])
      expect([list, number, await locate(`${list}/page/${number}`, '')]).toEqual([list, number, missing])
  }
})

it('later pages of the corrections exist as far as there are corrections', async () => {
  await addArticle()
  const list = Array.from({ length: 21 }, (_, i) => ({
    type: 'correction' as const,
    text: `Errata ${i}`,
    position: 'bottom' as const,
    at: 1000 + i,
  }))
  await write((tx) => replaceCorrections(tx, 1, list.slice(1)))
  expect(await locate('/corrections/page/2', '')).toEqual(missing)
  await write((tx) => replaceCorrections(tx, 1, list))
  expect(await locate('/corrections/page/2', '')).toEqual(page)
  for (const number of ['0', '1', '02', '3', '5001'])
    expect([number, await locate(`/corrections/page/${number}`, '')]).toEqual([number, missing])
})

it('a page number in the query leads to the address with the number', async () => {
  await publication(20)
  expect(await locate('/citta', 'page=2')).toEqual(moved('/citta/page/2'))
  expect(await locate('/topics/porti', 'utm=x&page=02&y')).toEqual(moved('/topics/porti/page/2'))
  for (const query of ['page=1', 'page=0', 'page=x', 'page=', 'mypage=2', 'page=3', 'page=99999'])
    expect([query, await locate('/citta', query)]).toEqual([query, page])
  expect(await locate('/citta/ponte', 'page=2')).toEqual(page)
  expect(await locate('/nessuna', 'page=2')).toEqual(missing)
})

it('a section shows what is below it', async () => {
  const parent = await addSection('Cronaca')
  const child = await addSection('Porto', parent)
  for (let i = 0; i < 21; i++) await addArticle({ sectionId: child, slug: `barca-${i}` })
  expect(await locate('/cronaca/page/2', '')).toEqual(page)
})

it('the old address of an article leads to the present one, at once', async () => {
  const id = await addArticle()
  await moveTo(id, 'viadotto')
  await moveTo(id, 'passerella', 4)
  expect(await locate('/citta/ponte', '')).toEqual(moved('/citta/passerella'))
  expect(await locate('/citta/viadotto', '')).toEqual(moved('/citta/passerella'))
  expect(await locate('/citta/passerella', '')).toEqual(page)
})

it('addresses of another system lead to ours, in whatever form they come', async () => {
  await addArticle()
  await write(async (tx) => {
    await saveRedirect(tx, '/2019/03/Il Ponte.html', '/citta/ponte', 'import')
    await saveRedirect(tx, '/città-vecchia', '/citta/ponte', 'import')
    await saveRedirect(tx, '/shop', 'https://shop.example.org/', 'manual')
  })
  expect(await locate('/2019/03/Il%20Ponte.html', '')).toEqual(moved('/citta/ponte'))
  expect(await locate('/citt%C3%A0-vecchia', '')).toEqual(moved('/citta/ponte'))
  expect(await locate('/shop', '')).toEqual(moved('https://shop.example.org/'))
})

it('what was taken away is gone, what was never there is missing', async () => {
  const id = await addArticle()
  await write((tx) => unpublishArticle(tx, id, 2))
  await write((tx) => saveRedirect(tx, '/vecchia', null, 'manual'))
  expect(await locate('/citta/ponte', '')).toEqual({ kind: 'gone' })
  expect(await locate('/vecchia', '')).toEqual({ kind: 'gone' })
  expect(await locate('/citta/altro', '')).toEqual(missing)
})

it('a draft is not there', async () => {
  await addDraft()
  expect(await locate('/citta/ponte', '')).toEqual(missing)
})

it.each([
  ['/Citta/Ponte', '/citta/ponte'],
  ['/citta/ponte/', '/citta/ponte'],
  ['/citta//ponte', '/citta/ponte'],
  ['//citta/ponte//', '/citta/ponte'],
  ['/CITTA/', '/citta'],
  ['/authors/Ada-Neri/', '/authors/ada-neri'],
  ['/Topics/Porti', '/topics/porti'],
  ['/archive/2026/11/', '/archive/2026/11'],
  ['/Search', '/search'],
  ['/feed.xml/', '/feed.xml'],
  ['/citta/FEED.XML', '/citta/feed.xml'],
  ['//', '/'],
])('%s is a slip of the finger for %s', async (typed, meant) => {
  await publication()
  expect(await locate(typed, '')).toEqual(moved(meant))
})

it('a month may be written with one digit', async () => {
  await addArticle({}, Date.parse('2026-03-01T12:00:00Z'))
  expect(await locate('/archive/2026/3', '')).toEqual(moved('/archive/2026/03'))
  expect(await locate('/archive/2026/4', '')).toEqual(missing)
})

it('months are those of the publication’s zone', async () => {
  await addArticle({}, Date.parse('2026-10-31T23:30:00Z')) // half past midnight in Rome
  expect([await locate('/archive/2026/11', ''), await locate('/archive/2026/10', '')]).toEqual([
    page,
    missing,
  ])
})

it('another spelling of an address leads to it, so that each page has one', async () => {
  await publication()
  for (const [typed, meant] of [
    ['/citta/%70onte', '/citta/ponte'],
    ['/%63itta/ponte', '/citta/ponte'],
    ['/%63itta', '/citta'],
    ['/citta%2Fponte', '/citta/ponte'],
    ['/authors/ada%2Dneri', '/authors/ada-neri'],
    ['/%61bout', '/about'],
    ['/feed%2exml', '/feed.xml'],
  ] as const)
    expect([typed, await locate(typed, '')]).toEqual([typed, moved(meant)])
})

it('a slip of the finger for an old address leads to the present one', async () => {
  const id = await addArticle()
  await moveTo(id, 'viadotto')
  expect(await locate('/Citta/Ponte/', '')).toEqual(moved('/citta/viadotto'))
})

it('a slip of the finger for something that is not there is missing', async () => {
  await publication()
  for (const path of ['/Nessuna', '/citta/nave/', '/citta//nave'])
    expect([path, await locate(path, '')]).toEqual([path, missing])
})

it.each([
  '/%',
  '/%zz',
  '/citta/%E0%A4%A',
  '/%ff',
  '/%c0%af',
  '/%ed%a0%80',
  '/citta/ponte%00',
  '/%00',
  '/a\0b',
])('%j is bad', async (path) => {
  await publication()
  expect(await locate(path, '')).toEqual(bad)
})

it('dots and back slashes lead nowhere', async () => {
  await publication()
  for (const path of ['/..%2f..%2fetc/passwd', '/citta/../ponte', '/citta%5cponte', '/./citta'])
    expect([path, await locate(path, '')]).toEqual([path, missing])
})

it('whatever is asked for, it answers', async () => {
  await publication()
  const pieces = fc.constantFrom(
    '/',
    '%',
    '%2f',
    '%25',
    '%C3%A0',
    '\0',
    '..',
    'citta',
    'Citta',
    'ponte',
    'page',
    '2',
    'archive',
    '2026',
    '11',
    'authors',
    'feed.xml',
    'İ',
    "'",
    '"',
    '\ud800',
  )
  const path = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 600 }),
    fc.webPath(),
    fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
    fc.array(pieces, { maxLength: 8 }).map((parts) => `/${parts.join('/')}`),
  )
  const kinds = ['page', 'dynamic', 'document', 'missing', 'gone', 'bad', 'moved']
  await fc.assert(
    fc.asyncProperty(path, fc.string({ unit: 'binary' }), async (raw, query) => {
      const place = await locate(raw, query)
      expect(kinds).toContain(place.kind)
      if (place.kind === 'moved') expect(place.to).toMatch(/^\/(?!\/)/)
    }),
    { numRuns: 1500 },
  )
})
