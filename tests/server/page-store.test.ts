import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterEach, expect, it, vi } from 'vitest'
import { write } from '@/db/client.ts'
import { type Meta, type Page, PageStore } from '@/server/page-store.ts'
import { TagClock } from '@/server/tag-clock.ts'
import { freshDatabase } from '../factories/database.ts'

freshDatabase()
afterEach(() => {
  vi.useRealTimers()
})

const html = (text: string) => `<!doctype html><title>Città</title><p>${text}</p>`
const meta = (path: string, over: Partial<Meta> = {}): Meta => ({
  path,
  tags: [`article:${path}`],
  seq: 0,
  headers: {},
  ...over,
})

function begun(limit = 1 << 20): { clock: TagClock; store: PageStore } {
  const clock = new TagClock()
  clock.look()
  return { clock, store: new PageStore(clock, limit) }
}
const touch = (...tags: string[]) => write((tx) => tx.touch(...tags))
const identity = (page: Page | undefined) =>
  page && Buffer.from(page.variants.identity.body, 'latin1').toString()
const headers = (head: string[]) =>
  Object.fromEntries(head.flatMap((name, i) => (i % 2 === 0 ? [[name, head[i + 1]]] : [])))

it('a page is found by key and by address, and every encoding of it decodes to the same bytes', async () => {
  const { store } = begun()
  const text = html('perché, € e 🗞️ '.repeat(200))
  await store.putPage('key', text, meta('/citta/ponte'))
  const page = store.at('/citta/ponte') as Page
  expect(store.get('key')).toBe(page)
  const { identity: plain, br, gzip } = page.variants
  const bytes = Buffer.from(text)
  expect(Buffer.from(plain.body, 'latin1').equals(bytes)).toBe(true)
  expect(brotliDecompressSync(Buffer.from(br.body, 'latin1')).equals(bytes)).toBe(true)
  expect(gunzipSync(Buffer.from(gzip.body, 'latin1')).equals(bytes)).toBe(true)
  for (const [encoding, variant] of Object.entries(page.variants)) {
    expect(headers(variant.head)).toMatchObject({
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Length': String(variant.body.length),
      ETag: variant.etag,
      Vary: 'Accept-Encoding',
      'Cache-Control': 'public, max-age=0, must-revalidate',
    })
    expect(headers(variant.head)['Content-Encoding']).toBe(encoding === 'identity' ? undefined : encoding)
  }
  expect(br.body.length).toBeLessThan(plain.body.length / 5)
})

it('nothing is found under a key or address that was not kept', () => {
  const { store } = begun()
  expect([store.get('key'), store.at('/citta/ponte'), store.size, store.bytes]).toEqual([
    undefined,
    undefined,
    0,
    0,
  ])
})

it('the ETag is that of the bytes and the encoding', async () => {
  const { store } = begun()
  await store.putPage('a', html('uno'), meta('/a/a'))
  await store.putPage('b', html('uno'), meta('/b/b'))
  await store.putPage('c', html('due'), meta('/c/c'))
  const tags = (key: string) => Object.values((store.get(key) as Page).variants).map((v) => v.etag)
  expect(tags('a')).toEqual(tags('b'))
  expect(new Set([...tags('a'), ...tags('c')]).size).toBe(6)
})

it('pages have a policy, documents have none', async () => {
  const { store } = begun()
  await store.putPage('a', html('uno'), meta('/a/a'))
  await store.putDocument(Buffer.from('<rss/>'), 'application/rss+xml; charset=utf-8', meta('/feed.xml'))
  const head = (path: string) => headers((store.at(path) as Page).variants.br.head)
  expect(head('/a/a')['Content-Security-Policy']).toMatch(/default-src 'none'/)
  expect(head('/a/a')['Speculation-Rules']).toBeDefined()
  expect(Object.keys(head('/feed.xml'))).not.toContain('Content-Security-Policy')
  expect(head('/feed.xml')).toMatchObject({
    'X-Content-Type-Options': 'nosniff',
    'Content-Encoding': 'br',
    'Content-Type': 'application/rss+xml; charset=utf-8',
  })
})

it('what is compressed already is sent as it is, whatever is accepted', async () => {
  const { store } = begun()
  const bytes = Buffer.from([0x89, 0x50, 0x00, 0xff, 0xfe, 0x80])
  await store.putDocument(bytes, 'image/png', meta('/icons/a.png'))
  const { variants } = store.at('/icons/a.png') as Page
  for (const variant of Object.values(variants)) {
    expect(Buffer.from(variant.body, 'latin1').equals(bytes)).toBe(true)
    expect(headers(variant.head)['Content-Encoding']).toBeUndefined()
  }
})

it('of Next’s preloads only the fonts reach readers', async () => {
  const { store } = begun()
  const link =
    '</_next/a.js>; rel=preload; as="script", </_next/s.woff2>; rel=preload; as="font"; crossorigin=""'
  await store.putPage('a', html('uno'), meta('/a/a', { headers: { link } }))
  expect(headers((store.get('a') as Page).variants.gzip.head).Link).toBe(
    '</_next/s.woff2>; rel=preload; as="font"; crossorigin=""',
  )
})

it('over its limit it forgets what was used longest ago, by key and by address', async () => {
  const { store } = begun(3 * 5000)
  for (const name of ['a', 'b', 'c']) await store.putPage(name, html(name), meta(`/${name}/x`))
  expect(store.size).toBe(3)
  store.at('/a/x')
  await store.putPage('d', html('d'), meta('/d/x'))
  expect(store.bytes).toBeLessThanOrEqual(3 * 5000)
  expect([store.get('b'), store.at('/b/x')]).toEqual([undefined, undefined])
  expect(['a', 'c', 'd'].map((name) => identity(store.at(`/${name}/x`)))).toEqual(
    ['a', 'c', 'd'].map((name) => html(name)),
  )
})

it('a thousand pages stay within the limit', async () => {
  const { store } = begun(100_000)
  for (let i = 0; i < 1000; i++)
    await store.putDocument(Buffer.alloc(i * 10), 'image/png', meta(`/icons/${i}.png`))
  expect(store.bytes).toBeLessThanOrEqual(100_000)
  expect(store.size).toBeGreaterThan(3)
  expect(store.at('/icons/999.png')).toBeDefined()
})

it('a page larger than the whole store is not kept, and the one it would replace is gone', async () => {
  const { store } = begun(8000)
  await store.putPage('a', html('uno'), meta('/a/a'))
  await store.putDocument(Buffer.alloc(9000), 'image/png', meta('/icons/a.png'))
  expect(store.at('/icons/a.png')).toBeUndefined()
  expect(identity(store.at('/a/a'))).toBe(html('uno'))
  const long = Array.from({ length: 9000 }, (_, i) => String.fromCharCode(33 + (i % 90))).join('')
  await store.putPage('a', long, meta('/a/a'))
  expect([store.at('/a/a'), store.size, store.bytes]).toEqual([undefined, 0, 0])
})

it('a touch of one of its tags makes a page stale, a touch of another does not', async () => {
  const { clock, store } = begun()
  await store.putPage('a', html('uno'), meta('/a/a', { tags: ['article:/a/a', 'author:ada'] }))
  await touch('article:/b/b')
  clock.look()
  expect(store.at('/a/a')).toBeDefined()
  await touch('author:ada')
  expect(store.at('/a/a')).toBeDefined() // nobody has looked yet
  clock.look()
  expect([store.at('/a/a'), store.get('a'), store.size]).toEqual([undefined, undefined, 0])
})

it('a page whose render began before a touch is stale however late it is kept', async () => {
  const { clock, store } = begun()
  await touch('article:/a/a')
  clock.look()
  await store.putPage('a', html('old'), meta('/a/a', { seq: 0 }))
  expect(store.at('/a/a')).toBeUndefined()
  await store.putPage('a', html('new'), meta('/a/a', { seq: 1 }))
  expect(identity(store.at('/a/a'))).toBe(html('new'))
})

it('a page lives as long as it may and no longer', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_800_000_000_000 })
  const { clock, store } = begun()
  await store.putPage('a', html('uno'), meta('/a/a', { lifetime: { revalidate: 60 } }))
  await store.putPage('b', html('due'), meta('/b/b', { lifetime: { revalidate: false } }))
  vi.setSystemTime(1_800_000_059_999)
  clock.look()
  expect(store.at('/a/a')).toBeDefined()
  vi.setSystemTime(1_800_000_060_000)
  clock.look()
  expect([store.at('/a/a'), identity(store.at('/b/b'))]).toEqual([undefined, html('due')])
})

it('an address belongs to the key that answered it last; the end of the other does not take it away', async () => {
  const { clock, store } = begun()
  await store.putPage('old', html('old'), meta('/a/a', { tags: ['old'] }))
  await store.putPage('new', html('new'), meta('/a/a', { tags: ['new'] }))
  expect(identity(store.at('/a/a'))).toBe(html('new'))
  await touch('old')
  clock.look()
  expect(store.get('old')).toBeUndefined()
  expect(identity(store.at('/a/a'))).toBe(html('new'))
})
