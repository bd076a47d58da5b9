import { readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { close, write } from '@/db/client.ts'
import { closeMetrics } from '@/db/metrics.ts'
import { findArticle } from '@/features/articles/data.ts'
import { nodeTypes } from '@/features/articles/document/schema.ts'
import { isEmpty, seedDemo } from '@/features/demo/worker.ts'
import { listMostRead } from '@/features/reading/data.ts'
import { affectedBy, rebuildRelated } from '@/features/recommendations/mutations.ts'
import { listSections } from '@/features/sections/data.ts'
import { findPublication } from '@/features/settings/data.ts'
import type { ImportReport } from '@/features/transfer/schema.ts'
import { dataDir, rows, temporaryFolder } from '../../factories/database.ts'

// One demo for all tests of this file: its pictures take a while.
const now = Date.parse('2026-11-24T11:30:00Z')
let wasEmpty: boolean
let report: ImportReport
beforeAll(async () => {
  process.env.DATA_DIR = temporaryFolder()
  wasEmpty = await isEmpty()
  report = await seedDemo(now)
}, 120_000)
afterAll(async () => {
  await close()
  await closeMetrics()
  rmSync(dataDir(), { recursive: true, force: true })
})

type Row = { id: number; path: string; headline: string; body: string; word_count: number; genre: string }
const articles = () => rows<Row>('SELECT id, path, headline, body, word_count, genre FROM articles')

function typesIn(node: unknown, found: Set<string>): Set<string> {
  if (typeof node !== 'object' || node === null) return found
  const { type, content } = node as { type?: string; content?: unknown[] }
  if (type) found.add(type)
  for (const child of content ?? []) typesIn(child, found)
  return found
}

it('every file becomes a published article, and nothing in them is left out', () => {
  expect(report.errors).toEqual([])
  expect(report.articles.length).toBeGreaterThanOrEqual(60)
  expect(report.articles.filter((article) => article.status !== 'published')).toEqual([])
  const notices = report.articles.flatMap((article) =>
    article.notices.map((notice) => `${article.file}: ${notice}`),
  )
  expect(notices).toEqual([])
})

it('a folder that holds the demo is not empty any more', async () => {
  expect([wasEmpty, await isEmpty()]).toEqual([true, false])
})

it('every kind of element is used somewhere', () => {
  const used = new Set<string>()
  for (const { body } of articles()) typesIn(JSON.parse(body), used)
  expect(nodeTypes.filter((type) => !used.has(type))).toEqual([])
})

it('the publication has a name, its facts and a page about itself', async () => {
  const publication = await findPublication()
  expect(publication.name).not.toBe('Testata')
  expect(publication.about).not.toBeNull()
  for (const fact of ['court', 'number', 'date', 'publisher', 'responsibleDirector', 'email'] as const)
    expect([fact, publication.legal[fact]]).toEqual([fact, expect.stringMatching(/.{3}/)])
  expect(publication.support.text && publication.newsletter.text).toBeTruthy()
})

it('there are six sections or more, one of them below another, and each has articles', async () => {
  const sections = await listSections()
  expect(sections.filter((section) => section.parentId === null).length).toBeGreaterThanOrEqual(6)
  const counts = rows<{ section_id: number }>('SELECT DISTINCT section_id FROM articles')
  const used = new Set(counts.map((row) => row.section_id))
  const bare = sections.filter(
    (section) => !used.has(section.id) && !sections.some((child) => child.parentId === section.id),
  )
  expect(bare.map((section) => section.slug)).toEqual([])
})

it('ten people or more write, and everybody who is introduced has written something', () => {
  const writers = rows<{ kind: string; n: number }>(
    'SELECT a.kind, count(x.article_id) AS n FROM authors a LEFT JOIN article_authors x ON x.author_id = a.id GROUP BY a.id',
  )
  expect(writers.filter((writer) => writer.kind === 'person' && writer.n > 0).length).toBeGreaterThanOrEqual(
    10,
  )
  expect(writers.filter((writer) => writer.n === 0)).toEqual([])
  expect(rows("SELECT name FROM authors WHERE kind = 'person' AND bio = ''")).toEqual([])
})

it('twelve topics or more have several articles, so that recommendations have something to say', () => {
  const topics = rows(
    'SELECT tag_id FROM article_tags GROUP BY tag_id HAVING count(DISTINCT article_id) >= 3',
  )
  expect(topics.length).toBeGreaterThanOrEqual(12)
})

it('there is a correction, and a series of opinions', () => {
  expect(rows('SELECT id FROM corrections').length).toBeGreaterThanOrEqual(1)
  expect(
    rows(
      "SELECT series_id FROM articles WHERE genre = 'opinion' AND series_id IS NOT NULL GROUP BY series_id HAVING count(*) >= 2",
    ).length,
  ).toBeGreaterThanOrEqual(1)
})

it('the articles are long enough to read, and no two have the same headline', () => {
  expect(
    articles()
      .filter((article) => article.word_count < 250)
      .map((article) => article.path),
  ).toEqual([])
  expect(new Set(articles().map((article) => article.headline)).size).toBe(articles().length)
})

it('the paper is of today: nothing in the future, something of the last day', () => {
  const [span] = rows<{ first: number; last: number }>(
    'SELECT min(first_published_at) AS first, max(first_published_at) AS last FROM articles',
  )
  expect(span?.last).toBeLessThanOrEqual(now)
  expect(span?.last).toBeGreaterThan(now - 24 * 3_600_000)
  const wrong = rows(
    'SELECT path FROM articles WHERE substantive_updated_at > ? OR substantive_updated_at < first_published_at',
    now,
  )
  expect(wrong).toEqual([])
})

it('every picture says what it shows and who made it', () => {
  expect(rows("SELECT id FROM media WHERE alt = '' OR credit = ''")).toEqual([])
  const heroes = rows<{ n: number }>('SELECT count(*) AS n FROM articles WHERE hero_media_id IS NOT NULL')
  expect(heroes[0]?.n).toBeGreaterThan(articles().length / 2)
})

it('every link to the site itself leads to an article', () => {
  const dead = articles().flatMap(({ path: from, body }) =>
    [...body.matchAll(/"href":"(\/[^"]*)","articleId":null/g)]
      .map((match) => match[1] ?? '')
      .filter(
        (href) => /^\/[a-z0-9-]+\/[a-z0-9-]+$/.test(href) && !/^\/(?:authors|topics|archive)\//.test(href),
      )
      .map((href) => `${from} → ${href}`),
  )
  expect(dead).toEqual([])
})

it('an article has ten recommendations or more, and is read by somebody', async () => {
  const [first] = articles()
  const id = first?.id ?? 0
  expect(await write((tx) => affectedBy(tx, id))).toContain(id)
  await write((tx) => rebuildRelated(tx, id))
  expect(rows('SELECT target_id FROM related WHERE article_id = ?', id).length).toBeGreaterThanOrEqual(10)
  expect((await listMostRead(5)).length).toBe(5)
  expect(await findArticle(first?.path ?? '')).toMatchObject({ id })
})

it('every file of the demo’s folders is used', () => {
  const content = path.join(process.cwd(), 'db', 'seed', 'content')
  const described = readFileSync(path.join(content, 'media.yaml'), 'utf8')
  const pictures = readdirSync(path.join(content, 'media'))
  expect(pictures.filter((name) => !described.includes(name))).toEqual([])
  expect(rows('SELECT id FROM media').length).toBeLessThanOrEqual(pictures.length)
})

it('a second seeding the same day changes no text', async () => {
  const before = rows<{ n: number }>('SELECT count(*) AS n FROM article_revisions')
  const again = await seedDemo(now)
  expect(again.errors).toEqual([])
  expect(again.articles.filter((article) => article.action !== 'unchanged').map((a) => a.slug)).toEqual([])
  expect(rows('SELECT count(*) AS n FROM article_revisions')).toEqual(before)
})
