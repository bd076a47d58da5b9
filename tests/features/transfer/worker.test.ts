import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { write } from '@/db/client.ts'
import { findArticle } from '@/features/articles/data.ts'
import { replaceCorrections } from '@/features/corrections/mutations.ts'
import { resolvePath } from '@/features/paths/data.ts'
import { searchArticles } from '@/features/search/data.ts'
import { savePublication } from '@/features/settings/mutations.ts'
import { defaultPublication } from '@/features/settings/schema.ts'
import { everyRow, freshDatabase, rows, touchedBy } from '../../factories/database.ts'
import {
  actions,
  bring,
  edit,
  type Front,
  file,
  folder,
  freshFolder,
  kept,
  notices,
  problems,
  savePicture,
} from '../../factories/markdown-files.ts'

freshDatabase()
freshFolder()

const revisions = () => rows<{ n: number }>('SELECT count(*) AS n FROM article_revisions')[0]?.n

it('a good file is an article, with all that it says', async () => {
  await savePicture('ponte.jpg')
  const report = await bring(
    file(
      {
        language: 'it',
        authors: ['Ada Neri', 'La redazione'],
        updated: '2026-03-02T12:00:00Z',
        tags: ['Ponti', 'Mobilità'],
        standfirst: 'Due anni di lavori.',
        kicker: 'Ponte vecchio',
        genre: 'analysis',
        series: 'Il quaderno',
        place: 'Portalba',
        hero: { file: 'ponte.jpg', alt: 'Il ponte', caption: 'Ieri', credit: 'Ada Neri' },
        corrections: [{ date: '2026-03-03T10:00:00Z', text: 'I pali sono dodici.' }],
        source: { name: 'Agenzia', url: 'https://example.org/a', licence: 'CC BY 4.0' },
      },
      '## Prima\n\nDa lunedì si passa **di nuovo**.[^1]\n\n[^1]: Di giorno.',
    ),
  )
  expect(report).toEqual({
    dryRun: false,
    errors: [],
    articles: [
      {
        file: 'ponte.md',
        id: 1,
        slug: 'ponte',
        path: '/citta/ponte',
        status: 'published',
        action: 'created',
        notices: ['section "Città" created', 'author "Ada Neri" created', 'author "La redazione" created'],
      },
    ],
  })
  expect(await findArticle('/citta/ponte')).toMatchObject({
    headline: 'Il ponte riapre',
    kicker: 'Ponte vecchio',
    standfirst: 'Due anni di lavori.',
    genre: 'analysis',
    place: 'Portalba',
    publishedAt: Date.parse('2026-03-02T09:00:00Z'),
    updatedAt: Date.parse('2026-03-02T12:00:00Z'),
    section: { slug: 'citta', name: 'Città' },
    series: { slug: 'il-quaderno' },
    byline: [
      { name: 'Ada Neri', kind: 'person', role: 'author' },
      { name: 'La redazione', kind: 'organisation' },
    ],
    tags: [{ name: 'Ponti' }, { name: 'Mobilità' }],
    hero: { id: 1, alt: 'Il ponte', caption: 'Ieri', credit: 'Ada Neri' },
    corrections: [{ text: 'I pali sono dodici.', at: Date.parse('2026-03-03T10:00:00Z') }],
    source: { name: 'Agenzia', url: 'https://example.org/a', licence: 'CC BY 4.0' },
    body: {
      content: [
        { type: 'heading', attrs: { level: 2 } },
        { type: 'paragraph', content: [{}, { marks: [{ type: 'bold' }] }, {}, { type: 'footnote' }] },
      ],
    },
  })
  expect(await searchArticles('passa', 5, 0)).toHaveLength(1)
})

it('without a slug the address comes from the title', async () => {
  const report = await bring(file({ slug: undefined, title: 'Perché il ponte è chiuso?' }))
  expect(report.articles[0]).toMatchObject({ path: '/citta/perche-il-ponte-e-chiuso' })
})

it('a section is never called like a part of the site', async () => {
  const report = await bring(file({ section: 'Archive' }))
  expect(report.articles[0]?.path).toBe('/archive-1/ponte')
})

it('without a language and a zone the publication’s are meant', async () => {
  await write((tx) =>
    savePublication(tx, { ...defaultPublication, language: 'en', timeZone: 'America/New_York' }),
  )
  await bring(file({ date: '2026-03-02T09:00' }))
  expect(await findArticle('/citta/ponte')).toMatchObject({
    language: 'en',
    publishedAt: Date.parse('2026-03-02T14:00:00Z'),
  })
})

it('a draft is stored and not shown', async () => {
  const report = await bring(file({ status: 'draft', date: undefined }))
  expect(report.articles[0]).toMatchObject({ action: 'created', status: 'draft', path: '/citta/ponte' })
  expect(await resolvePath('/citta/ponte')).toEqual({ kind: 'missing' })
})

it('sections, authors and topics that are there already are used, an author who is named twice once', async () => {
  await bring(file({ authors: 'Ada Neri', tags: ['Ponti'] }))
  const report = await bring(
    file({ slug: 'due', section: 'CITTA', authors: ['Ada Neri', 'Ada Neri'], tags: ['ponti', 'PONTI'] }),
  )
  expect(notices(report)).toEqual([])
  const article = await findArticle('/citta/due')
  expect([article?.byline.length, article?.tags]).toEqual([1, [{ slug: 'ponti', name: 'Ponti' }]])
  expect(rows('SELECT name FROM sections UNION ALL SELECT name FROM authors')).toHaveLength(2)
})

it('people with like names are two, each with an address', async () => {
  await bring(file({ authors: ['José Rossi', 'Jose Rossi'] }))
  expect((await findArticle('/citta/ponte'))?.byline).toMatchObject([
    { name: 'José Rossi', slug: 'jose-rossi' },
    { name: 'Jose Rossi', slug: 'jose-rossi-2' },
  ])
})

it('a file that says nothing of corrections leaves those of the newsroom, an empty list takes them away', async () => {
  await bring(file())
  await write((tx) => replaceCorrections(tx, 1, [{ type: 'update', text: 'b', position: 'top', at: 1000 }]))
  const before = everyRow()
  expect(actions(await bring(file()))).toEqual(['unchanged'])
  expect(everyRow()).toEqual(before)
  expect(actions(await bring(file({ corrections: [] })))).toEqual(['updated'])
  expect(rows('SELECT * FROM corrections')).toEqual([])
})

it('a second import of the same files changes nothing at all', async () => {
  await savePicture('ponte.jpg')
  await savePicture('nave.jpg', 70)
  const files = [
    file(
      { hero: 'ponte.jpg', authors: 'Ada Neri', corrections: [{ date: '2026-03-03', text: 'a' }] },
      'Testo.\n\n![Nave](nave.jpg)\n\n[Nave](/citta/nave) e [nulla](/citta/nulla)',
    ),
    file({ slug: 'nave', related: ['ponte', 'nulla'] }),
    file({ slug: 'bozza', status: 'draft', date: undefined }),
  ]
  await bring(files)
  const before = [everyRow(), kept()]
  const report = await bring(files)
  expect([actions(report), problems(report)]).toEqual([['unchanged', 'unchanged', 'unchanged'], []])
  expect([everyRow(), kept()]).toEqual(before)
})

it('a changed text is shown, with one more revision, and its pages become stale', async () => {
  await bring(file())
  const tags = await touchedBy(async () => {
    expect(actions(await bring(file({}, 'Chiude di nuovo.')))).toEqual(['updated'])
  })
  expect(tags).toEqual(
    [
      'article-id:1',
      'article:/citta/ponte',
      'articles',
      'corrections',
      'month:2026-3',
      'section:citta',
    ].sort(),
  )
  expect(revisions()).toBe(2)
  expect(JSON.stringify((await findArticle('/citta/ponte'))?.body)).toContain('Chiude')
  expect(await searchArticles('lunedì', 5, 0)).toEqual([])
})

it.each<[string, Front]>([
  ['date', { date: '2026-03-01T09:00:00Z' }],
  ['time of update', { updated: '2026-03-05T09:00:00Z' }],
  ['correction', { corrections: [{ date: '2026-03-05', text: 'a' }] }],
])('a changed %s alone is an update without a new revision', async (_, front) => {
  await bring(file())
  const tags = await touchedBy(async () => {
    expect(actions(await bring(file(front)))).toEqual(['updated'])
  })
  expect([tags.includes('article:/citta/ponte'), revisions()]).toEqual([true, 1])
})

it('another section is another address, and the old one leads there', async () => {
  await bring(file())
  expect((await bring(file({ section: 'Mobilità' }))).articles[0]).toMatchObject({
    id: 1,
    action: 'updated',
    path: '/mobilita/ponte',
    notices: ['section "Mobilità" created', 'moved here from /citta/ponte'],
  })
  expect(await resolvePath('/citta/ponte')).toEqual({ kind: 'moved', to: '/mobilita/ponte' })
})

it('a draft that is published later keeps its id', async () => {
  await bring(file({ status: 'draft', date: undefined }))
  const report = await bring(file())
  expect(report.articles[0]).toMatchObject({ id: 1, action: 'updated', status: 'published' })
  expect(await findArticle('/citta/ponte')).not.toBeNull()
})

it('an import does not take a published article away', async () => {
  await bring(file())
  const report = await bring(file({ status: 'draft' }))
  expect([actions(report), notices(report)]).toEqual([
    ['unchanged'],
    ['stays published: an import does not take articles away from readers'],
  ])
  expect(await findArticle('/citta/ponte')).not.toBeNull()
})

it('a rehearsal writes nothing at all and says what would be done', async () => {
  await savePicture('ponte.jpg')
  await bring([file(), file({ slug: 'uguale', hero: 'ponte.jpg' }, 'Testo.\n\n![](ponte.jpg)')])
  await savePicture('nave.jpg', 70)
  writeFileSync(path.join(folder(), 'bad.jpg'), 'no picture')
  const before = [everyRow(), kept()]
  const report = await bring(
    [
      file({}, 'Chiude di nuovo.'),
      file({ slug: 'uguale', hero: 'ponte.jpg' }, 'Testo.\n\n![](ponte.jpg)'),
      file({ slug: 'nuovo', section: 'Sport', authors: 'Ada Neri', hero: 'nave.jpg' }, '![](nave.jpg)'),
      file({ slug: 'male', hero: 'bad.jpg' }),
    ],
    { dryRun: true },
  )
  expect([everyRow(), kept()]).toEqual(before)
  expect(report.dryRun).toBe(true)
  expect(report.articles).toMatchObject([
    { id: 1, action: 'updated', path: '/citta/ponte' },
    { id: 2, action: 'unchanged' },
    {
      id: null,
      action: 'created',
      path: '/sport/nuovo',
      notices: ['section "Sport" created', 'author "Ada Neri" created'],
    },
  ])
  expect(problems(report)).toEqual([expect.stringMatching(/^male.md:.*picture-unsupported/)])
})

it('a rehearsal sees that a new picture is a change', async () => {
  await bring(file())
  await savePicture('ponte.jpg')
  const before = everyRow()
  expect(actions(await bring(file({ hero: 'ponte.jpg' }), { dryRun: true }))).toEqual(['updated'])
  expect(everyRow()).toEqual(before)
})

it('a rehearsal refuses what an import would refuse', async () => {
  await bring(file())
  await edit(1)
  expect(problems(await bring(file(), { dryRun: true }))).toEqual([
    expect.stringMatching(/changed in the newsroom/),
  ])
})

it('Windows line ends and a byte order mark make no difference', async () => {
  const plain = file({}, 'Uno.\n\nDue.\n\n- a\n- b')
  await bring(plain)
  const before = everyRow()
  const report = await bring({ ...plain, text: `\ufeff${plain.text.replace(/\n/g, '\r\n')}` })
  expect([actions(report), problems(report)]).toEqual([['unchanged'], []])
  expect(everyRow()).toEqual(before)
})

it('corrections that an import did not name are replaced by those of the file', async () => {
  await bring(file())
  await write((tx) => replaceCorrections(tx, 1, [{ type: 'update', text: 'b', position: 'top', at: 1000 }]))
  expect(actions(await bring(file({ corrections: [{ date: '2026-03-05', text: 'a' }] })))).toEqual([
    'updated',
  ])
  expect((await findArticle('/citta/ponte'))?.corrections).toMatchObject([{ text: 'a' }])
})

it('no files are an empty report', async () => {
  expect(await bring([])).toEqual({ dryRun: false, articles: [], errors: [] })
})
