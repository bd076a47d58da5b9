import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { write } from '@/db/client.ts'
import { findArticle } from '@/features/articles/data.ts'
import {
  publishArticle,
  replaceCorrections,
  reviseArticle,
  unpublishArticle,
} from '@/features/articles/mutations.ts'
import type { Snapshot } from '@/features/articles/schema.ts'
import { resolvePath } from '@/features/paths/data.ts'
import { searchArticles } from '@/features/search/data.ts'
import { savePublication } from '@/features/settings/mutations.ts'
import { defaultPublication } from '@/features/settings/schema.ts'
import type { ImportReport } from '@/features/transfer/schema.ts'
import { type ImportFile, type ImportOptions, importFiles } from '@/features/transfer/worker.ts'
import {
  addArticle,
  addDraft,
  dataDir,
  everyRow,
  freshDatabase,
  rows,
  temporaryFolder,
  touchedBy,
} from '../../factories/database.ts'
import { jpeg } from '../../factories/pictures.ts'

freshDatabase()

let folder: string
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

type Front = Record<string, unknown>
const ponte: Front = {
  title: 'Il ponte riapre',
  section: 'Città',
  slug: 'ponte',
  status: 'published',
  date: '2026-03-02T09:00:00Z',
}

/** A Markdown file; a key whose value is undefined is left out. */
function file(front: Front = {}, body = 'Da lunedì si passa di nuovo.'): ImportFile {
  const entries = Object.entries({ ...ponte, ...front }).filter(([, value]) => value !== undefined)
  const lines = entries.map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
  const name = `${front.slug ?? 'ponte'}.md`
  return { name, text: ['---', ...lines, '---', body].join('\n'), folder }
}
const bring = (files: ImportFile | ImportFile[], options?: ImportOptions) =>
  importFiles([files].flat(), options)
const actions = (report: ImportReport) => report.articles.map((article) => article.action)
const notices = (report: ImportReport) => report.articles.flatMap((article) => article.notices)
const problems = (report: ImportReport) =>
  report.errors.map(({ file, line, reason }) => `${file}:${line}: ${reason}`)
const revisions = () => rows<{ n: number }>('SELECT count(*) AS n FROM article_revisions')[0]?.n
const kept = () =>
  ['media', 'masters'].flatMap((name) => {
    const full = path.join(dataDir(), name)
    return existsSync(full) ? (readdirSync(full, { recursive: true }) as string[]) : []
  })
const savePicture = async (name: string, width = 60) =>
  writeFileSync(path.join(folder, name), await jpeg(width, 40))

/** What an editor does in the newsroom: another headline, shown to readers. */
async function edit(id: number): Promise<void> {
  const [row] = rows<{ lock_version: number; snapshot: string }>(
    'SELECT a.lock_version, r.snapshot FROM articles a JOIN article_revisions r ON r.id = a.working_revision_id WHERE a.id = ?',
    id,
  )
  const snapshot = { ...(JSON.parse(row?.snapshot ?? '') as Snapshot), headline: 'Scritto in redazione' }
  await write(async (tx) => {
    const lockVersion = await reviseArticle(tx, {
      id,
      lockVersion: row?.lock_version ?? 0,
      snapshot,
      kind: 'manual',
    })
    await publishArticle(tx, { id, lockVersion })
  })
}

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
    file({ slug: 'due', section: 'CITTA', authors: ['Ada Neri', 'ada neri'], tags: ['ponti', 'PONTI'] }),
  )
  expect(notices(report)).toEqual([])
  const article = await findArticle('/citta/due')
  expect([article?.byline.length, article?.tags]).toEqual([1, [{ slug: 'ponti', name: 'Ponti' }]])
  expect(rows('SELECT name FROM sections UNION ALL SELECT name FROM authors')).toHaveLength(2)
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

it('what an editor changed is not written over, unless that is asked for', async () => {
  await bring(file())
  await edit(1)
  const before = everyRow()
  const changed = file({}, 'Chiude di nuovo.')
  for (const attempt of [file(), changed]) {
    const report = await bring(attempt)
    expect(problems(report)).toEqual([
      'ponte.md:null: the article was changed in the newsroom since it was imported; --overwrite replaces it',
    ])
  }
  expect(everyRow()).toEqual(before)
  expect(actions(await bring(changed, { overwrite: true }))).toEqual(['updated'])
  expect((await findArticle('/citta/ponte'))?.headline).toBe('Il ponte riapre')
})

it('what an editor took away from readers is not brought back, unless that is asked for', async () => {
  await bring(file())
  await write((tx) => unpublishArticle(tx, 1, 2))
  const before = everyRow()
  expect(problems(await bring(file()))).toEqual([expect.stringMatching(/changed in the newsroom/)])
  expect(everyRow()).toEqual(before)
  expect(await resolvePath('/citta/ponte')).toEqual({ kind: 'gone' })
  expect(actions(await bring(file(), { overwrite: true }))).toEqual(['updated'])
  expect(await resolvePath('/citta/ponte')).toEqual({ kind: 'article' })
})

it('an article that was not imported is not taken for the same', async () => {
  const id = await addArticle({ slug: 'ponte' })
  const before = everyRow()
  const report = await bring(file())
  expect(problems(report)).toEqual([
    `ponte.md:4: another article already has this address (path-taken: article ${id})`,
  ])
  expect(everyRow()).toEqual(before)
})

it('neither is one that left the address, nor a draft', async () => {
  const id = await addArticle({ slug: 'ponte' })
  await write(async (tx) => {
    const [row] = rows<{ snapshot: string }>('SELECT snapshot FROM article_revisions')
    const snapshot = { ...(JSON.parse(row?.snapshot ?? '') as Snapshot), slug: 'viadotto' }
    const lockVersion = await reviseArticle(tx, { id, lockVersion: 2, snapshot, kind: 'manual' })
    await publishArticle(tx, { id, lockVersion })
  })
  await addDraft({ slug: 'bozza' })
  const before = everyRow()
  const report = await bring([file({ slug: undefined, title: 'Ponte' }), file({ slug: 'bozza' })])
  expect(problems(report)).toEqual([
    expect.stringMatching(/^ponte.md:2: another article already has this address/),
    expect.stringMatching(/^bozza.md:4: another article already has this address/),
  ])
  expect(everyRow()).toEqual(before)
})

it('a bad file is named with its line; the others are imported', async () => {
  const report = await bring([
    file(),
    file({ slug: 'senza-titolo', title: undefined }),
    file({ slug: 'data', date: '2026-02-30' }),
    { name: 'js.md', text: '---js\n{}\n---\nTesto.', folder },
    file({ slug: 'vuoto' }, ' \n'),
    file({ slug: 'nave' }),
  ])
  expect(report.articles.map((article) => article.slug)).toEqual(['ponte', 'nave'])
  expect(problems(report)).toEqual([
    'senza-titolo.md:2: title: is missing',
    'data.md:6: date: "2026-02-30" is not a date. Write it like 2026-11-24T09:30:00+01:00',
    'js.md:1: no front matter: the first line must be ---',
    'vuoto.md:8: there is no text below the front matter',
  ])
  expect(rows('SELECT slug FROM articles')).toHaveLength(2)
})

it('YAML that cannot be read does not stop the others', async () => {
  const bomb = `---\ntitle: &a [1, 1]\nsection: [${'*a, '.repeat(50)}]\n---\nTesto.`
  const report = await bring([
    { name: 'star.md', text: '---\nsection: a\ntitle: *nuovo*\n---\nTesto.', folder },
    { name: 'bomb.md', text: bomb, folder },
    file(),
  ])
  expect(report.articles).toHaveLength(1)
  expect(report.errors.map((error) => [error.file, error.line])).toEqual([
    ['star.md', 3],
    ['bomb.md', 3],
  ])
})

it('a date in the future is refused for what is published', async () => {
  const date = new Date(Date.now() + 3_600_000).toISOString()
  expect(problems(await bring(file({ date })))).toEqual([
    'ponte.md:6: date: is in the future, so the article cannot be published yet; use status: draft',
  ])
  expect(rows('SELECT id FROM articles')).toEqual([])
  expect(actions(await bring(file({ date, status: 'draft' })))).toEqual(['created'])
})

it('of two files with the same slug the second is refused', async () => {
  const report = await bring([
    file({}, 'Il primo.'),
    { ...file({ section: 'Sport' }, 'Il secondo.'), name: 'altro.md' },
  ])
  expect(problems(report)).toEqual(['altro.md:4: has the same slug as ponte.md: ponte'])
  expect(rows('SELECT path FROM articles')).toEqual([{ path: '/citta/ponte' }])
})

it('a body that is refused leaves nothing: no section, no author, no picture', async () => {
  await savePicture('ponte.jpg')
  const before = everyRow()
  const deep = `![](ponte.jpg)\n\n${Array.from({ length: 30 }, (_, i) => `${'  '.repeat(i)}- a`).join('\n')}`
  const report = await bring(file({ authors: 'Ada Neri', hero: 'ponte.jpg' }, deep))
  expect(problems(report)).toEqual([
    expect.stringMatching(/^ponte.md:\d+: text: nested deeper than 20 levels/),
  ])
  expect([everyRow(), kept()]).toEqual([before, []])
})

it.each<[string, Front, string]>([
  ['a hero that is no picture', { hero: 'bad.jpg' }, 'Testo.\n\n![](ponte.jpg)'],
  ['a picture in the text that is none', { hero: 'ponte.jpg' }, '![](ponte.jpg)\n\n![](bad.jpg)'],
  ['a picture that was cut off', { hero: 'cut.jpg' }, '![](ponte.jpg)'],
])('%s: the file is refused and leaves nothing', async (_, front, body) => {
  await savePicture('ponte.jpg')
  writeFileSync(path.join(folder, 'bad.jpg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  writeFileSync(path.join(folder, 'cut.jpg'), (await jpeg(600, 400)).subarray(0, 1500))
  const before = everyRow()
  const report = await bring(file(front, body))
  expect(problems(report)).toEqual([expect.stringMatching(/picture-un(?:supported|readable)/)])
  expect([everyRow(), kept()]).toEqual([before, []])
})

it('a file that is refused for the sake of an editor leaves no picture either', async () => {
  await bring(file())
  await edit(1)
  await savePicture('ponte.jpg')
  const before = everyRow()
  const report = await bring(file({ hero: 'ponte.jpg' }, '![](ponte.jpg)'))
  expect(report.errors).toHaveLength(1)
  expect([everyRow(), kept()]).toEqual([before, []])
})

it('a rehearsal writes nothing at all and says what would be done', async () => {
  await savePicture('ponte.jpg')
  await bring([file(), file({ slug: 'uguale', hero: 'ponte.jpg' }, 'Testo.\n\n![](ponte.jpg)')])
  await savePicture('nave.jpg', 70)
  writeFileSync(path.join(folder, 'bad.jpg'), 'no picture')
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

it('links to articles that come later in the list are found', async () => {
  const report = await bring([
    file(
      { related: ['nave', 'nulla'] },
      'Vedi [la nave](/citta/nave).\n\n<aside class="related" data-article="nave"></aside>',
    ),
    file({ slug: 'nave', related: ['ponte'] }),
  ])
  expect(problems(report)).toEqual([])
  expect(report.articles.map((article) => [article.action, article.notices])).toEqual([
    ['created', ['section "Città" created', 'related article "nulla": not found, left out']],
    ['created', []],
  ])
  const body = JSON.stringify((await findArticle('/citta/ponte'))?.body)
  expect(body).toContain('"articleId":2')
  expect(body).toContain('relatedArticle')
  expect(rows('SELECT article_id, target_id FROM related_pins ORDER BY article_id')).toEqual([
    { article_id: 1, target_id: 2 },
    { article_id: 2, target_id: 1 },
  ])
})

it('an article that is only now linked to a later one counts as updated', async () => {
  const linking = file({}, 'Vedi [la nave](/citta/nave).')
  await bring(linking)
  const report = await bring([linking, file({ slug: 'nave' })])
  expect(actions(report)).toEqual(['updated', 'created'])
  expect(JSON.stringify((await findArticle('/citta/ponte'))?.body)).toContain('"articleId":2')
})

it('links to our own site are found with its address too, links to others are left alone', async () => {
  await bring([file({ slug: 'nave' })])
  await bring(file({ related: ['http://127.0.0.1:3000/citta/nave'] }, '[a](https://example.org/citta/nave)'))
  expect(rows('SELECT target_id FROM related_pins')).toEqual([{ target_id: 1 }])
  expect(JSON.stringify((await findArticle('/citta/ponte'))?.body)).toContain(
    'https://example.org/citta/nave',
  )
})

it('pictures are taken from beside the file, with their spaces and accents', async () => {
  await savePicture('il ponte à.jpg')
  const report = await bring(
    file(
      { hero: { file: 'il ponte à.jpg', alt: 'Il ponte' } },
      '![Due](il%20ponte%20%C3%A0.jpg "Didascalia")',
    ),
  )
  expect([problems(report), rows('SELECT id FROM media')]).toEqual([[], [{ id: 1 }]])
  expect(JSON.stringify((await findArticle('/citta/ponte'))?.body)).toContain('"mediaId":1')
})

it.each(['../fuori.jpg', 'sub/../../fuori.jpg', '%2e%2e/fuori.jpg', '.', ''])(
  'a picture at %j is not looked for',
  async (source) => {
    const inner = path.join(folder, 'articles')
    mkdirSync(path.join(inner, 'sub'), { recursive: true })
    await savePicture('fuori.jpg')
    const report = await bring({
      ...file(source ? { hero: source } : {}, `Testo.\n\n<img src="${source}">`),
      folder: inner,
    })
    expect(problems(report)).toEqual([])
    expect(notices(report)).toContain(`picture "${source}": not found, left out`)
    if (source) expect(notices(report)).toContain(`hero "${source}": not found beside the file, left out`)
    expect(rows('SELECT id FROM media')).toEqual([])
  },
)

it('an absolute path is not looked for', async () => {
  await savePicture('ponte.jpg')
  const absolute = path.join(folder, 'ponte.jpg')
  const report = await bring({ ...file({ hero: absolute }), folder: path.join(folder, 'x') })
  expect(notices(report)).toContain(`hero "${absolute}": not found beside the file, left out`)
  expect(rows('SELECT id FROM media')).toEqual([])
})

it('pictures elsewhere are not fetched, only listed', async () => {
  const asked: string[] = []
  const server = createServer((req, res) => {
    asked.push(req.url ?? '')
    res.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const address = `http://127.0.0.1:${port}/mare.jpg`
  const report = await bring(
    file(
      { hero: address },
      `Testo.\n\n![a](${address})\n\n![b](//127.0.0.1:${port}/b.jpg)\n\n![c](data:image/png;base64,AA)`,
    ),
  )
  server.close()
  expect([asked, problems(report)]).toEqual([[], []])
  expect(notices(report)).toEqual(
    expect.arrayContaining([
      `hero "${address}": not found beside the file, left out`,
      `picture "${address}": not found, left out`,
      `picture "//127.0.0.1:${port}/b.jpg": not found, left out`,
      'picture "data:image/png;base64,AA": not found, left out',
    ]),
  )
})

it('whatever is not understood is listed', async () => {
  const report = await bring(
    file(
      { layout: 'post', hero: { file: 'a.jpg', size: 3 } },
      'Testo.\n\n<script>alert(1)</script>\n\n<marquee>Ciao</marquee>\n\n[x](javascript:alert(1))',
    ),
  )
  expect(notices(report)).toEqual(
    expect.arrayContaining([
      'front matter key "layout": not known, left out',
      'front matter key "hero.size": not known, left out',
      'hero "a.jpg": not found beside the file, left out',
      '<script>: left out',
      expect.stringMatching(/<marquee>/),
      expect.stringMatching(/javascript:alert/),
    ]),
  )
  expect(JSON.stringify((await findArticle('/citta/ponte'))?.body)).not.toMatch(/script/)
})

it('Windows line ends and a byte order mark make no difference', async () => {
  const plain = file({}, 'Uno.\n\nDue.\n\n- a\n- b')
  await bring(plain)
  const before = everyRow()
  const report = await bring({ ...plain, text: `\ufeff${plain.text.replace(/\n/g, '\r\n')}` })
  expect([actions(report), problems(report)]).toEqual([['unchanged'], []])
  expect(everyRow()).toEqual(before)
})

it('what is known of a picture besides its bytes is kept with it', async () => {
  await savePicture('ponte.jpg')
  const texts = { alt: 'Il ponte', credit: 'Ada Neri', licence: 'CC BY 4.0' }
  await bring(file({}, '![](ponte.jpg)'), { pictureTexts: (name) => (name === 'ponte.jpg' ? texts : {}) })
  expect(rows('SELECT alt, credit, licence FROM media')).toEqual([texts])
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
