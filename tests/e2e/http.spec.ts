import http from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'
import { articlePaths, cli, markdownFile, url } from './site.ts'

type Answer = { status: number; headers: http.IncomingHttpHeaders; body: Buffer }

/** A request as it stands, without the repairs that fetch makes. */
function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const req = http.request(
      { hostname, port, path, method: options.method ?? 'GET', headers: options.headers ?? {} },
      (res) => {
        const chunks: Buffer[] = []
        res.on('data', (chunk: Buffer) => chunks.push(chunk))
        res.on('end', () =>
          resolve({ status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(chunks) }),
        )
      },
    )
    req.on('error', reject)
    req.end(options.body)
  })
}
const health = async () => JSON.parse((await ask('/api/health')).body.toString()) as { pages: number }

test('pages come in br, gzip and plain, with an ETag each, 304 and HEAD', async () => {
  const [path = '/'] = await articlePaths()
  const [br, gz, plain] = await Promise.all(
    ['br, gzip', 'gzip', 'identity'].map((coding) => ask(path, { headers: { 'accept-encoding': coding } })),
  )
  expect([
    br?.headers['content-encoding'],
    gz?.headers['content-encoding'],
    plain?.headers['content-encoding'],
  ]).toEqual(['br', 'gzip', undefined])
  expect(brotliDecompressSync(br?.body ?? '').equals(plain?.body ?? Buffer.alloc(0))).toBe(true)
  expect(gunzipSync(gz?.body ?? '').equals(plain?.body ?? Buffer.alloc(0))).toBe(true)
  const etag = String(gz?.headers.etag)
  const known = await ask(path, { headers: { 'accept-encoding': 'gzip', 'if-none-match': etag } })
  expect([known.status, known.body.length]).toEqual([304, 0])
  const head = await ask(path, { method: 'HEAD' })
  expect([head.status, head.body.length]).toEqual([200, 0])
  expect(
    (await ask('/feed.xml', { headers: { 'if-none-match': String((await ask('/feed.xml')).headers.etag) } }))
      .status,
  ).toBe(304)
})

test('an imported article is there at the next request, changes at the next request, and is stored after it', async () => {
  const front = {
    title: 'Prova di stampa',
    slug: 'prova-di-stampa',
    section: 'Città',
    status: 'published',
    date: '2024-02-01T10:00:00+01:00',
  }
  expect((await ask('/citta/prova-di-stampa')).status).toBe(404)
  await cli(['import', markdownFile(front, 'Primo testo.')])
  const first = await ask('/citta/prova-di-stampa')
  expect(first.status).toBe(200)
  expect(first.body.toString()).toContain('Primo testo.')
  const before = (await health()).pages
  expect((await ask('/citta/prova-di-stampa')).body.equals(first.body)).toBe(true)
  expect((await health()).pages).toBe(before)
  await cli(['import', markdownFile(front, 'Secondo testo.')])
  expect((await ask('/citta/prova-di-stampa')).body.toString()).toContain('Secondo testo.')
})

test('an article that moves to another section leaves a permanent redirect', async () => {
  const front = {
    title: 'Trasloco',
    slug: 'trasloco',
    section: 'Città',
    status: 'published',
    date: '2024-02-02T10:00:00+01:00',
  }
  await cli(['import', markdownFile(front, 'Testo.')])
  expect((await ask('/citta/trasloco')).status).toBe(200)
  await cli(['import', markdownFile({ ...front, section: 'Cultura' }, 'Testo.')])
  const old = await ask('/citta/trasloco')
  expect([old.status, old.headers.location]).toEqual([301, '/cultura/trasloco'])
  expect((await ask('/cultura/trasloco')).status).toBe(200)
})

test('addresses with a slip lead to the right one; internal ones do not exist', async () => {
  for (const [path, to] of [
    ['/Citta', '/citta'],
    ['/citta/', '/citta'],
    ['//citta', '/citta'],
  ] as const) {
    const answer = await ask(path)
    expect([path, answer.status, answer.headers.location]).toEqual([path, 301, to])
  }
  for (const path of [
    '/-/404',
    '/-/500',
    '/_/_',
    '/citta/page/1',
    '/citta/page/4999',
    '/archive/2026/13',
    '/_next/data/x.json',
    '/media/1/..%2f..%2fsecret',
  ]) {
    expect([path, (await ask(path)).status]).toEqual([path, 404])
  }
})

test('what is not asked politely is refused', async () => {
  expect((await ask('/', { method: 'PUT' })).status).toBe(405)
  expect((await ask('/citta', { method: 'POST', headers: { 'content-length': '0' } })).status).toBe(405)
  expect(
    (
      await ask('/newsletter/subscribe', {
        method: 'POST',
        headers: { 'content-length': '20000' },
        body: 'x'.repeat(20_000),
      })
    ).status,
  ).toBe(413)
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  expect(
    (
      await ask('/newsletter/subscribe', {
        method: 'POST',
        headers: { ...form, 'content-length': '23', 'sec-fetch-site': 'cross-site' },
        body: 'email=a%40esempio.it&x=',
      })
    ).status,
  ).toBe(403)
  expect(
    (await ask('/newsletter/subscribe', { method: 'POST', headers: { ...form, 'content-length': '0' } }))
      .status,
  ).toBe(422)
  const flight = await ask('/', {
    headers: { rsc: '1', 'next-router-prefetch': '1', 'x-middleware-subrequest': 'x' },
  })
  expect(flight.body.toString().startsWith('<!DOCTYPE html>')).toBe(true)
})
