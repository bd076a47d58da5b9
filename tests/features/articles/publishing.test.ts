import { expect, it } from 'vitest'
import { write } from '@/db/client.ts'
import { findArticle } from '@/features/articles/data.ts'
import { publishArticle, reviseArticle, unpublishArticle } from '@/features/articles/mutations.ts'
import type { Snapshot } from '@/features/articles/schema.ts'
import { resolvePath } from '@/features/paths/data.ts'
import { searchArticles } from '@/features/search/data.ts'
import {
  addArticle,
  addAuthor,
  addDraft,
  addSection,
  addTopic,
  everyRow,
  freshDatabase,
  rows,
  snapshotOf,
  touchedBy,
} from '../../factories/database.ts'

freshDatabase()

const by = (...ids: number[]): Snapshot['byline'] =>
  ids.map((authorId) => ({ authorId, role: 'author' as const }))
const november = Date.parse('2026-11-24T09:00:00Z')
const december = Date.parse('2026-12-02T09:00:00Z')

/** Saves a new text and shows it. Returns the new lock_version. */
async function change(id: number, lockVersion: number, over: Partial<Snapshot>, at?: number) {
  const snapshot = await snapshotOf(over)
  return write(async (tx) => {
    const next = await reviseArticle(tx, { id, lockVersion, snapshot, kind: 'manual' })
    return publishArticle(tx, { id, lockVersion: next, publishedAt: at })
  })
}

it('publishing touches every page that shows the article, and no other', async () => {
  const parent = await addSection('Cronaca')
  const sectionId = await addSection('Porto', parent)
  await addSection('Sport')
  const id = await addDraft({
    sectionId,
    byline: by(await addAuthor('Ada Neri'), await addAuthor('Bruno Sala')),
    tagIds: [await addTopic('Barche')],
  })
  const publish = () => write((tx) => publishArticle(tx, { id, lockVersion: 1, publishedAt: november }))
  expect(await touchedBy(publish)).toEqual(
    [
      'article-id:1',
      'article:/porto/ponte',
      'articles',
      'author:ada-neri',
      'author:bruno-sala',
      'corrections',
      'month:2026-11',
      'section:cronaca',
      'section:porto',
      'topic:barche',
    ].sort(),
  )
})

it('publishing anew touches the pages that showed it before as well', async () => {
  const [city, sport] = [await addSection('Città'), await addSection('Sport')]
  const [ada, bruno] = [await addAuthor('Ada Neri'), await addAuthor('Bruno Sala')]
  const [ports, boats] = [await addTopic('Porti'), await addTopic('Barche')]
  const id = await addArticle({ sectionId: city, byline: by(ada), tagIds: [ports] }, november)
  const tags = await touchedBy(() =>
    change(id, 2, { sectionId: sport, slug: 'regata', byline: by(bruno), tagIds: [boats] }, december),
  )
  expect(tags).toEqual(
    [
      'article-id:1',
      'article:/citta/ponte',
      'article:/sport/regata',
      'articles',
      'author:ada-neri',
      'author:bruno-sala',
      'corrections',
      'month:2026-11',
      'month:2026-12',
      'section:citta',
      'section:sport',
      'topic:barche',
      'topic:porti',
    ].sort(),
  )
})

it('the month of a publication is that of the publication’s zone', async () => {
  const tags = await touchedBy(() => addArticle({}, Date.parse('2026-10-31T23:30:00Z')))
  expect(tags).toContain('month:2026-11')
  expect(tags).not.toContain('month:2026-10')
})

it('publishing leaves jobs for the recommendations and the social picture', async () => {
  const id = await addArticle()
  expect(rows('SELECT kind, payload FROM outbox ORDER BY id')).toEqual([
    { kind: 'related', payload: JSON.stringify({ articleId: id }) },
    { kind: 'social-picture', payload: JSON.stringify({ articleId: id }) },
  ])
})

it('the time of publication stays that of the first, unless another is given', async () => {
  const id = await addArticle({}, november)
  await change(id, 2, { headline: 'Il ponte chiude' })
  expect((await findArticle('/citta/ponte'))?.publishedAt).toBe(november)
  await change(id, 4, {}, december)
  expect((await findArticle('/citta/ponte'))?.publishedAt).toBe(december)
})

it('readers see «updated» when an editor says so, until it is taken away', async () => {
  const id = await addArticle({}, november)
  const publish = (lockVersion: number, updatedAt?: number | null) =>
    write((tx) => publishArticle(tx, { id, lockVersion, updatedAt }))
  await publish(2, december)
  await publish(3)
  expect((await findArticle('/citta/ponte'))?.updatedAt).toBe(december)
  await publish(4, null)
  expect((await findArticle('/citta/ponte'))?.updatedAt).toBeNull()
})

it('the byline keeps its order, topics come once, and both change with the article', async () => {
  const [ada, bruno] = [await addAuthor('Ada Neri'), await addAuthor('Bruno Sala')]
  const [ports, boats] = [await addTopic('Porti'), await addTopic('Barche')]
  const id = await addArticle({ byline: by(bruno, ada), tagIds: [boats, ports, boats] }, november)
  const first = await findArticle('/citta/ponte')
  expect(first?.byline.map((entry) => entry.name)).toEqual(['Bruno Sala', 'Ada Neri'])
  expect(first?.tags.map((tag) => tag.slug)).toEqual(['barche', 'porti'])
  await change(id, 2, { byline: by(ada), tagIds: [] })
  const second = await findArticle('/citta/ponte')
  expect([second?.byline.map((entry) => entry.name), second?.tags]).toEqual([['Ada Neri'], []])
})

it('a new address: the old ones lead to it, each at once', async () => {
  const id = await addArticle()
  await change(id, 2, { slug: 'viadotto' })
  await change(id, 4, { slug: 'passerella' })
  expect(await findArticle('/citta/ponte')).toBeNull()
  expect(await findArticle('/citta/passerella')).toMatchObject({ id })
  for (const old of ['/citta/ponte', '/citta/viadotto'])
    expect(await resolvePath(old)).toEqual({ kind: 'moved', to: '/citta/passerella' })
  await change(id, 6, { slug: 'ponte' })
  expect(await resolvePath('/citta/ponte')).toEqual({ kind: 'article' })
  expect(await resolvePath('/citta/passerella')).toEqual({ kind: 'moved', to: '/citta/ponte' })
})

it('an address that another article has or had is refused, and nothing changes', async () => {
  const first = await addArticle()
  await change(first, 2, { slug: 'viadotto' })
  const second = await addDraft({ slug: 'ponte' })
  const before = everyRow()
  await expect(write((tx) => publishArticle(tx, { id: second, lockVersion: 1 }))).rejects.toMatchObject({
    code: 'path-taken',
  })
  expect(everyRow()).toEqual(before)
  expect(await resolvePath('/citta/ponte')).toEqual({ kind: 'moved', to: '/citta/viadotto' })
})

it('an article that is taken away is gone from its address, the lists and the search', async () => {
  const id = await addArticle({ byline: by(await addAuthor('Ada Neri')), tagIds: [await addTopic('Porti')] })
  const shown = await touchedBy(() => write((tx) => publishArticle(tx, { id, lockVersion: 2 })))
  const tags = await touchedBy(() => write((tx) => unpublishArticle(tx, id, 3)))
  expect(tags).toEqual(shown)
  expect(await findArticle('/citta/ponte')).toBeNull()
  expect(await resolvePath('/citta/ponte')).toEqual({ kind: 'gone' })
  expect(await searchArticles('ponte', 10, 0)).toEqual([])
  expect(rows('SELECT rowid FROM articles_fts')).toEqual([])
  expect(
    rows('SELECT published_at FROM article_authors UNION ALL SELECT published_at FROM article_tags'),
  ).toEqual([{ published_at: null }, { published_at: null }])
})

it('it comes back where it was when it is published again', async () => {
  const id = await addArticle({ byline: by(await addAuthor('Ada Neri')) }, november)
  await write((tx) => unpublishArticle(tx, id, 2))
  expect(await write((tx) => publishArticle(tx, { id, lockVersion: 3 }))).toBe(4)
  expect(await findArticle('/citta/ponte')).toMatchObject({ id, publishedAt: november })
  expect(await searchArticles('Neri', 10, 0)).toHaveLength(1)
})
