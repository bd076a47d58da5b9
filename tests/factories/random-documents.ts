// Random documents that Markdown can carry, in the form in which an import leaves them: neighbours with the same marks
// are one text, marks stand in the grammar's order, no blanks at the edges. Left out is what Markdown has no word for:
// a picture's own credit and width, an embed's poster, block ids.
import fc from 'fast-check'
import type { Block, Document, Inline, Mark } from '@/features/articles/document/schema.ts'

export const articlePaths: Record<number, string> = { 41: '/mondo/cometa', 42: '/citta/ponte' }

const word = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('ponte', 'è', 'd’acqua', 'Ciao!', '«Ecco»', '3,5', '(forse)', 'a_b_c', 'www.'),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...[
        '#',
        '##',
        '-',
        '--',
        '---',
        '+',
        '*',
        '**',
        '_',
        '~',
        '~~',
        '`',
        '```',
        '>',
        '<',
        '<b>',
        '</b>',
        '|',
        '!',
        '![',
      ],
      ...[
        '[x]',
        '[^1]',
        '[^1]:',
        '1.',
        '12)',
        '=',
        '===',
        ':',
        ':--',
        '\\',
        '\\*',
        '&amp;',
        '&',
        '&#35;',
        '&copy',
        '%20',
      ],
      ...[
        'https://example.org/a_b',
        'www.example.org',
        'ada@example.org',
        'http://',
        '//',
        '(x)',
        '](',
        '"',
        "'",
        '$',
      ],
      ...['\u00a0x', '🌊', '中', 'e\u0301', '“', '—', '…', '{a}', '^', 'a*b*c', '__x__', '<!--', '-->'],
    ),
  },
  {
    weight: 1,
    arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 }).map((s) => s.replace(/\s/g, '')),
  },
)
const phrase = fc
  .array(word, { minLength: 1, maxLength: 4 })
  .chain((words) => fc.constantFrom(' ', '').map((glue) => words.join(glue)))
  .map((value) => value.replace(/\s+/g, ' ').trim())
  .filter((value) => value !== '' && !/^[\s\u00a0]|[\s\u00a0]$/.test(value))

const href = fc.constantFrom(
  ...[
    'https://example.org/',
    'https://example.org/a_(b)*c*?d=1&e=2#f',
    'https://example.org/è',
    'mailto:ada@example.org',
  ],
  ...[
    'tel:+390612345',
    '#nota',
    '/altrove?x=[1]',
    'https://example.org/%C3%A8',
    'https://example.org/&copy;',
  ],
)
const linkMark: fc.Arbitrary<Mark> = fc.oneof(
  href.map((address): Mark => ({ type: 'link', attrs: { href: address, articleId: null } })),
  fc
    .constantFrom(41, 42)
    .map((id): Mark => ({ type: 'link', attrs: { href: articlePaths[id] ?? '', articleId: id } })),
)
const marks = fc
  .record({
    link: fc.option(linkMark, { freq: 3 }),
    plain: fc.subarray(['bold', 'italic', 'strike', 'code'] as const),
    place: fc.option(fc.constantFrom('sup' as const, 'sub' as const), { freq: 4 }),
  })
  .map(({ link, plain, place }): Mark[] => {
    const order = ['bold', 'italic', 'strike', 'sup', 'sub', 'code'] as const
    const chosen = order.filter((type) => type === place || (plain as readonly string[]).includes(type))
    return [...(link ? [link] : []), ...chosen.map((type): Mark => ({ type }))]
  })
const fewMarks = fc.oneof({ weight: 3, arbitrary: fc.constant<Mark[]>([]) }, { weight: 2, arbitrary: marks })

const piece = fc.record({ value: phrase, marks: fewMarks, before: fc.constantFrom('', ' ', 'break', 'note') })
const marked = <T extends Inline>(node: T, list: Mark[]): T =>
  list.length > 0 ? { ...node, marks: list } : node
/** The marks that go on between two texts: those outside of the first difference, in the order of nesting. */
function shared(a: Mark[], b: Mark[]): Mark[] {
  const out: Mark[] = []
  for (const type of ['link', 'bold', 'italic', 'strike', 'sup', 'sub', 'code']) {
    const [one, two] = [a, b].map((list) => list.find((mark) => mark.type === type))
    if (JSON.stringify(one) !== JSON.stringify(two)) return out
    if (one) out.push(one)
  }
  return out
}

type Options = { notes?: boolean; breaks?: boolean }

/** Lines of text: words with marks, line breaks between words, and notes after them. */
const inline = ({ notes = true, breaks = true }: Options = {}): fc.Arbitrary<Inline[]> =>
  fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => {
    const out: Inline[] = []
    const add = (value: string, list: Mark[]) => {
      const last = out.at(-1)
      if (last?.type === 'text' && JSON.stringify(last.marks ?? []) === JSON.stringify(list))
        last.text += value
      else out.push(marked({ type: 'text', text: value }, list))
    }
    let previous: Mark[] = []
    for (const [i, { value, marks: list, before }] of pieces.entries()) {
      if (i > 0 && before === ' ') add(' ', shared(previous, list))
      if (i > 0 && before === 'break' && breaks)
        out.push(marked({ type: 'hardBreak' }, shared(previous, list)))
      if (i > 0 && before === 'note' && notes)
        out.push({ type: 'footnote', content: [{ type: 'text', text: value }] })
      add(value, list)
      previous = list
    }
    return out
  })

const onlyAddress = (content: Inline[]) =>
  /^https?:\/\/\S+$/.test(content.map((node) => (node.type === 'text' ? node.text : ' ')).join(''))

const paragraph = inline()
  .filter((content) => !onlyAddress(content))
  .map((content) => ({ type: 'paragraph' as const, content }))
const caption = fc.option(inline(), { nil: undefined })
const pictureId = fc.integer({ min: 1, max: 8 })
const picture = fc.record({ mediaId: pictureId, alt: fc.option(phrase), credit: fc.constant(null) })

type Flow = Extract<Block, { type: 'paragraph' | 'bulletList' | 'orderedList' }>
const flow = fc.letrec<{ flow: Flow; item: { type: 'listItem'; content: Flow[] } }>((tie) => ({
  flow: fc.oneof(
    { depthSize: 'small', withCrossShrink: true, maxDepth: 3 },
    paragraph,
    fc
      .array(tie('item'), { minLength: 1, maxLength: 3 })
      .map((content) => ({ type: 'bulletList' as const, content })),
    fc
      .tuple(fc.constantFrom(1, 2, 9, 99), fc.array(tie('item'), { minLength: 1, maxLength: 3 }))
      .map(([start, content]) => ({ type: 'orderedList' as const, attrs: { start }, content })),
  ),
  item: fc
    .array(tie('flow'), { minLength: 1, maxLength: 3 })
    .map((content) => ({ type: 'listItem' as const, content })),
})).flow
const list = flow.filter((block) => block.type !== 'paragraph')

const span = fc.constantFrom(1, 1, 2, 3)
const cell = fc.record({
  header: fc.boolean(),
  colspan: span,
  rowspan: span,
  content: fc.array(flow, { minLength: 1, maxLength: 2 }),
})
const freeTable: fc.Arbitrary<Block> = fc
  .array(fc.array(cell, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
  .map((rows) => ({
    type: 'table',
    content: rows.map((cells) => ({
      type: 'tableRow',
      content: cells.map(({ header, colspan, rowspan, content }) => ({
        type: header ? 'tableHeader' : 'tableCell',
        ...(colspan > 1 || rowspan > 1 ? { attrs: { colspan, rowspan } } : {}),
        content,
      })),
    })),
  }))
const plainTable: fc.Arbitrary<Block> = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
  .chain(([columns, rows]) =>
    fc.array(fc.array(paragraph, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  )
  .map((rows) => ({
    type: 'table',
    content: rows.map((cells, i) => ({
      type: 'tableRow',
      content: cells.map((only) => ({ type: i === 0 ? 'tableHeader' : 'tableCell', content: [only] })),
    })),
  }))

const heading: fc.Arbitrary<Block> = fc
  .tuple(fc.constantFrom(2 as const, 3 as const, 4 as const), inline())
  .map(([level, content]) => ({ type: 'heading', attrs: { level }, content }))
const figure: fc.Arbitrary<Extract<Block, { type: 'figure' }>> = fc
  .tuple(picture, caption)
  .map(([attrs, content]) => ({
    type: 'figure',
    attrs: { ...attrs, layout: 'normal' },
    ...(content ? { content } : {}),
  }))
const embed: fc.Arbitrary<Block> = fc
  .record({
    piece: fc.constantFrom(
      { provider: 'youtube' as const, url: 'https://www.youtube.com/watch?v=aqz-KE-b_*_'.replace('*', '_') },
      { provider: 'x' as const, url: 'https://x.com/ada_neri_/status/1234567890' },
      { provider: 'vimeo' as const, url: 'https://vimeo.com/123456789' },
    ),
    title: fc.option(phrase),
  })
  .map(({ piece: { provider, url }, title }) => ({
    type: 'embed',
    attrs: { provider, url, title, posterMediaId: null },
  }))

const block: fc.Arbitrary<Block> = fc.oneof(
  { weight: 4, arbitrary: paragraph },
  { weight: 2, arbitrary: list },
  heading,
  fc.array(flow, { minLength: 1, maxLength: 3 }).map((content): Block => ({ type: 'blockquote', content })),
  fc
    .tuple(inline(), fc.option(phrase))
    .map(([content, attribution]): Block => ({ type: 'pullQuote', attrs: { attribution }, content })),
  plainTable,
  freeTable,
  fc.constant<Block>({ type: 'horizontalRule' }),
  figure,
  fc.tuple(fc.array(fc.tuple(picture, fc.option(phrase)), { minLength: 1, maxLength: 3 }), caption).map(
    ([items, content]): Block => ({
      type: 'gallery',
      attrs: { items: items.map(([attrs, words]) => ({ ...attrs, caption: words })) },
      ...(content ? { content } : {}),
    }),
  ),
  embed,
  fc
    .array(fc.oneof(paragraph, list, figure, heading as typeof figure, plainTable as typeof figure), {
      minLength: 1,
      maxLength: 3,
    })
    .map((content): Block => ({ type: 'infobox', content })),
  fc.constantFrom(41, 42).map((articleId): Block => ({ type: 'relatedArticle', attrs: { articleId } })),
)

/** A valid document that Markdown carries whole. */
export const carriedDocument: fc.Arbitrary<Document> = fc
  .array(block, { minLength: 1, maxLength: 4 })
  .map((content) => structuredClone({ type: 'doc', content }))
