// The newsroom's way through the front door: what never gets to Next, and what every answer carries.
import http from 'node:http'
import net from 'node:net'
import { expect, test } from '@playwright/test'
import { url } from './site.ts'

const ask = (path: string, init: RequestInit = {}) => fetch(`${url}${path}`, { redirect: 'manual', ...init })

test('a visitor is shown to the sign-in page and comes back to where they wanted to go', async ({ page }) => {
  await page.goto(`${url}/admin/articles?status=draft`)
  expect(new URL(page.url()).pathname).toBe('/admin/login')
  expect(new URL(page.url()).searchParams.get('next')).toBe('/admin/articles?status=draft')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Accedi alla redazione')
})

test('a made-up cookie opens nothing', async () => {
  const answer = await ask('/admin', { headers: { cookie: 'testata.session=made-up' } })
  expect(answer.status).toBe(307)
  expect(answer.headers.get('location')).toBe('/admin/login')
})

test('nobody keeps the newsroom’s pages, and only scripts with the nonce run', async () => {
  const answer = await ask('/admin/login')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('cache-control')).toBe('private, no-store')
  const policy = answer.headers.get('content-security-policy') ?? ''
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none'
  const again = (await ask('/admin/login')).headers.get('content-security-policy') ?? ''
  expect(again).not.toContain(nonce)
  const html = await answer.text()
  const scripts = [...html.matchAll(/<script\b[^>]*>/g)].map((match) => match[0])
  expect(scripts.length).toBeGreaterThan(2)
  expect(scripts.filter((tag) => !tag.includes(nonce))).toEqual([])
})

test('a policy or an address that the client makes up does not count', async () => {
  const answer = await ask('/admin/login', {
    headers: { 'content-security-policy': "script-src 'nonce-mine'", 'x-nonce': 'mine' },
  })
  expect(await answer.text()).not.toContain('nonce="mine"')
})

test('a change that comes from another site is refused', async () => {
  for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
    const answer = await ask('/admin/login', { method: 'POST', headers, body: 'x=1' })
    expect(answer.status).toBe(403)
  }
})

test('an address that could be read as another one never gets to Next', async () => {
  const port = Number(new URL(url).port)
  const status = (path: string) =>
    new Promise<number | undefined>((resolve, reject) =>
      // Browsers and fetch tidy addresses up; others send them as they are.
      http
        .get({ port, path, headers: { cookie: 'testata.session=x' } }, (answer) => {
          answer.resume()
          resolve(answer.statusCode)
        })
        .once('error', reject),
    )
  for (const path of [
    '/admin/../',
    '/admin/%2e%2e/',
    '/admin/login/..%2f..',
    '/api/auth/../admin/media',
    '/admin//people',
    '/admin/people.rsc',
    '/admin/people.segments/_tree.segment.rsc',
  ])
    expect([path, await status(path)]).toEqual([path, 404])
})

test('methods that nothing uses are refused', async () => {
  for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND']) {
    expect((await ask('/admin', { method })).status).toBe(405)
  }
})

test('a body without a length, or larger than anything that is sent, is refused before it is read', async () => {
  const port = Number(new URL(url).port)
  const answer = (head: string) =>
    new Promise<string>((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => socket.write(head))
      socket.once('data', (data) => {
        resolve(data.toString().split('\r\n')[0] ?? '')
        socket.destroy()
      })
    })
  const start = (path: string) => `POST ${path} HTTP/1.1\r\nHost: ${new URL(url).host}\r\n`
  expect(
    await answer(`${start('/api/auth/callback/credentials')}Transfer-Encoding: chunked\r\n\r\n`),
  ).toContain('411')
  expect(await answer(`${start('/api/auth/callback/credentials')}Content-Length: 99999\r\n\r\n`)).toContain(
    '413',
  )
  expect(await answer(`${start('/admin/login')}Content-Length: 9999999\r\n\r\n`)).toContain('413')
  expect(await answer(`${start('/api/admin/articles')}Content-Length: 9999999\r\n\r\n`)).toContain('413')
  expect(await answer(`${start('/api/admin/media')}Content-Length: 39999999\r\n\r\n`)).toContain('413')
})
