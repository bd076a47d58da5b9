// Documents for tests: one that uses everything, and short ways to write small ones.
import type { Block, Document, Inline, Mark } from '@/features/articles/document/schema.ts'

export const text = (value: string, ...marks: Mark[]): Inline =>
  marks.length > 0 ? { type: 'text', text: value, marks } : { type: 'text', text: value }

export const link = (href: string | null, articleId: number | null = null): Mark => ({
  type: 'link',
  attrs: { href, articleId },
})

export const paragraph = (...content: (Inline | string)[]): Extract<Block, { type: 'paragraph' }> => ({
  type: 'paragraph',
  content: content.map((part) => (typeof part === 'string' ? text(part) : part)),
})

export const heading = (value: string, level: 2 | 3 | 4 = 2): Block => ({
  type: 'heading',
  attrs: { level },
  content: [text(value)],
})

export const note = (value: string): Inline => ({
  type: 'footnote',
  content: [{ type: 'text', text: value }],
})

export const doc = (...content: Block[]): Document => ({ type: 'doc', content })

const item = (...content: Extract<Block, { type: 'bulletList' }>['content'][number]['content']) => ({
  type: 'listItem' as const,
  content,
})

/** Every node and mark of the grammar, with every attribute that it may have. */
export const everything: Document = doc(
  { type: 'heading', attrs: { id: 'blk001', level: 2 }, content: [text('Capo primo')] },
  {
    type: 'paragraph',
    attrs: { id: 'blk002' },
    content: [
      text('Parole '),
      text('forti', { type: 'bold' }),
      text('corsive', { type: 'italic' }),
      text('tolte', { type: 'strike' }),
      text('2', { type: 'sup' }),
      text('3', { type: 'sub' }),
      text('codice', { type: 'code' }),
      { type: 'hardBreak' },
      text('fuori', link('https://example.org/')),
      text('dentro', link('/citta/ponte', 42)),
      { type: 'footnote', content: [{ type: 'text', text: 'Una nota.' }, { type: 'hardBreak' }] },
    ],
  },
  { type: 'blockquote', attrs: { id: 'blk003' }, content: [paragraph('Citazione')] },
  { type: 'pullQuote', attrs: { id: 'blk004', attribution: 'Ada Neri' }, content: [text('Frase scelta')] },
  { type: 'bulletList', attrs: { id: 'blk005' }, content: [item(paragraph('Punto'))] },
  { type: 'orderedList', attrs: { id: 'blk006', start: 3 }, content: [item(paragraph('Terzo'))] },
  {
    type: 'table',
    attrs: { id: 'blk007' },
    content: [
      { type: 'tableRow', content: [{ type: 'tableHeader', content: [paragraph('Testa')] }] },
      {
        type: 'tableRow',
        content: [{ type: 'tableCell', attrs: { colspan: 2, rowspan: 1 }, content: [paragraph('Cella')] }],
      },
    ],
  },
  { type: 'horizontalRule', attrs: { id: 'blk008' } },
  {
    type: 'figure',
    attrs: { id: 'blk009', mediaId: 7, alt: 'Il mare', credit: 'Foto propria', layout: 'wide' },
    content: [text('Didascalia')],
  },
  {
    type: 'gallery',
    attrs: {
      id: 'blk010',
      items: [
        { mediaId: 7, alt: 'Uno', credit: null, caption: 'Primo quadro' },
        { mediaId: 8, alt: null, credit: null, caption: null },
      ],
    },
    content: [text('Insieme')],
  },
  {
    type: 'embed',
    attrs: {
      id: 'blk011',
      provider: 'youtube',
      url: 'https://www.youtube.com/watch?v=aqz-KE-bpKQ',
      title: 'Il filmato',
      posterMediaId: 7,
    },
  },
  { type: 'infobox', attrs: { id: 'blk012' }, content: [paragraph('Scheda')] },
  { type: 'relatedArticle', attrs: { id: 'blk013', articleId: 42 } },
)
