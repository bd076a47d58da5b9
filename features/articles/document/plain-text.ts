import { type References, type Target, visit } from './visitor.ts'

const nowhere: References = { articlePath: () => null }
const block = (children: string) => (children.trim() ? `${children.trim()}\n\n` : '')

const target: Target<string> = {
  join: (parts) => parts.join(''),
  text: (value) => value,
  lineBreak: () => '\n',
  mark: (_, children) => children,
  link: (_, children) => children,
  paragraph: block,
  heading: (_level, _id, children) => block(children),
  blockquote: (children) => children,
  pullQuote: (children, attribution) => block(attribution ? `${children}\n${attribution}` : children),
  list: (ordered, start, items) =>
    block(items.map((item, i) => `${ordered ? `${start + i}.` : '•'} ${item.trim()}\n`).join('')),
  listItem: (children) => children,
  table: (rows) => block(rows.map((row) => row.map((cell) => cell.content.trim()).join('\t')).join('\n')),
  rule: () => '',
  figure: (_picture, _layout, caption) => block(caption ?? ''),
  gallery: (items, caption) =>
    block([...items.map((item) => item.caption ?? ''), caption ?? ''].filter(Boolean).join('\n')),
  embed: ({ title }) => block(title ?? ''),
  infobox: (children) => children,
  relatedArticle: () => '',
  footnoteReference: () => '',
  document: (blocks, footnotes) => blocks.join('') + footnotes.map(block).join(''),
  unknown: (children, inline) => (inline ? children : block(children)),
}

/** The words of a document, for search, counting and excerpts. Blocks are separated by an empty line. */
export function renderText(document: unknown): string {
  return visit(document, target, nowhere).trim()
}
