import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, expect, it } from 'vitest'
import { fontLinks, headOf, negotiate, readerPolicy } from '@/server/headers.ts'

afterEach(() => {
  delete process.env.SITE_URL
})

it.each([
  [undefined, 'identity'],
  ['', 'identity'],
  ['br', 'br'],
  ['gzip', 'gzip'],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip;q=1.0, br;q=0.1', 'br'],
  ['BR', 'br'],
  ['GZIP;Q=0.5', 'gzip'],
  ['gzip , br ; q=0.5', 'br'],
  ['br;q=0, gzip', 'gzip'],
  ['br; q=0.000, gzip;q=0.001', 'gzip'],
  ['br;q=0.,gzip;q=0', 'identity'],
  ['gzip;q=0', 'identity'],
  ['br;level=5;q=0', 'identity'],
  ['*', 'identity'],
  ['*;q=0', 'identity'],
  ['identity', 'identity'],
  ['deflate, zstd, compress', 'identity'],
  ['xbr, brx, x-gzip, gzip2', 'identity'],
  [',,;q=1,  ,', 'identity'],
])('%j is answered with %s', (accept, encoding) => {
  expect([negotiate(accept), negotiate(accept)]).toEqual([encoding, encoding])
})

it('inventions of clients neither break it nor make it forget', () => {
  fc.assert(
    fc.property(fc.string(), (accept) => {
      expect(['br', 'gzip', 'identity']).toContain(negotiate(accept))
    }),
    { numRuns: 2000 },
  )
  expect([negotiate('br'), negotiate('br;q=0, gzip')]).toEqual(['br', 'gzip'])
})

const directives = (policy: string) =>
  Object.fromEntries(
    policy.split('; ').map((part) => [part.split(' ')[0], part.split(' ').slice(1)] as const),
  )

it('a reader page runs our own small modules and nothing else', () => {
  process.env.SITE_URL = 'https://www.example.org/'
  const policy = readerPolicy('<!doctype html><title>x</title>')
  expect(directives(policy)).toMatchObject({
    'default-src': ["'none'"],
    'script-src': ['https://www.example.org/reader/'],
    'style-src': ["'self'"],
    'base-uri': ["'none'"],
    'object-src': ["'none'"],
    'frame-ancestors': ["'none'"],
    'form-action': ["'self'"],
  })
  expect(policy).not.toMatch(/unsafe|\*|http:/)
})

it('on this machine the modules may come from each of its names', () => {
  expect(directives(readerPolicy(''))['script-src']).toEqual([
    'http://127.0.0.1:3000/reader/',
    'http://localhost:3000/reader/',
  ])
})

it('only the style with the publication’s colour is allowed inline, by its hash', () => {
  const style = ':root{--accent:#9b2c1f}'
  const hash = createHash('sha256').update(style).digest('base64')
  const allowed = (html: string) => directives(readerPolicy(html))['style-src']
  expect(allowed(`<head><style id="accent">${style}</style><style>p{}</style></head>`)).toEqual([
    "'self'",
    `'sha256-${hash}'`,
  ])
  expect(allowed('<style>p{}</style>')).toEqual(["'self'"])
})

it('frames come from the known players alone', () => {
  expect(directives(readerPolicy(''))['frame-src']).toEqual([
    'https://www.youtube-nocookie.com',
    'https://player.vimeo.com',
    'https://t.me',
    'https://open.spotify.com',
  ])
})

it.each([
  [undefined, ''],
  ['', ''],
  ['</a.js>; rel=preload; as=script', ''],
  ['</f.woff2>; rel=preload; as=font; crossorigin', '</f.woff2>; rel=preload; as=font; crossorigin'],
  ['</f.woff2>; rel=preload; as="font", </a.js>; as="script"', '</f.woff2>; rel=preload; as="font"'],
  ['</a,b.css>; as="style", </g.woff2>; as="font"', '</g.woff2>; as="font"'],
])('of the Link header %j remains %j', (link, fonts) => {
  expect(fontLinks(link)).toBe(fonts)
})

it('a header list names length, kind and encoding, and a policy for pages only', () => {
  const page = { policy: "default-src 'none'", link: '</f.woff2>; as=font' }
  const head = headOf('text/html; charset=utf-8', 'br', '"x-br"', 12, page)
  const names = head.filter((_, i) => i % 2 === 0)
  expect(head.length).toBe(2 * new Set(names).size)
  expect(head.join('|')).toMatch(/Content-Length\|12\|.*Content-Encoding\|br/)
  expect(names).toEqual(expect.arrayContaining(['Content-Security-Policy', 'Link', 'Speculation-Rules']))
  const plain = headOf('image/png', 'identity', '"x"', 12, null)
  expect(plain).not.toEqual(expect.arrayContaining(['Content-Security-Policy']))
  expect(plain).not.toEqual(expect.arrayContaining(['Content-Encoding']))
})
