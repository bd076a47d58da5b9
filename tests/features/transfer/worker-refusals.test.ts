import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { write } from '@/db/client.ts'
import { findArticle } from '@/features/articles/data.ts'
import { unpublishArticle } from '@/features/articles/mutations.ts'
import { resolvePath } from '@/features/paths/data.ts'
import { addArticle, addDraft, everyRow, freshDatabase, rows } from '../../factories/database.ts'
import {
  actions,
  bring,
  edit,
  type Front,
  file,
  folder,
  freshFolder,
  kept,
  problems,
  savePicture,
} from '../../factories/markdown-files.ts'
import { jpeg } from '../../factories/pictures.ts'

freshDatabase()
freshFolder()

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
  await edit(id, { slug: 'viadotto' })
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
    { name: 'js.md', text: '---js\n{}\n---\nTesto.', folder: folder() },
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
    { name: 'star.md', text: '---\nsection: a\ntitle: *nuovo*\n---\nTesto.', folder: folder() },
    { name: 'bomb.md', text: bomb, folder: folder() },
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
  writeFileSync(path.join(folder(), 'bad.jpg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  writeFileSync(path.join(folder(), 'cut.jpg'), (await jpeg(600, 400)).subarray(0, 1500))
  const before = everyRow()
  const report = await bring(file(front, body))
  expect(problems(report)).toEqual([expect.stringMatching(/picture-(?:svg|unreadable)/)])
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
