import fc from 'fast-check'
import { parseHTML } from 'linkedom'
import { expect, it } from 'vitest'
import { escapeHtml, renderHtml } from '@/features/articles/document/html.ts'
import type { Document } from '@/features/articles/document/schema.ts'
import { doc, everything, heading, link, paragraph, text } from '@/tests/factories/documents.ts'
import { asHtml, asPage } from '@/tests/factories/renderings.tsx'
import { picture, siteUrl } from '@/tests/factories/views.ts'

const parse = (html: string) => parseHTML(`<html><body>${html}</body></html>`).document.body

/** Text that tries to be markup. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          '<',
          '>',
          '"',
          "'",
          '&',
          '</',
          '/>',
          '<!--',
          '-->',
          ']]>',
          '<![CDATA[',
          '&lt;',
          '&#60;',
          '&quot;',
        ],
        ...['<script>', '</script>', 'onerror=', '=', '`', '<img src=x onerror=alert(1)>', '</p>', '\u2028'],
      ),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => parts.join(''))
  .filter((value) => value !== '')

it('escaped text comes back from an HTML parser as it was, in content and in attributes', () => {
  fc.assert(
    fc.property(hostile, (value) => {
      const element = parse(`<p title="${escapeHtml(value)}">${escapeHtml(value)}</p>`).firstElementChild
      expect(element?.textContent).toBe(value)
      expect(element?.getAttribute('title')).toBe(value)
      expect(element?.attributes).toHaveLength(1)
    }),
    { numRuns: 1000 },
  )
})

/** A document with the given words in every place that holds words. */
const filled = (words: string): Document =>
  doc(
    heading(words),
    paragraph(text(words, { type: 'bold' }), text(words, link('https://example.org/')), {
      type: 'footnote',
      content: [{ type: 'text', text: words }],
    }),
    { type: 'pullQuote', attrs: { attribution: words }, content: [text(words)] },
    {
      type: 'figure',
      attrs: { mediaId: 7, alt: words, credit: words, layout: 'normal' },
      content: [text(words)],
    },
    { type: 'gallery', attrs: { items: [{ mediaId: 7, alt: words, credit: words, caption: words }] } },
    {
      type: 'embed',
      attrs: { provider: 'x', url: 'https://x.com/ada/status/12345', title: words, posterMediaId: null },
    },
    {
      type: 'table',
      content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [paragraph(words)] }] }],
    },
  )

it.each([
  ['feeds', asHtml],
  ['the page', asPage],
])('no text in a document becomes markup: %s', (_, render) => {
  const shape = (html: string) => [...parse(html).querySelectorAll('*')].map((element) => element.tagName)
  const plain = shape(render(filled('parole')))
  fc.assert(
    fc.property(hostile, (words) => {
      expect(shape(render(filled(words)))).toEqual(plain)
    }),
    { numRuns: 200 },
  )
})

it('addresses are absolute, pictures have their size, and nothing runs or frames', () => {
  const body = parse(asHtml(everything))
  const addresses = [...body.querySelectorAll('[href], [src]')].map(
    (element) => element.getAttribute('href') ?? element.getAttribute('src') ?? '',
  )
  expect(addresses.filter((address) => !/^https:\/\//.test(address))).toEqual([])
  expect(body.querySelector('img')?.outerHTML).toBe(
    `<img src="${siteUrl}/media/7/ab12cd34-1280.jpg" alt="Il mare" width="1280" height="720">`,
  )
  expect(body.querySelectorAll('script, iframe, style, [onclick], [class]')).toHaveLength(0)
})

it('a picture without files, or one that readers may not see, is left out with its caption', () => {
  const body = doc({
    type: 'figure',
    attrs: { mediaId: 7, alt: null, credit: 'Ada', layout: 'normal' },
    content: [text('Il porto')],
  })
  const gallery = doc({
    type: 'gallery',
    attrs: { items: [{ mediaId: 7, alt: null, credit: 'Ada', caption: 'Il porto' }] },
    content: [text('Ieri')],
  })
  for (const media of [picture({ variants: {} }), null])
    for (const some of [body, gallery])
      expect(renderHtml(some, { siteUrl, media: () => media, article: () => null })).toBe('')
})

it('an address that was imported with a quotation mark stays inside its attribute', () => {
  const html = renderHtml(doc({ type: 'relatedArticle', attrs: { articleId: 1 } }), {
    siteUrl,
    media: () => null,
    article: () => ({ path: '/a"onclick="alert(1)', headline: 'x' }),
  })
  expect(parse(html).querySelector('a')?.getAttribute('onclick')).toBeNull()
})
