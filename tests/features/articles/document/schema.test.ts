import fc from 'fast-check'
import { expect, it } from 'vitest'
import { limits } from '@/features/articles/document/limits.ts'
import { checkDocument, nodeTypes } from '@/features/articles/document/schema.ts'
import { doc, everything, heading, link, paragraph, text } from '@/tests/factories/documents.ts'
import { dangerousAddresses } from '@/tests/fixtures/dangerous.ts'

type Json = Record<string, unknown>

/** Every object inside a value, itself included. */
function objectsIn(value: unknown): Json[] {
  if (typeof value !== 'object' || value === null) return []
  const below = Object.values(value).flatMap(objectsIn)
  return Array.isArray(value) ? below : [value as Json, ...below]
}

const copy = () => structuredClone(everything)
const accepted = (value: unknown) => checkDocument(value).ok
const withLink = (href: string) => doc(paragraph(text('x', link(href))))

function nested(kind: 'bulletList' | 'orderedList', levels: number): unknown {
  let inside: unknown = { type: 'paragraph' }
  for (let i = 0; i < levels; i++) inside = { type: kind, content: [{ type: 'listItem', content: [inside] }] }
  return { type: 'doc', content: [inside] }
}

it('every node type and mark is accepted, with every attribute it may have', () => {
  expect(checkDocument(everything)).toEqual({ ok: true, document: everything })
  const used = new Set(objectsIn(everything).map((node) => node['type']))
  expect(nodeTypes.filter((type) => !used.has(type))).toEqual([])
})

it('an attribute that nobody defined is refused wherever it stands', () => {
  const places = objectsIn(everything).length
  const names = fc.constantFrom(
    'onclick',
    'style',
    'class',
    '__typename',
    'src',
    'srcdoc',
    'dangerouslySetInnerHTML',
  )
  fc.assert(
    fc.property(fc.nat({ max: places - 1 }), names, (place, name) => {
      const document = copy()
      const target = objectsIn(document)[place] ?? {}
      target[name] = 'alert(1)'
      expect(accepted(document)).toBe(false)
    }),
    { numRuns: 600 },
  )
})

it('a node without its type, or of an unknown type, is refused wherever it stands', () => {
  const typed = objectsIn(everything).flatMap((node, place) => ('type' in node ? [place] : []))
  for (const place of typed)
    for (const type of [undefined, 'script', 'html', 'constructor', '__proto__', null, 1]) {
      const document = copy()
      const target = objectsIn(document)[place] ?? {}
      target['type'] = type
      expect([place, type, accepted(document)]).toEqual([place, type, false])
    }
})

it('no dangerous address is accepted in a link', () => {
  expect(dangerousAddresses.filter((href) => accepted(withLink(href)))).toEqual([])
  expect(accepted(withLink('https://example.org/'))).toBe(true)
})

it('an address with blanks around it is refused, because it would be stored with them', () => {
  expect(accepted(withLink(' https://example.org/'))).toBe(false)
})

it('a link needs an address or an article', () => {
  expect(accepted(doc(paragraph(text('x', link(null)))))).toBe(false)
  expect(accepted(doc(paragraph(text('x', link(null, 42)))))).toBe(true)
})

it('an embed holds only an https address of a known site', () => {
  const embed = (provider: string, url: string) => ({
    type: 'doc',
    content: [{ type: 'embed', attrs: { provider, url, title: null, posterMediaId: null } }],
  })
  expect(accepted(embed('vimeo', 'https://vimeo.com/123456'))).toBe(true)
  expect(accepted(embed('facebook', 'https://facebook.com/1'))).toBe(false)
  const foreign = dangerousAddresses.filter((address) => !address.startsWith('https:'))
  for (const url of ['http://vimeo.com/1', ...foreign])
    expect([url, accepted(embed('vimeo', url))]).toEqual([url, false])
})

it('an embed leads to the site that it names', () => {
  const attrs = { provider: 'youtube', url: 'https://evil.example/', title: null, posterMediaId: null }
  expect(accepted({ type: 'doc', content: [{ type: 'embed', attrs }] })).toBe(false)
})

it('values outside their range are refused', () => {
  const figure = { mediaId: 7, alt: null, credit: null, layout: 'normal' }
  const block = (type: string, attrs: Json, content?: unknown) => ({
    type: 'doc',
    content: [content === undefined ? { type, attrs } : { type, attrs, content }],
  })
  const item = [{ type: 'listItem', content: [{ type: 'paragraph' }] }]
  expect(accepted(block('figure', figure))).toBe(true)
  expect(accepted(block('orderedList', { start: 0 }, item))).toBe(true)
  for (const bad of [
    block('heading', { level: 1 }),
    block('heading', { level: 5 }),
    block('heading', { level: '2' }),
    block('figure', { ...figure, mediaId: 0 }),
    block('figure', { ...figure, mediaId: 1.5 }),
    block('figure', { ...figure, layout: 'huge' }),
    block('figure', { ...figure, alt: 'a'.repeat(20_001) }),
    block('gallery', { items: [] }),
    block('orderedList', { start: -1 }, item),
    block('paragraph', { id: 'short' }),
    block('paragraph', { id: 'UPPER01' }),
  ])
    expect([bad, accepted(bad)]).toEqual([bad, false])
})

it('nodes are refused where the grammar has no place for them', () => {
  const item = { type: 'listItem', content: [paragraph('x')] }
  const inBlock = (type: string, ...content: unknown[]) => ({ type: 'doc', content: [{ type, content }] })
  for (const bad of [
    { type: 'doc', content: [] },
    { type: 'doc' },
    { type: 'doc', content: [text('x')] },
    { type: 'doc', content: [item] },
    { type: 'paragraph', content: [text('x')] },
    inBlock('paragraph', paragraph('x')),
    inBlock('paragraph', { type: 'text', text: '' }),
    inBlock('bulletList', paragraph('x')),
    inBlock('bulletList'),
    inBlock('blockquote', heading('x')),
    inBlock('infobox', { type: 'infobox', content: [paragraph('x')] }),
    inBlock('paragraph', { type: 'footnote', content: [{ type: 'footnote', content: [text('x')] }] }),
  ])
    expect([bad, accepted(bad)]).toEqual([bad, false])
})

it('whatever is given instead of a document is refused, never thrown at', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => !accepted(value)),
    { numRuns: 500 },
  )
})

it('the errors name the place, at most twenty of them', () => {
  const bad = {
    type: 'doc',
    content: Array.from({ length: 50 }, () => ({ type: 'heading', attrs: { level: 9 } })),
  }
  const checked = checkDocument(bad)
  expect(checked.ok ? [] : checked.errors).toHaveLength(20)
  expect(checked.ok ? '' : checked.errors[0]).toMatch(/^content\.0\.attrs\.level: /)
})

it('5,000 lists inside each other are refused by the limits, without running out of stack', () => {
  for (const kind of ['bulletList', 'orderedList'] as const)
    expect(checkDocument(nested(kind, 5000))).toEqual({
      ok: false,
      errors: [`nested deeper than ${limits.depth} levels`],
    })
})

it('a list of nine levels is accepted and one of ten is not', () => {
  expect(accepted(nested('bulletList', 9))).toBe(true)
  expect(checkDocument(nested('bulletList', 10))).toMatchObject({ ok: false })
})

it('depth hidden in attributes or in unknown keys is refused too', () => {
  let deep: unknown = 'x'
  for (let i = 0; i < 20_000; i++) deep = i % 2 ? [deep] : { deep }
  expect(accepted({ type: 'doc', content: [{ type: 'heading', attrs: { level: deep } }] })).toBe(false)
  expect(accepted({ type: 'doc', deep, content: [paragraph('x')] })).toBe(false)
})

it('more than 10,000 elements are refused', () => {
  const blocks = (count: number) => doc(...Array.from({ length: count }, () => paragraph('x')))
  expect(accepted(blocks(4999))).toBe(true)
  expect(checkDocument(blocks(5001))).toEqual({ ok: false, errors: ['more than 10000 elements'] })
})

it('more than a megabyte is refused, counted in bytes and not in characters', () => {
  const long = (letter: string, bytes: number) => letter.repeat(bytes / Buffer.byteLength(letter))
  const of = (value: string) => doc(paragraph('Inizio'), paragraph(value), paragraph('Fine'))
  expect(accepted(of(long('a', 990_000)))).toBe(true)
  expect(checkDocument(of(long('a', 1_100_000)))).toEqual({
    ok: false,
    errors: ['larger than 1000000 bytes'],
  })
  expect(accepted(of(long('è', 1_100_000)))).toBe(false)
})

it('more than a megabyte is refused when all of it stands in the first paragraph', () => {
  expect(accepted(doc(paragraph('a'.repeat(1_100_000))))).toBe(false)
})
