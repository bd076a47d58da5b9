import { expect, it } from 'vitest'
import { write } from '@/db/client.ts'
import { findArticle } from '@/features/articles/data.ts'
import {
  createArticle,
  hashOf,
  publishArticle,
  reviseArticle,
  saveSocialPicture,
  unpublishArticle,
} from '@/features/articles/mutations.ts'
import type { Snapshot } from '@/features/articles/schema.ts'
import { replaceCorrections } from '@/features/corrections/mutations.ts'
import { resolvePath } from '@/features/paths/data.ts'
import { searchArticles } from '@/features/search/data.ts'
import {
  addArticle,
  addAuthor,
  addDraft,
  addTopic,
  everyRow,
  freshDatabase,
  rows,
  snapshotOf,
  touchedBy,
  words,
} from '../../factories/database.ts'
import { everything } from '../../factories/documents.ts'

freshDatabase()

const by = (...ids: number[]): Snapshot['byline'] =>
  ids.map((authorId) => ({ authorId, role: 'author' as const }))
const november = Date.parse('2026-11-24T09:00:00Z')
const december = Date.parse('2026-12-02T09:00:00Z')

it('a new article is a draft with one revision, which nobody sees and nothing lists', async () => {
  const topic = await addTopic('Porti')
  const author = await addAuthor('Ada Neri')
  const snapshot = await snapshotOf({ tagIds: [topic], byline: by(author) })
  const tags = await touchedBy(() => write((tx) => createArticle(tx, { snapshot, kind: 'manual' })))
  expect(tags).toEqual([])
  expect(rows('SELECT id, status, lock_version, path, live_revision_id, word_count FROM articles')).toEqual([
    { id: 1, status: 'draft', lock_version: 1, path: '/citta/ponte', live_revision_id: null, word_count: 6 },
  ])
  expect(rows('SELECT article_id, parent_id, kind, hash FROM article_revisions')).toEqual([
    { article_id: 1, parent_id: null, kind: 'manual', hash: hashOf(snapshot) },
  ])
  expect(await findArticle('/citta/ponte')).toBeNull()
  expect(await resolvePath('/citta/ponte')).toEqual({ kind: 'missing' })
  expect(await searchArticles('ponte', 10, 0)).toEqual([])
  expect(rows('SELECT * FROM outbox')).toEqual([])
})

it('the whole grammar of documents can be stored and comes back as it was', async () => {
  await addArticle({ body: everything })
  expect((await findArticle('/citta/ponte'))?.body).toEqual(everything)
})

it('what may not be stored is refused, and nothing is written', async () => {
  const good = await snapshotOf()
  const before = everyRow()
  const wrong: [Partial<Snapshot> & Record<string, unknown>, RegExp][] = [
    [{ sectionId: 999 }, /not-found: section 999/],
    [{ slug: 'Il Ponte' }, /slug/],
    [{ slug: '_' }, /slug/],
    [{ headline: '' }, /headline/],
    [{ body: { type: 'doc', content: [] } }, /document-invalid/],
    [{ body: { type: 'doc', content: [{ type: 'script' }] } }, /document-invalid/],
    [{ body: null }, /document-invalid/],
    [{ surprise: true }, /surprise/],
  ]
  for (const [over, reason] of wrong) {
    const create = write(async (tx) => {
      const id = await createArticle(tx, { snapshot: { ...good, ...over }, kind: 'manual' })
      await publishArticle(tx, { id, lockVersion: 1 })
    })
    await expect(create, JSON.stringify(over)).rejects.toThrow(reason)
  }
  expect(everyRow()).toEqual(before)
})

it('authors and topics that are gone are left out of what is published', async () => {
  const author = await addAuthor('Livia Querini')
  const byline = [...by(999), ...by(author)]
  const id = await addArticle({ byline, tagIds: [888] })
  expect(rows('SELECT author_id FROM article_authors WHERE article_id = ?', id)).toEqual([
    { author_id: author },
  ])
  expect(rows('SELECT * FROM article_tags WHERE article_id = ?', id)).toEqual([])
})

it('a revision of a published article waits until it is published', async () => {
  const id = await addArticle({}, november)
  const snapshot = await snapshotOf({ headline: 'Il ponte chiude', body: words('Da martedì non si passa.') })
  const tags = await touchedBy(() =>
    write((tx) => reviseArticle(tx, { id, lockVersion: 2, snapshot, kind: 'autosave' })),
  )
  expect(tags).toEqual([])
  expect((await findArticle('/citta/ponte'))?.headline).toBe('Il ponte riapre')
  expect(await searchArticles('martedì', 10, 0)).toEqual([])
  expect(rows('SELECT parent_id, kind FROM article_revisions ORDER BY id')).toEqual([
    { parent_id: null, kind: 'publish' },
    { parent_id: 1, kind: 'autosave' },
  ])
  await write((tx) => publishArticle(tx, { id, lockVersion: 3 }))
  expect((await findArticle('/citta/ponte'))?.headline).toBe('Il ponte chiude')
  expect(await searchArticles('martedì', 10, 0)).toHaveLength(1)
  expect(await searchArticles('lunedì', 10, 0)).toEqual([])
})

it('a revision of a draft is what its row shows', async () => {
  const id = await addDraft()
  const snapshot = await snapshotOf({ slug: 'viadotto' })
  expect(await write((tx) => reviseArticle(tx, { id, lockVersion: 1, snapshot, kind: 'manual' }))).toBe(2)
  expect(rows('SELECT path, lock_version FROM articles')).toEqual([
    { path: '/citta/viadotto', lock_version: 2 },
  ])
})

it('whoever saves over somebody else’s save is refused, and nothing changes', async () => {
  const id = await addArticle()
  const snapshot = await snapshotOf({ headline: 'Il ponte chiude' })
  const before = everyRow()
  for (const lockVersion of [1, 3, 0])
    await expect(
      write((tx) => reviseArticle(tx, { id, lockVersion, snapshot, kind: 'manual' })),
    ).rejects.toMatchObject({ code: 'stale-version' })
  expect(everyRow()).toEqual(before)
})

it('whoever publishes or unpublishes what is not the latest is refused, and nothing changes', async () => {
  const id = await addArticle()
  const before = everyRow()
  await expect(write((tx) => publishArticle(tx, { id, lockVersion: 1 }))).rejects.toMatchObject({
    code: 'stale-version',
  })
  await expect(write((tx) => unpublishArticle(tx, id, 1))).rejects.toMatchObject({ code: 'stale-version' })
  expect(everyRow()).toEqual(before)
})

it('of two saves that begin with the same version one wins', async () => {
  const id = await addArticle()
  const snapshot = await snapshotOf()
  const save = () => write((tx) => reviseArticle(tx, { id, lockVersion: 2, snapshot, kind: 'manual' }))
  const results = await Promise.allSettled([save(), save()])
  expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected'])
})

it('an article that does not exist cannot be changed', async () => {
  const snapshot = await snapshotOf()
  const refused = { code: 'stale-version' }
  await expect(
    write((tx) => reviseArticle(tx, { id: 9, lockVersion: 1, snapshot, kind: 'manual' })),
  ).rejects.toMatchObject(refused)
  await expect(write((tx) => publishArticle(tx, { id: 9, lockVersion: 1 }))).rejects.toMatchObject(refused)
  await expect(write((tx) => unpublishArticle(tx, 9, 1))).rejects.toMatchObject(refused)
})

it('a draft cannot be taken away from readers', async () => {
  const id = await addDraft()
  await expect(write((tx) => unpublishArticle(tx, id, 1))).rejects.toMatchObject({ code: 'stale-version' })
})

const correction = {
  type: 'correction',
  text: 'I pali sono dodici.',
  position: 'bottom',
  at: november,
} as const

it('corrections replace those that were there, and say so to every page that shows them', async () => {
  const id = await addArticle({}, november)
  const top = { ...correction, type: 'update', text: 'Riaperto.', position: 'top', at: december } as const
  const replace = (list: (typeof correction | typeof top)[]) =>
    write((tx) => replaceCorrections(tx, id, list))
  const tags = await touchedBy(() => replace([correction]))
  expect(tags).toEqual(expect.arrayContaining(['article:/citta/ponte', 'corrections', 'section:citta']))
  expect(await replace([correction, top])).toBe(true)
  expect((await findArticle('/citta/ponte'))?.corrections).toMatchObject([top, correction])
  expect(await replace([])).toBe(true)
  expect((await findArticle('/citta/ponte'))?.corrections).toEqual([])
})

it('the same corrections again change nothing and touch nothing', async () => {
  const id = await addArticle()
  await write((tx) => replaceCorrections(tx, id, [correction]))
  const before = everyRow()
  expect(await write((tx) => replaceCorrections(tx, id, [{ ...correction }]))).toBe(false)
  expect(everyRow()).toEqual(before)
})

it('corrections of one article leave those of another alone', async () => {
  const [a, b] = [await addArticle(), await addArticle({ slug: 'nave' })]
  for (const id of [a, b]) await write((tx) => replaceCorrections(tx, id, [correction]))
  await write((tx) => replaceCorrections(tx, a, []))
  expect(rows('SELECT article_id FROM corrections')).toEqual([{ article_id: b }])
})

it('the social picture touches the article only when it became another', async () => {
  const id = await addArticle()
  const save = (url: string) => touchedBy(() => write((tx) => saveSocialPicture(tx, id, url)))
  expect(await save('/media/social/a.jpg')).toEqual(['article-id:1', 'article:/citta/ponte'])
  expect(await save('/media/social/a.jpg')).toEqual([])
  expect(await touchedBy(() => write((tx) => saveSocialPicture(tx, 9, '/x.jpg')))).toEqual([])
  expect((await findArticle('/citta/ponte'))?.social).toBe('/media/social/a.jpg')
})

it('equal content has an equal hash, whatever the order of its keys', () => {
  expect(hashOf({ a: 1, b: { c: [1, { d: 2, e: 3 }] } })).toBe(
    hashOf({ b: { c: [1, { e: 3, d: 2 }] }, a: 1 }),
  )
  expect(hashOf({ a: 1, b: undefined })).toBe(hashOf({ a: 1 }))
})

it('different content has a different hash', () => {
  const contents = [{ a: 1 }, { a: '1' }, { a: null }, {}, { b: 1 }, [1, 2], [2, 1], [[1], 2], null, 'a', '']
  expect(new Set(contents.map(hashOf)).size).toBe(contents.length)
})

it('an address that another article of the section has is refused, for a draft as for a new article', async () => {
  await addArticle({ slug: 'ponte' })
  const draft = await addDraft({ slug: 'porto' })
  const before = everyRow()
  const taken = await snapshotOf({ slug: 'ponte' })
  await expect(write((tx) => createArticle(tx, { snapshot: taken, kind: 'manual' }))).rejects.toThrow(
    'path-taken',
  )
  await expect(
    write((tx) => reviseArticle(tx, { id: draft, lockVersion: 1, snapshot: taken, kind: 'manual' })),
  ).rejects.toThrow('path-taken')
  expect(everyRow()).toEqual(before)
})
