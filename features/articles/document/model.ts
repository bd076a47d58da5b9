// The same grammar as schema.ts in ProseMirror's terms: it puts imported HTML in order.
import { type DOMOutputSpec, Schema } from 'prosemirror-model'

const never = (): DOMOutputSpec => ['div', 0] // nothing is written back to a DOM with this schema
const dataset = (node: unknown, name: string): string | null => (node as Element).getAttribute(`data-${name}`)

export const model = new Schema({
  topNode: 'doc',
  nodes: {
    doc: { content: 'block+' },
    paragraph: { group: 'block flow', content: 'inline*', parseDOM: [{ tag: 'p' }] },
    heading: {
      group: 'block',
      content: 'inline*',
      attrs: { level: { default: 2 } },
      parseDOM: [1, 2, 3, 4, 5, 6].map((n) => ({
        tag: `h${n}`,
        attrs: { level: Math.min(4, Math.max(2, n)) },
      })),
    },
    pullQuote: {
      group: 'block',
      content: 'inline*',
      attrs: { attribution: { default: null } },
      parseDOM: [
        {
          tag: 'blockquote[data-pull-quote]',
          priority: 60,
          getAttrs: (node) => ({ attribution: dataset(node, 'attribution') }),
        },
      ],
    },
    blockquote: { group: 'block', content: 'flow+', parseDOM: [{ tag: 'blockquote' }] },
    bulletList: { group: 'block flow', content: 'listItem+', parseDOM: [{ tag: 'ul' }] },
    orderedList: {
      group: 'block flow',
      content: 'listItem+',
      attrs: { start: { default: 1 } },
      parseDOM: [
        {
          tag: 'ol',
          getAttrs: (node) => ({ start: startOf(node as Element) }),
        },
      ],
    },
    listItem: { content: 'flow+', parseDOM: [{ tag: 'li' }] },
    table: { group: 'block', content: 'tableRow+', parseDOM: [{ tag: 'table' }] },
    tableRow: { content: '(tableCell | tableHeader)+', parseDOM: [{ tag: 'tr' }] },
    tableCell: { content: 'flow+', attrs: spans(), parseDOM: [{ tag: 'td', getAttrs: spansOf }] },
    tableHeader: { content: 'flow+', attrs: spans(), parseDOM: [{ tag: 'th', getAttrs: spansOf }] },
    horizontalRule: { group: 'block', parseDOM: [{ tag: 'hr' }] },
    figure: {
      group: 'block',
      content: 'inline*',
      attrs: { mediaId: {}, alt: {}, credit: { default: null }, layout: { default: 'normal' } },
      parseDOM: [
        {
          tag: 'figure[data-media-id]',
          contentElement: 'figcaption',
          getAttrs: (node) => ({
            mediaId: Number(dataset(node, 'media-id')),
            alt: dataset(node, 'alt'),
            credit: null,
            layout: 'normal',
          }),
        },
      ],
    },
    gallery: {
      group: 'block',
      content: 'inline*',
      attrs: { items: {} },
      parseDOM: [
        {
          tag: 'figure[data-items]',
          contentElement: 'figcaption',
          getAttrs: (node) => ({ items: JSON.parse(dataset(node, 'items') ?? '[]') }),
        },
      ],
    },
    embed: {
      group: 'block',
      attrs: { provider: {}, url: {}, title: { default: null }, posterMediaId: { default: null } },
      parseDOM: [
        {
          tag: 'figure[data-provider]',
          getAttrs: (node) => ({
            provider: dataset(node, 'provider'),
            url: dataset(node, 'url'),
            title: dataset(node, 'title'),
            posterMediaId: null,
          }),
        },
      ],
    },
    infobox: {
      group: 'block',
      content: '(heading | paragraph | bulletList | orderedList | figure | table)+',
      parseDOM: [{ tag: 'aside[data-infobox]' }],
    },
    relatedArticle: {
      group: 'block',
      attrs: { articleId: {} },
      parseDOM: [
        {
          tag: 'aside[data-article-id]',
          getAttrs: (node) => ({ articleId: Number(dataset(node, 'article-id')) }),
        },
      ],
    },
    footnote: {
      group: 'inline',
      inline: true,
      content: '(text | hardBreak)*',
      toDOM: never,
      parseDOM: [{ tag: 'span[data-footnote]' }],
    },
    hardBreak: { group: 'inline', inline: true, parseDOM: [{ tag: 'br' }] },
    text: { group: 'inline' },
  },
  marks: {
    link: {
      attrs: { href: { default: null }, articleId: { default: null } },
      inclusive: false,
      parseDOM: [
        {
          tag: 'a[href]',
          getAttrs: (node) => ({
            href: (node as Element).getAttribute('href'),
            articleId: Number(dataset(node, 'article-id')) || null,
          }),
        },
      ],
    },
    bold: { parseDOM: [{ tag: 'strong' }, { tag: 'b' }] },
    italic: { parseDOM: [{ tag: 'em' }, { tag: 'i' }, { tag: 'cite' }] },
    strike: { parseDOM: [{ tag: 's' }, { tag: 'del' }, { tag: 'strike' }] },
    sup: { excludes: 'sub', parseDOM: [{ tag: 'sup' }] },
    sub: { excludes: 'sup', parseDOM: [{ tag: 'sub' }] },
    code: { parseDOM: [{ tag: 'code' }] },
  },
})

function spans() {
  return { colspan: { default: 1 }, rowspan: { default: 1 } }
}

function spansOf(node: unknown) {
  const count = (name: string) =>
    Math.min(100, Math.max(1, Number((node as Element).getAttribute(name)) || 1))
  return { colspan: count('colspan'), rowspan: count('rowspan') }
}

function startOf(list: Element): number {
  const start = Number(list.getAttribute('start') ?? 1)
  return Number.isInteger(start) && start >= 0 && start <= 1_000_000 ? start : 1
}
