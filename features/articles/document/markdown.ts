import { type Picture, type Target, visit } from './visitor.ts'

/** What Markdown needs to know: where pictures and articles are. */
export type MarkdownReferences = {
  articlePath: (articleId: number) => string | null
  /** File name or address of a picture, or null when it is gone. */
  pictureSource: (mediaId: number) => string | null
}

const escapeText = (text: string) =>
  text
    .replace(/[\\`*_{}[\]<>#|~]/g, '\\$&')
    .replace(/^(\s*)(\d+)([.)])(?=\s|$)/, '$1$2\\$3')
    .replace(/^(\s*)([-+])(?=\s|$)/, '$1\\$2')
const indent = (text: string, by: string) => text.trimEnd().replace(/\n(?=[^\n])/g, `\n${by}`)
const block = (text: string) => (text.trim() ? `${text.trim()}\n\n` : '')
const attribute = (text: string) => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;')

/** Markdown that the importer reads back to the same document (GFM, and HTML blocks where Markdown has no word). */
export function renderMarkdown(document: unknown, references: MarkdownReferences): string {
  const image = ({ mediaId, alt }: Picture, caption: string | null) => {
    const source = references.pictureSource(mediaId)
    if (source === null) return ''
    return `![${escapeText(alt ?? '')}](${source}${caption ? ` "${caption.replace(/["\\]/g, '\\$&')}"` : ''})`
  }
  const wrap: Record<string, [string, string]> = {
    bold: ['**', '**'],
    italic: ['*', '*'],
    strike: ['~~', '~~'],
    code: ['<code>', '</code>'],
    sup: ['<sup>', '</sup>'],
    sub: ['<sub>', '</sub>'],
  }
  const target: Target<string> = {
    join: (parts) => parts.join(''),
    text: escapeText,
    lineBreak: () => '\\\n',
    mark: (type, children) => {
      const [before, after] = wrap[type] ?? ['', '']
      const [, lead, words, trail] = /^(\s*)([\s\S]*?)(\s*)$/.exec(children) ?? ['', '', children, '']
      return words ? `${lead}${before}${words}${after}${trail}` : children
    },
    link: (href, children) => `[${children}](<${href}>)`,
    paragraph: block,
    heading: (level, _id, children) => block(`${'#'.repeat(level)} ${children.replace(/\n/g, ' ')}`),
    blockquote: (children) => block(children.trim().replace(/^/gm, '> ')),
    pullQuote: (children, attribution) =>
      block(
        `<blockquote class="pullquote">\n\n${children}\n\n${attribution ? `<cite>${attribute(attribution)}</cite>\n\n` : ''}</blockquote>`,
      ),
    list: (ordered, start, items) =>
      block(
        items
          .map((item, i) => {
            const bullet = ordered ? `${start + i}. ` : '- '
            return `${bullet}${indent(item, ' '.repeat(bullet.length))}\n`
          })
          .join(''),
      ),
    listItem: (children) => children,
    table: (rows) => {
      const line = (cells: string[]) =>
        `| ${cells.map((cell) => cell.trim().replace(/\n+/g, ' ')).join(' | ')} |\n`
      const [head, ...body] = rows.map((row) => row.map((cell) => cell.content))
      if (!head) return ''
      return block(line(head) + line(head.map(() => '---')) + body.map(line).join(''))
    },
    rule: () => '---\n\n',
    figure: (picture, _layout, caption) => block(image(picture, caption)),
    gallery: (items, caption) =>
      block(
        `<figure class="gallery">\n\n${items.map((item) => `${image(item, item.caption)}\n\n`).join('')}${caption ? `<figcaption>${caption}</figcaption>\n\n` : ''}</figure>`,
      ),
    embed: ({ url }) => block(url),
    infobox: (children) => `<aside class="infobox">\n\n${children.trim()}\n\n</aside>\n\n`,
    relatedArticle: (articleId) => {
      const path = references.articlePath(articleId)
      return path ? `<aside class="related" data-article="${attribute(path)}"></aside>\n\n` : ''
    },
    footnoteReference: (number) => `[^${number}]`,
    document: (blocks, footnotes) =>
      blocks.join('') + footnotes.map((note, i) => `[^${i + 1}]: ${indent(note, '    ')}\n\n`).join(''),
    unknown: (children, inline) => (inline ? children : block(children)),
  }
  return `${visit(document, target, references).trim()}\n`
}
