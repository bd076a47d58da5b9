// What readers find of newsletters that were sent. A server of its own: other specs count pages.
import { readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import Database from 'better-sqlite3'
import { XMLParser } from 'fast-xml-parser'
import { type Running, startServer, temporaryFolder } from './server.ts'
import { validator } from './validator.ts'

test.describe.configure({ mode: 'serial' })
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const base = '/newsletter/archive'

let server: Running
let db: Database.Database
test.beforeAll(async () => {
  test.setTimeout(180_000) // a first start with the demo, beside others
  server = await startServer(temporaryFolder())
  db = new Database(path.join(server.dataDir, 'testata.db'))
})
test.afterAll(async () => {
  db.close()
  await server.stop()
  rmSync(server.dataDir, { recursive: true, force: true })
})

const touch = (tag = 'newsletter-issues') =>
  db.prepare('INSERT INTO tag_clock (tag, at) VALUES (?, 1)').run(tag)

/** An issue of the daily newsletter that went out, with articles of the demo. */
function send(slug: string, subject: string, at: string, kind: 'digest' | 'letter', count: number): void {
  const items = db
    .prepare("SELECT id FROM articles WHERE status = 'published' ORDER BY first_published_at DESC LIMIT ?")
    .all(count)
  const words = { type: 'text', text: 'Buongiorno da Portalba.' }
  const intro = { type: 'doc', content: [{ type: 'paragraph', content: [words] }] }
  db.prepare(
    `INSERT INTO newsletter_issues (newsletter_id, kind, status, slug, subject, preheader, intro, source, content, started_at, created_at, updated_at)
     SELECT id, ?, 'done', ?, ?, 'In breve', ?, '{"from":"hand"}', ?, ?, 1, 1 FROM newsletters WHERE slug = 'daily'`,
  ).run(kind, slug, subject, JSON.stringify(intro), JSON.stringify({ intro, items }), Date.parse(at))
  touch()
}

test('issues are found from the form, read, and followed from one to the next', async ({ page }) => {
  await page.goto(`${server.url}${base}/daily`)
  await expect(page.getByText('Non è ancora uscito nessun numero.')).toBeVisible()
  send('lunedi', 'Il lunedì', '2026-11-23T06:00:00Z', 'digest', 5)
  send('martedi', 'Il martedì & la cometa', '2026-11-24T06:00:00Z', 'digest', 5)
  send('lettera', 'Una lettera', '2026-11-24T10:00:00Z', 'letter', 1)
  await page.goto(`${server.url}/newsletter`)
  await page.getByRole('link', { name: 'Leggi i numeri già usciti' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Archivio delle newsletter')
  await page.getByRole('link', { name: 'L’Altana del mattino' }).click()
  await expect(page.locator('.issues h2')).toHaveText(['Una lettera', 'Il martedì & la cometa', 'Il lunedì'])
  await page.getByRole('link', { name: 'Il martedì & la cometa' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Il martedì & la cometa')
  await expect(page.getByText('martedì 24 novembre 2026')).toBeVisible()
  await expect(page.getByText('Buongiorno da Portalba.')).toBeVisible()
  await expect(page.locator('.list h2')).toHaveCount(5)
  const article = await page.locator('.list h2 a').first().getAttribute('href')
  await page.getByRole('link', { name: 'Numero precedente' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Il lunedì')
  await page.goto(`${server.url}${base}/daily/lettera?n=3-a`)
  await expect(page.locator('main article h2 a')).toHaveAttribute('href', article ?? '')
  expect((await page.locator('.prose').last().textContent())?.length).toBeGreaterThan(500)
  await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', `${server.url}${article}`)
})

test('an address of which there is nothing is a 404, and one of which there is no more becomes one', async () => {
  const status = async (path: string) =>
    (await fetch(server.url + base + path, { redirect: 'manual' })).status
  for (const path of [
    '/daily/nessuno',
    '/nessuna',
    '/nessuna/lunedi',
    '/daily/page/2',
    '/nessuna/feed.xml',
    '/_/_',
  ])
    expect([path, await status(path)]).toEqual([path, 404])
  expect([await status('/daily/lunedi'), await status('/daily/feed.xml'), await status('/weekly')]).toEqual([
    200, 200, 200,
  ])
  db.prepare("UPDATE newsletter_issues SET status = 'cancelled' WHERE slug = 'lunedi'").run()
  touch()
  expect(await status('/daily/lunedi')).toBe(404)
})

test('what an article says now is what its issue says; what is withdrawn is not in it', async () => {
  const html = async () => (await fetch(`${server.url}${base}/daily/martedi`)).text()
  const [row] = db
    .prepare(
      "SELECT id, headline FROM articles WHERE status = 'published' ORDER BY first_published_at DESC LIMIT 1",
    )
    .all() as { id: number; headline: string }[]
  const shows = async () => (await html()).includes(row?.headline ?? '-')
  expect(await shows()).toBe(true)
  db.prepare("UPDATE articles SET status = 'unpublished' WHERE id = ?").run(row?.id)
  touch(`article-id:${row?.id}`)
  expect(await shows()).toBe(false)
  expect((await fetch(`${server.url}${base}/daily/lettera`)).status).toBe(200)
})

test('the pages are valid, say nothing of readers, carry no scripts, and axe finds nothing', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  for (const path of [base, `${base}/daily`, `${base}/daily/martedi`, `${base}/daily/lettera`]) {
    const answer = await fetch(server.url + path)
    const html = await answer.text()
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(html).not.toMatch(
      /\/u\/k\d|\/preferences\/k\d|<script(?! type="application\/ld\+json"| src="\/reader\/)/,
    )
    const report = await validator.validateString(html)
    const found = report.results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message }) => `${ruleId}: ${message}`),
    )
    expect([path, found]).toEqual([path, []])
    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [390, 1440]) {
        const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true })
        await page.goto(server.url + path)
        await page.evaluate(axe)
        const violations = await page.evaluate(
          'axe.run({ resultTypes: ["violations"] }).then((result) => result.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))',
        )
        expect([path, colorScheme, width, violations]).toEqual([path, colorScheme, width, []])
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
        await page.close()
      }
  }
})

test('the feed holds the issues, the newest first', async () => {
  const answer = await fetch(`${server.url}${base}/daily/feed.xml`)
  expect(answer.headers.get('content-type')).toContain('application/rss+xml')
  const { channel } = new XMLParser({ ignoreAttributes: false }).parse(await answer.text()).rss
  expect(channel.item.map(({ title }: { title: string }) => title)).toEqual([
    'Una lettera',
    'Il martedì & la cometa',
  ])
  for (const { link } of channel.item) expect((await fetch(link)).status).toBe(200)
})
