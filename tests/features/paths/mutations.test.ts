import { expect, it } from 'vitest'
import { handles, write } from '@/db/client.ts'
import { publishArticle, reviseArticle, unpublishArticle } from '@/features/articles/mutations.ts'
import { findArticleIdAt, findArticleIdBySlug, resolvePath } from '@/features/paths/data.ts'
import { claimPath, saveRedirect } from '@/features/paths/mutations.ts'
import {
  addArticle,
  addDraft,
  addSection,
  everyRow,
  freshDatabase,
  rows,
  snapshotOf,
} from '../../factories/database.ts'

freshDatabase()

const redirect = (from: string, to: string | null, origin = 'manual') =>
  write((tx) => saveRedirect(tx, from, to, origin))
const redirects = () =>
  rows<{ from_path: string; to_path: string | null; status: number }>(
    'SELECT from_path, to_path, status FROM redirects ORDER BY from_path',
  ).map((row) => `${row.from_path} ${row.status} ${row.to_path}`)
const moved = (to: string) => ({ kind: 'moved', to })

async function moveTo(id: number, slug: string, lockVersion = 2): Promise<void> {
  const snapshot = await snapshotOf({ slug })
  await write(async (tx) => {
    const next = await reviseArticle(tx, { id, lockVersion, snapshot, kind: 'manual' })
    await publishArticle(tx, { id, lockVersion: next })
  })
}

it('a redirect leads where it says, with its origin', async () => {
  await redirect('/a', '/b', 'import')
  expect(await resolvePath('/a')).toEqual(moved('/b'))
  expect(rows('SELECT from_path, to_path, status, origin FROM redirects')).toEqual([
    { from_path: '/a', to_path: '/b', status: 301, origin: 'import' },
  ])
})

it('an address that nobody knows is missing', async () => {
  await redirect('/a', '/b')
  for (const path of ['/b', '/A', '/a/', '', 'a'])
    expect(await resolvePath(path)).toEqual({ kind: 'missing' })
})

it('a later redirect of the same address takes the place of the earlier', async () => {
  await redirect('/a', '/b')
  await redirect('/a', '/c')
  await redirect('/gone', null)
  await redirect('/gone', '/back')
  expect(redirects()).toEqual(['/a 301 /c', '/gone 301 /back'])
})

it('chains are collapsed from either end', async () => {
  await redirect('/a', '/b')
  await redirect('/b', '/c')
  await redirect('/z', '/a')
  expect(redirects()).toEqual(['/a 301 /c', '/b 301 /c', '/z 301 /c'])
})

it('what led to an address that is gone for good is gone too', async () => {
  await redirect('/a', '/b')
  await redirect('/b', null)
  expect(redirects()).toEqual(['/a 410 null', '/b 410 null'])
  expect(await resolvePath('/a')).toEqual({ kind: 'gone' })
})

it('a redirect to what is gone answers that it is gone', async () => {
  await redirect('/b', null)
  await redirect('/a', '/b')
  expect(await resolvePath('/a')).toEqual({ kind: 'gone' })
})

it('circles are refused, short and long, and nothing changes', async () => {
  await redirect('/a', '/b')
  await redirect('/c', '/d')
  await redirect('/b', '/c')
  const before = everyRow()
  for (const [from, to] of [
    ['/x', '/x'],
    ['/d', '/a'],
    ['/d', '/b'],
    ['/d', '/c'],
  ] as const)
    await expect(redirect(from, to), `${from} → ${to}`).rejects.toMatchObject({ code: 'path-taken' })
  expect(everyRow()).toEqual(before)
})

it('a circle that got into the table sends nobody round', async () => {
  await write(async (tx) => {
    await saveRedirect(tx, '/a', '/b', 'manual')
  })
  const { writer } = handles()
  writer.exec(
    "INSERT INTO redirects (from_path, to_path, created_at) VALUES ('/b', '/a', 0), ('/c', '/c', 0)",
  )
  expect([await resolvePath('/a'), await resolvePath('/c')]).toEqual([
    { kind: 'missing' },
    { kind: 'missing' },
  ])
})

it('a long chain that got into the table is followed for a while, then given up', async () => {
  const { writer } = handles()
  const insert = writer.prepare('INSERT INTO redirects (from_path, to_path, created_at) VALUES (?, ?, 0)')
  for (let i = 0; i < 30; i++) insert.run(`/p${i}`, `/p${i + 1}`)
  expect(await resolvePath('/p25')).toEqual(moved('/p30'))
  expect(await resolvePath('/p0')).toEqual({ kind: 'missing' })
})

it('a redirect may leave the site', async () => {
  await redirect('/shop', 'https://shop.example.org/')
  expect(await resolvePath('/shop')).toEqual(moved('https://shop.example.org/'))
})

it('a redirect to an article follows it when it moves', async () => {
  const id = await addArticle()
  await redirect('/old', '/citta/ponte')
  expect(await resolvePath('/old')).toEqual(moved('/citta/ponte'))
  await moveTo(id, 'viadotto')
  expect(await resolvePath('/old')).toEqual(moved('/citta/viadotto'))
})

it('an article that stands at an address comes before a redirect of it', async () => {
  await addArticle()
  await redirect('/citta/ponte', '/elsewhere')
  expect(await resolvePath('/citta/ponte')).toEqual({ kind: 'article' })
})

it('an article that is published at an address takes the redirect of it away', async () => {
  await redirect('/citta/ponte', '/elsewhere')
  await addArticle()
  expect(redirects()).toEqual([])
})

it('where an article was taken away a redirect holds; without one it is gone', async () => {
  const id = await addArticle()
  await moveTo(id, 'viadotto')
  await write((tx) => unpublishArticle(tx, id, 4))
  expect([await resolvePath('/citta/viadotto'), await resolvePath('/citta/ponte')]).toEqual([
    { kind: 'gone' },
    { kind: 'gone' },
  ])
  await redirect('/citta/viadotto', '/citta')
  expect(await resolvePath('/citta/viadotto')).toEqual(moved('/citta'))
})

it('an article has one current address, whatever it claims', async () => {
  const id = await addArticle()
  for (const path of ['/citta/a', '/citta/b', '/citta/b', '/citta/ponte'])
    await write((tx) => claimPath(tx, id, path))
  expect(rows('SELECT path, current FROM article_paths ORDER BY path')).toEqual([
    { path: '/citta/a', current: 0 },
    { path: '/citta/b', current: 0 },
    { path: '/citta/ponte', current: 1 },
  ])
})

it('nobody claims what another article has or had', async () => {
  const first = await addArticle()
  await moveTo(first, 'viadotto')
  const second = await addArticle({ slug: 'nave' })
  const before = everyRow()
  for (const path of ['/citta/ponte', '/citta/viadotto'])
    await expect(write((tx) => claimPath(tx, second, path))).rejects.toMatchObject({ code: 'path-taken' })
  expect(everyRow()).toEqual(before)
})

it('an article is found by every address it ever had, while it is published', async () => {
  const id = await addArticle()
  await moveTo(id, 'viadotto')
  await addDraft({ slug: 'bozza' })
  const find = async () =>
    Promise.all(['/citta/ponte', '/citta/viadotto', '/citta/bozza', '/nowhere'].map(findArticleIdAt))
  expect(await find()).toEqual([id, id, null, null])
  await write((tx) => unpublishArticle(tx, id, 4))
  expect(await find()).toEqual([null, null, null, null])
})

it('by the last part of its address the newest published one is found', async () => {
  await addArticle({}, 1000)
  const newest = await addArticle({ sectionId: await addSection('Sport') }, 3000)
  await addArticle({ sectionId: await addSection('Mondo') }, 2000)
  await addDraft({ sectionId: await addSection('Cultura') })
  expect(await findArticleIdBySlug('ponte')).toBe(newest)
  expect(await findArticleIdBySlug('nave')).toBeNull()
  expect(await findArticleIdBySlug('%')).toBeNull()
})
