// What other editors leave behind.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { importHtml } from '@/features/articles/document/import-html.ts'
import { checkDocument } from '@/features/articles/document/schema.ts'
import { blocks, imported, outline, resolver } from '@/tests/factories/imports.ts'

it('finds the paragraphs in a soup of divisions', async () => {
  const html =
    '<div class="entry-content"><div><div class="x"><p>Uno</p></div>Due<div>Tre</div></div><section>Quattro</section></div>'
  expect(await imported(html)).toEqual([
    'paragraph: Uno',
    'paragraph: Due',
    'paragraph: Tre',
    'paragraph: Quattro',
  ])
})

it('looks through nested spans and styles, and joins equal neighbours', async () => {
  const html =
    '<p class="p1" style="color:red" onclick="x()"><span style="a"><span>Uno <span><b>due</b></span></span></span><strong> e tre</strong></p>'
  expect(await imported(html)).toEqual(['paragraph: Uno <bold due e tre>'])
})

it('brings headings to the levels that articles have', async () => {
  const html = '<h1>Uno</h1><h2>Due</h2><h4>Quattro</h4><h5>Cinque</h5><h6>Sei</h6>'
  expect(await imported(html)).toEqual([
    'heading2: Uno',
    'heading2: Due',
    'heading4: Quattro',
    'heading4: Cinque',
    'heading4: Sei',
  ])
})

it('drops paragraphs that only made room, comments and last line breaks', async () => {
  const html =
    '<!-- wp:paragraph --><p>Uno<br></p><!-- /wp:paragraph --><p>&nbsp;</p><p></p><p> <br> </p><h2>\n</h2><ul><li></li></ul><!--more--><p>Due<!-- x --></p>'
  expect(await imported(html)).toEqual(['paragraph: Uno', 'paragraph: Due'])
})

it('gives a document with one empty paragraph when there is nothing', async () => {
  expect(await imported('')).toEqual(['paragraph: '])
  expect(await imported('<div><p>&nbsp;</p></div>')).toEqual(['paragraph: '])
})

it('keeps spans of table cells, and the caption as a paragraph before it', async () => {
  const { content, notices } = await blocks(
    '<figure class="wp-block-table"><table><caption>Costi</caption><colgroup><col></colgroup><tr><th colspan="2">A</th></tr><tr><td rowspan="2">b</td><td>c<br>d</td></tr></table></figure>',
  )
  expect(outline(content)).toEqual([
    'paragraph: Costi',
    'table: [tableRow: [tableHeader: [paragraph: A]], tableRow: [tableCell: [paragraph: b], tableCell: [paragraph: c / d]]]',
  ])
  expect(JSON.stringify(content[1])).toContain('{"colspan":2,"rowspan":1}')
  expect(JSON.stringify(content[1])).toContain('{"colspan":1,"rowspan":2}')
  expect(notices).toEqual(['<caption> of a table: kept as a paragraph before it'])
})

it('is not stopped by numbers that make no sense', async () => {
  const cells =
    '<td colspan="0">a</td><td colspan="1.5">b</td><td rowspan="-2">c</td><td colspan="9999">d</td>'
  expect(await imported(`<table><tr>${cells}</tr></table>`)).toHaveLength(1)
  for (const start of ['-3', '2.5', '99999999', 'x', ''])
    expect(await imported(`<ol start="${start}"><li>a</li></ol>`)).toEqual([
      'orderedList: [listItem: [paragraph: a]]',
    ])
})

it('keeps a list that counts from zero', async () => {
  const { content } = await blocks('<ol start="0"><li>a</li></ol>')
  expect(content[0]).toMatchObject({ attrs: { start: 0 } })
})

it('lets the words of unknown blocks not run together', async () => {
  const html =
    '<dl><dt>Nome</dt><dd>Ada</dd></dl><address>Via Uno</address><footer>Fine</footer><pre>a\nb</pre>'
  const { content, notices } = await blocks(html)
  expect(outline(content)).toEqual(
    ['Nome', 'Ada', 'Via Uno', 'Fine', 'a / b'].map((words) => `paragraph: ${words}`),
  )
  expect(notices).toContain('<dl>: the element is not kept, its text is')
})

it('keeps headings inside quotations, lists and tables as bold paragraphs', async () => {
  expect(
    await imported('<blockquote><h3>Titolo</h3><p>x</p></blockquote><ul><li><h4>Voce</h4></li></ul>'),
  ).toEqual([
    'blockquote: [paragraph: <bold Titolo>, paragraph: x]',
    'bulletList: [listItem: [paragraph: <bold Voce>]]',
  ])
})

it('keeps the content of a box that holds what a box may not hold', async () => {
  expect(await imported('<aside class="infobox"><blockquote>q</blockquote><p>r</p></aside>')).toEqual([
    'blockquote: [paragraph: q]',
    'paragraph: r',
  ])
})

it('drops scripts, styles, forms and vector graphics with all that is in them, and says so', async () => {
  const { content, notices } = await blocks(
    '<p>a</p><style>p{}</style><form><input value="b"></form><svg><script>alert(1)</script><text>c</text></svg><noscript><p>d</p></noscript>',
  )
  expect(outline(content)).toEqual(['paragraph: a'])
  expect(notices).toEqual([
    '<style>: left out',
    '<form>: left out',
    '<svg>: left out',
    '<noscript>: left out',
  ])
})

it('reads a whole page, with unclosed and misplaced tags', async () => {
  const page =
    '<!doctype html><html lang="it"><head><title>T</title></head><body class="x"><p>a<p>b<ul><li>c<li>d</ul></body></html>e'
  expect(await imported(page)).toEqual([
    'paragraph: a',
    'paragraph: b',
    'bulletList: [listItem: [paragraph: c], listItem: [paragraph: d]]',
    'paragraph: e',
  ])
})

it('drops control characters, which no feed may hold', async () => {
  const { content } = await blocks('<p>x\u0000y\u000b&#11;z</p><img src="mare.jpg" alt="a\u0001b">')
  expect(content).toMatchObject([{ content: [{ text: 'xyz' }] }, { attrs: { alt: 'ab' } }])
})

it('refuses what is nested too deeply instead of running out of stack', async () => {
  for (const tag of ['<div>', '<ul><li>', '<blockquote>', '<span>']) {
    const result = await importHtml(`${tag.repeat(5000)}x`, resolver)
    expect(result).toMatchObject({ ok: false, errors: ['elements nested too deeply'] })
  }
})

it('gives a document that passes the check, or errors, for any markup', async () => {
  const tag = fc.constantFrom(
    ...[
      'p',
      'div',
      'ul',
      'ol',
      'li',
      'table',
      'tr',
      'td',
      'th',
      'caption',
      'blockquote',
      'figure',
      'figcaption',
      'aside',
    ],
    ...[
      'h1',
      'h3',
      'a',
      'b',
      'sup',
      'sub',
      'span',
      'pre',
      'dl',
      'svg',
      'script',
      'iframe',
      'img',
      'br',
      'hr',
      'body',
      'xyz',
    ],
  )
  const attribute = fc.constantFrom(
    ...[
      '',
      ' href="javascript:alert(1)"',
      ' href="/citta/ponte"',
      ' src="mare.jpg"',
      ' class="infobox"',
      ' class="gallery"',
    ],
    ...[
      ' class="pullquote"',
      ' data-article="ponte"',
      ' start="0"',
      ' colspan="3"',
      ' data-media-id="0"',
      ' data-items="x"',
    ],
    ...[
      ' data-footnote-ref href="#fn-1"',
      ' id="fn-1"',
      ' data-provider="x"',
      ' src="//youtu.be/aqz-KE-bpKQ"',
      ' data-footnotes',
    ],
  )
  const piece = fc.oneof(
    fc.tuple(tag, attribute).map(([name, rest]) => `<${name}${rest}>`),
    tag.map((name) => `</${name}>`),
    fc.constantFrom(
      'parola',
      ' ',
      '<!--',
      '-->',
      '&nbsp;',
      '&lt;script&gt;',
      '<',
      'https://youtu.be/aqz-KE-bpKQ',
    ),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 25 }), async (pieces) => {
      const result = await importHtml(pieces.join(''), resolver)
      if (!result.ok) {
        expect(result.errors).not.toEqual([])
        return
      }
      expect(checkDocument(result.document)).toMatchObject({ ok: true })
      expect(JSON.stringify(result.document)).not.toContain('javascript:')
    }),
    { numRuns: 400 },
  )
})

it('does not take foreign markup for what it has recognised itself', async () => {
  const forged =
    '<figure data-media-id="5"><p>a</p></figure><figure data-items="x"><p>b</p></figure><figure data-provider="x"><p>c</p></figure>' +
    '<aside data-article-id="9"><p>d</p></aside><p><a href="/x" data-article-id="9">e</a></p>'
  const { content } = await blocks(forged)
  expect(outline(content)).toEqual(['a', 'b', 'c', 'd', '<link e>'].map((words) => `paragraph: ${words}`))
  expect(JSON.stringify(content)).not.toContain('"articleId":9')
})
