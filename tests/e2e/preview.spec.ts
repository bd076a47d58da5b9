// What a preview of a time to come shows is what readers get at that time, byte for byte.
import { existsSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { addPerson, signIn } from './newsroom.ts'
import { type Running, startServer, temporaryFolder } from './server.ts'
import { cli, markdownFile } from './site.ts'

test.describe.configure({ mode: 'serial', timeout: 240_000 })
let server: Running
let page: Page
let editor: string

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000)
  // Without the demo's pictures, whose smaller files are still being made while a page is compared with another.
  server = await startServer(temporaryFolder(), { DEMO: '0' })
  const ada = await addPerson('editor', 'Ada Neri', server.dataDir)
  editor = ada.email
  page = await (await browser.newContext()).newPage()
  await signIn(page, ada, server.url)
  for (const [slug, section] of [
    ['il-faro', 'Mare'],
    ['la-darsena', 'Mare'],
    ['il-mercato', 'Città'],
    ['il-tram', 'Città'],
    ['la-banda', 'Cultura'],
    ['la-cometa', 'Scienza'],
  ] as const)
    await draft(slug, `Pezzo su ${slug}`, { section, status: 'published', date: '2026-01-02T08:00:00+01:00' })
})
test.afterAll(async () => {
  await page.context().close()
  await server.stop()
  rmSync(server.dataDir, { recursive: true, force: true })
})

const bar = /<div id="preview-bar"[\s\S]*?<\/div>/
const withoutBar = (text: string) => text.replace(bar, '')
const get = async (address: string) => {
  const answer = await fetch(address, { redirect: 'manual' })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}
type Answer = { status: number; body: { url?: string; id?: string; [name: string]: unknown } }
const ask = (method: string, path: string, body?: unknown): Promise<Answer> =>
  page.evaluate(
    async ([how, where, what]) => {
      const answer = await fetch(String(where), {
        method: String(how),
        ...(what === null
          ? {}
          : { body: JSON.stringify(what), headers: { 'content-type': 'application/json' } }),
      })
      return { status: answer.status, body: await answer.json() }
    },
    [method, path, body ?? null] as const,
  )
const link = async (input: unknown): Promise<string> => {
  const { status, body } = await ask('POST', '/api/admin/previews', input)
  expect(status).toBe(201)
  return String(body.url)
}
const draft = async (slug: string, title: string, more: Record<string, string> = {}) => {
  const file = markdownFile(
    { title, slug, section: 'Città', standfirst: 'Da lunedì si passa di nuovo.', ...more },
    'Il ponte vecchio riapre dopo due anni di lavori.',
  )
  expect((await cli(['import', file, '--as', editor], server.dataDir)).code).toBe(0)
  const shown = JSON.parse((await cli(['article', 'show', slug, '--json'], server.dataDir)).stdout) as {
    id: number
  }
  return shown.id
}

test('a stranger starts nothing; whoever is about to make a link finds the process rehearsed', async () => {
  const home = path.join(server.dataDir, 'previews')
  const scenes = () =>
    existsSync(home)
      ? readdirSync(home).map((name) => existsSync(path.join(home, name, '1', 'testata.db')))
      : []
  expect((await fetch(`${server.url}/api/admin/previews`)).status).toBe(401)
  expect(scenes()).toEqual([])
  expect((await ask('GET', '/api/admin/previews')).status).toBe(200)
  await expect.poll(scenes, { timeout: 30_000 }).toEqual([true])
})

test('the site at a time to come is what it will be: article, front page, section, lists, feeds, sitemaps', async () => {
  const id = await draft('ponte-di-domani', 'Il ponte di domani')
  // The first preview starts the process that makes them; the time is set when it is there.
  const warm = await get(await link({ at: Date.now() + 60_000 }))
  expect(warm.status).toBe(200)

  const at = Math.ceil((Date.now() + 35_000) / 1000) * 1000
  const scheduled = await cli(
    ['article', 'schedule', 'ponte-di-domani', '--at', new Date(at).toISOString(), '--as', editor],
    server.dataDir,
  )
  expect(scheduled.code, scheduled.stderr).toBe(0)
  const lead = { articleId: id, placedAt: Date.now(), lock: null, headline: 'In prima: il ponte' }
  const slots = [null, null, null, null]
  const layout = { version: 1, lead, seconds: slots, opinions: slots, blocks: null }
  expect((await ask('POST', '/api/admin/front-page/scheduled', { layout, at })).status).toBe(201)

  const base = await link({ at })
  const paths = [
    '/',
    '/citta/ponte-di-domani',
    '/citta',
    '/archive',
    '/feed.xml',
    '/atom.xml',
    '/feed.json',
    '/citta/feed.xml',
    '/sitemap.xml',
    '/news-sitemap.xml',
    '/sitemaps/articles-1.xml',
    '/search?q=ponte',
    '/non-esiste',
  ]
  const previewed = new Map<string, string>()
  for (const path of paths) previewed.set(path, (await get(base + (path === '/' ? '' : path))).text)
  expect(Date.now()).toBeLessThan(at)
  expect((await get(`${server.url}/citta/ponte-di-domani`)).status).toBe(404)
  expect(previewed.get('/')).toContain('In prima: il ponte')
  expect(previewed.get('/')).toMatch(bar)
  expect(previewed.get('/feed.xml')).not.toMatch(bar)

  await new Promise((resolve) => setTimeout(resolve, at - Date.now() + 4000))
  for (const path of paths) {
    const real = await get(server.url + path)
    expect(withoutBar(previewed.get(path) ?? ''), path).toBe(real.text)
  }
  expect((await get(`${server.url}/citta/ponte-di-domani`)).status).toBe(200)
})

test('nobody may keep, index or pass on a preview, and none is needed to be signed in', async () => {
  const answer = await get(await link({ at: Date.now() + 3_600_000 }))
  expect(answer.status).toBe(200)
  expect(answer.headers.get('cache-control')).toBe('private, no-store')
  expect(answer.headers.get('x-robots-tag')).toBe('noindex, nofollow')
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
  expect(answer.headers.get('etag')).toBeNull()
})

test('an article’s link shows it as it is being written, exactly as it will be, and nothing else', async () => {
  const id = await draft('ponte-in-bozza', 'Il ponte in bozza')
  const base = await link({ articleId: id })
  const shown = await get(base)
  expect(shown.status).toBe(200)
  expect(shown.text).toContain('Il ponte in bozza')
  expect((await get(`${base}/citta/ponte-in-bozza`)).text).toBe(shown.text)
  expect((await get(`${base}/citta`)).status).toBe(404)
  expect((await get(`${base}/admin`)).status).toBe(404)
  expect((await get(`${server.url}/citta/ponte-in-bozza`)).status).toBe(404)
})

test('a link that was revoked, has expired or never was opens nothing', async () => {
  const id = await draft('ponte-revocato', 'Il ponte revocato')
  const made = await ask('POST', '/api/admin/previews', { articleId: id })
  const address = String(made.body.url)
  expect((await ask('GET', `/api/admin/previews?article=${id}`)).body['links']).toHaveLength(1)
  expect((await ask('DELETE', `/api/admin/previews/${made.body.id}`)).status).toBe(200)
  expect((await get(address)).status).toBe(410)
  expect((await get(address)).headers.get('cache-control')).toBe('private, no-store')
  expect((await ask('DELETE', `/api/admin/previews/${made.body.id}`)).status).toBe(404)
  expect((await get(`${server.url}/preview/${'a'.repeat(43)}`)).status).toBe(404)
  expect((await get(`${server.url}/preview`)).status).toBe(404)
  expect((await fetch(address, { method: 'POST' })).status).toBe(405)
})

test('in a preview of the site its links lead on within it, and the bar goes anywhere', async ({
  browser,
}) => {
  const base = await link({ at: Date.now() + 3_600_000 })
  const reader = await (await browser.newContext()).newPage()
  await reader.goto(base)
  await reader.locator('.front-lead a').first().click()
  await expect(reader).toHaveURL(new RegExp(`${base}/.+/.+`))
  await reader.getByLabel('Indirizzo', { exact: true }).fill('/archive')
  await reader.getByRole('button', { name: 'Vai' }).click()
  await expect(reader).toHaveURL(`${base}/archive`)
  await reader.context().close()
})
