import { rmSync } from 'node:fs'
import http from 'node:http'
import { expect, test } from '@playwright/test'
import { startServer, temporaryFolder } from './server.ts'
import { cli, markdownFile } from './site.ts'

const allowed = new Set([200, 301, 400, 404, 414])
const random = (n: number) => Math.floor(Math.random() * n)
const pieces = [
  '%00',
  '..%2f',
  '%2e%2e/',
  '%ff%fe',
  '%c3%28',
  '%',
  '%u0041',
  '//',
  '\\',
  ';',
  '*',
  "'",
  '"',
  '<script>',
  '🦊',
  'mare',
  'il-faro',
  'authors',
  'topics',
  'archive',
  'page',
  'search',
  'media',
  'icons',
  'sitemaps',
  '_next',
  'reader',
  '99999999999999999999',
  '-1',
  '0x1',
  'feed.xml',
  '.php',
  'a'.repeat(200),
  'à',
  '{}',
  '__proto__',
  'constructor',
  'toString',
  '-',
  '_',
  '2026',
  '13',
]
const piece = () => (random(12) === 0 ? 'x'.repeat(4096) : (pieces[random(pieces.length)] ?? ''))

function randomAddress(): string {
  const path = Array.from(
    { length: 1 + random(4) },
    () => `/${Array.from({ length: 1 + random(3) }, piece).join('')}`,
  ).join('')
  const query = random(3) === 0 ? `?q=${piece()}${piece()}&page=${piece()}` : ''
  return Buffer.from(path + query, 'utf8')
    .toString('latin1')
    .replace(/[\0-\x20\x7f]/g, '')
}

test('10,000 random addresses give no error and store nothing', async () => {
  test.setTimeout(240_000)
  const dataDir = temporaryFolder()
  const server = await startServer(dataDir, { DEMO: '0' })
  await cli(
    [
      'import',
      markdownFile(
        {
          title: 'Il faro',
          slug: 'il-faro',
          section: 'Mare',
          status: 'published',
          date: '2024-03-01T08:00:00+01:00',
        },
        'Luce.',
      ),
    ],
    dataDir,
  )
  const { hostname, port } = new URL(server.url)
  const agent = new http.Agent({ keepAlive: true, maxSockets: 50 })
  const status = (path: string) =>
    new Promise<number>((resolve) => {
      const req = http.request({ hostname, port, path, agent }, (res) => {
        res.resume()
        res.on('end', () => resolve(res.statusCode ?? 0))
      })
      req.on('error', () => resolve(0))
      req.end()
    })
  const stored = async () =>
    ((await (await fetch(`${server.url}/api/health`)).json()) as { pages: number }).pages
  // What really exists is stored once; what the search finds never is.
  for (const path of [
    '/',
    '/mare',
    '/mare/il-faro',
    '/archive',
    '/archive/2024/03',
    '/corrections',
    '/about',
    '/nowhere',
    '/feed.xml',
    '/mare/feed.xml',
  ])
    await status(path)
  const before = await stored()
  const bad: string[] = []
  const one = async () => {
    const path = randomAddress()
    const answer = await status(path)
    if (!allowed.has(answer)) bad.push(`${answer} ${path.slice(0, 120)}`)
  }
  for (let i = 0; i < 10_000; i += 50) await Promise.all(Array.from({ length: 50 }, one))
  expect(bad).toEqual([])
  expect(await stored()).toBe(before)
  expect(server.log()).not.toMatch(/"level":"error"/)
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
})
