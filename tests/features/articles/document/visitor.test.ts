import fc from 'fast-check'
import { parseHTML } from 'linkedom'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nodeTypes } from '@/features/articles/document/schema.ts'
import { referencesOf, type Target, textOf, visit } from '@/features/articles/document/visitor.ts'
import { doc, everything, heading, link, note, paragraph, text } from '@/tests/factories/documents.ts'
import { asHtml, asMarkdown, asPage, asText, renderings } from '@/tests/factories/renderings.tsx'
import { dangerousAddresses } from '@/tests/fixtures/dangerous.ts'

const page = (body: unknown) => parseHTML(`<html><body>${asPage(body)}</body></html>`).document
const all = (body: unknown, selector: string) => [...page(body).querySelectorAll(selector)]

// The log of unknown elements goes to stderr, thousands of lines of it here.
beforeEach(() => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
})

const odd = fc.oneof(
  fc.constantFrom(
    null,
    true,
    '',
    '2',
    'javascript:alert(1)',
    'https://vimeo.com/123456',
    7,
    1e9,
    -1,
    1.5,
    'toString',
    '__proto__',
  ),
  fc.array(fc.integer(), { maxLength: 2 }),
  fc.record({ href: fc.string() }),
)
const attrs = fc.dictionary(
  fc.constantFrom(
    ...['level', 'start', 'mediaId', 'alt', 'credit', 'layout', 'provider', 'url', 'title', 'posterMediaId'],
    ...['articleId', 'attribution', 'colspan', 'rowspan', 'href', 'id', 'unheard'],
  ),
  odd,
)
const mark = fc.record(
  { type: fc.constantFrom('bold', 'link', 'code', 'blink', 'toString'), attrs: fc.oneof(attrs, odd) },
  { requiredKeys: ['type'] },
)
const anyType = fc.constantFrom(...nodeTypes, 'poll', 'blink', 'constructor', '', 'toString')
const { node: anyNode } = fc.letrec((tie) => ({
  node: fc.record(
    {
      type: anyType,
      text: fc.oneof(fc.string(), odd),
      attrs: fc.oneof(attrs, odd),
      marks: fc.oneof(fc.array(mark, { maxLength: 3 }), odd),
      content: fc.oneof({ depthSize: 'small' }, odd, fc.array(tie('node'), { maxLength: 4 })),
    },
    { requiredKeys: ['type'] },
  ),
}))
// What is stored is JSON: the detour leaves only what JSON can hold.
const anyDocument = fc
  .array(anyNode, { maxLength: 5 })
  .map((content) => JSON.parse(JSON.stringify({ type: 'doc', content })) as unknown)

describe.each(Object.entries(renderings))('%s', (_, render) => {
  it('never throws, whatever nodes, marks and attributes are stored', () => {
    fc.assert(
      fc.property(anyDocument, (body) => typeof render(body) === 'string'),
      { numRuns: 300 },
    )
  })
  it('gives something for what is no document at all', () => {
    for (const body of [null, undefined, 1, 'text', [], {}, { content: 'x' }, { type: 'doc', content: {} }])
      expect(typeof render(body)).toBe('string')
  })
  it('shows the text of elements that it does not know, in blocks and in lines', () => {
    const poll = { type: 'poll', content: [{ type: 'question', content: [text('Il ponte serve?')] }] }
    const shout = { type: 'shout', content: [text('molto')] }
    const out = render({
      type: 'doc',
      content: [poll, { type: 'paragraph', content: [text('Serve '), shout] }],
    })
    expect(out).toContain('Il ponte serve?')
    expect(out).toContain('Serve molto')
  })
  it('never lets a dangerous address out, though it is stored', () => {
    for (const address of dangerousAddresses.filter((entry) => entry.length > 3)) {
      const body = doc(paragraph(text('parola', link(address)), text('altra', link(address, 404))), {
        type: 'embed',
        attrs: { provider: 'youtube', url: address, title: 'Filmato', posterMediaId: null },
      })
      const out = render(body)
      expect(out).toContain('parola')
      expect(out.toLowerCase()).not.toMatch(/script:|data:|vbscript|evil|file:|blob:|intent:|srcdoc/)
      expect(out).not.toContain(address)
    }
  })
})

it('a hole in a list of nodes does not throw', () => {
  for (const render of Object.values(renderings)) render({ type: 'doc', content: [null, paragraph('x')] })
})

it('a hole in a gallery does not throw', () => {
  for (const render of Object.values(renderings))
    render({ type: 'doc', content: [{ type: 'gallery', attrs: { items: [null] } }] })
})

it('the page holds only the elements of the grammar, whatever is stored', () => {
  const known = new Set(
    (
      'p h2 h3 h4 blockquote figure figcaption ul ol li section table thead tbody tr th td hr picture source img ' +
      'span strong em s sup sub code br a div button svg path aside'
    ).split(' '),
  )
  fc.assert(
    fc.property(anyDocument, (body) => {
      const tags = all(body, 'body *').map((element) => element.tagName.toLowerCase())
      expect(tags.filter((tag) => !known.has(tag) && !/^h[\d.]+$/.test(tag))).toEqual([])
    }),
    { numRuns: 200 },
  )
})

it('a heading of level two and a half is a heading', () => {
  const body = { type: 'doc', content: [{ type: 'heading', attrs: { level: 2.5 }, content: [text('x')] }] }
  expect(asPage(body)).toMatch(/^<h[23] /)
})

it('the names of unknown elements are heard of', () => {
  const heard: string[] = []
  const join = (parts: string[]) => parts.join('')
  const silent = new Proxy({ join } as unknown as Target<string>, {
    get: (own, key) => (key === 'join' ? own.join : () => ''),
  })
  const inline = { type: 'shout', content: [text('x')] }
  visit(
    { content: [{ type: 'poll' }, { type: 'paragraph', content: [inline] }] },
    silent,
    { articlePath: () => null },
    (type) => heard.push(type),
  )
  expect(heard).toEqual(['poll', 'shout'])
})

it('neighbours that share a link become one link, with the bold word inside it', () => {
  const href = link('https://example.org/')
  const body = doc(
    paragraph('Vedi ', text('il ', href), text('ponte', { type: 'bold' }, href), text(' nuovo', href), '.'),
  )
  expect(asPage(body)).toBe(
    '<p>Vedi <a href="https://example.org/" rel="noopener">il <strong>ponte</strong> nuovo</a>.</p>',
  )
  expect(asMarkdown(body)).toBe('Vedi [il **ponte** nuovo](https://example.org/).\n')
})

it('neighbours with different links stay two links', () => {
  const body = doc(paragraph(text('a', link('https://a.example/')), text('b', link('https://b.example/'))))
  expect(all(body, 'a').map((a) => a.getAttribute('href'))).toEqual([
    'https://a.example/',
    'https://b.example/',
  ])
})

it('a link to an article goes to its present address, and to the stored one while it has none', () => {
  const body = doc(
    paragraph(
      text('a', link('/vecchio', 42)),
      ' ',
      text('b', link('/vecchio', 404)),
      ' ',
      text('c', link(null, 404)),
    ),
  )
  expect(all(body, 'a').map((a) => a.getAttribute('href'))).toEqual(['/citta/ponte', '/vecchio'])
  expect(asText(body)).toBe('a b c')
})

it('headings have ids from their words, each another one', () => {
  const titles = ['Perché sì', 'Perché sì', 'Perche si 2', '!?', '…', 'Perché sì']
  const ids = all(doc(...titles.map((title) => heading(title))), 'h2').map((h) => h.id)
  expect(ids).toEqual(['perche-si', 'perche-si-2', 'perche-si-2-2', 'parte', 'parte-2', 'perche-si-3'])
})

it('heading ids are unique whatever the headings say', () => {
  const title = fc.oneof(
    fc.constantFrom('a', 'A', 'a 2', 'a-2', 'a 3', '', '-', 'parte', 'parte 2'),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.array(title, { maxLength: 12 }), (titles) => {
      const ids = all(doc(...titles.filter(Boolean).map((entry) => heading(entry))), 'h2').map((h) => h.id)
      expect(new Set(ids).size).toBe(ids.length)
    }),
  )
})

it('no heading takes an id that the page itself needs', () => {
  const body = doc(paragraph('x', note('Nota')), heading('Note'), heading('Nota 1'), heading('Rif 1'))
  const ids = all(body, '[id]').map((element) => element.id)
  expect(new Set(ids).size).toBe(ids.length)
})

it('footnotes are numbered as they are called, wherever they stand, and lead there and back', () => {
  const body = doc(
    paragraph('Uno', note('prima'), ' due', note('seconda')),
    { type: 'blockquote', content: [paragraph('Tre', note('terza'))] },
    {
      type: 'figure',
      attrs: { mediaId: 7, alt: null, credit: null, layout: 'normal' },
      content: [note('quarta')],
    },
  )
  const references = all(body, 'sup a')
  expect(references.map((a) => [a.id, a.getAttribute('href'), a.textContent])).toEqual([
    ['rif-1', '#nota-1', '1'],
    ['rif-2', '#nota-2', '2'],
    ['rif-3', '#nota-3', '3'],
    ['rif-4', '#nota-4', '4'],
  ])
  const notes = all(body, '.notes li')
  expect(notes.map((li) => [li.id, li.querySelector('a')?.getAttribute('href')])).toEqual(
    [1, 2, 3, 4].map((n) => [`nota-${n}`, `#rif-${n}`]),
  )
  expect(notes.map((li) => li.firstChild?.textContent?.trim())).toEqual([
    'prima',
    'seconda',
    'terza',
    'quarta',
  ])
  expect(asHtml(body)).toContain('<sup>[4]</sup>')
  expect(asMarkdown(body)).toContain('[^3]: terza')
})

it('a page without notes has no list of them', () => {
  expect(all(doc(paragraph('x')), '.notes')).toEqual([])
})

it('an embed asks nobody for anything: no frame, no script, no foreign picture', () => {
  const addresses = [...asPage(everything).matchAll(/ (?:src|srcset|poster|data)="([^"]*)"/gi)].map(
    (found) => found[1],
  )
  const foreign = addresses.filter((address) => !address?.startsWith('/media/'))
  expect(addresses.length).toBeGreaterThan(8)
  expect(foreign).toEqual([])
  expect(all(everything, 'iframe, script, object, link, style')).toEqual([])
  expect(all(everything, '.embed')[0]?.getAttribute('data-frame')).toMatch(
    /^https:\/\/www\.youtube-nocookie\.com\//,
  )
})

it('pictures and articles that are gone leave no hole', () => {
  const body = doc(
    {
      type: 'figure',
      attrs: { mediaId: 404, alt: 'x', credit: null, layout: 'normal' },
      content: [text('Resta')],
    },
    { type: 'relatedArticle', attrs: { articleId: 404 } },
  )
  expect([asPage(body), asHtml(body)]).toEqual(['', ''])
})

it('the first row of a table is its head only when all its cells are headers', () => {
  const cell = (type: 'tableHeader' | 'tableCell', value: string) => ({ type, content: [paragraph(value)] })
  const table = (...rows: ReturnType<typeof cell>[][]) =>
    doc({ type: 'table', content: rows.map((content) => ({ type: 'tableRow' as const, content })) })
  const whole = table(
    [cell('tableHeader', 'Anno'), cell('tableHeader', 'Costo')],
    [cell('tableCell', 'a'), cell('tableCell', '1.200 €')],
  )
  expect(all(whole, 'thead th')).toHaveLength(2)
  expect(all(whole, 'td').map((td) => td.className)).toEqual(['', 'numeric'])
  expect(all(table([cell('tableHeader', 'a'), cell('tableCell', 'b')]), 'thead')).toEqual([])
})

it('the references of a document are all its pictures and articles, each once', () => {
  expect(referencesOf(everything)).toEqual({
    media: expect.toSatisfy((ids: number[]) => String([...ids].sort()) === '7,8'),
    articles: [42],
  })
  expect(referencesOf(null)).toEqual({ media: [], articles: [] })
  expect(textOf(heading('Uno'))).toBe('Uno')
})
