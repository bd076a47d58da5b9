import { type Picture, type TableRow, type Target, visit } from './visitor.ts'

/** What Markdown needs to know: where pictures and articles are. */
export type MarkdownReferences = {
  articlePath: (articleId: number) => string | null
  /** File name or address of a picture, or null when it is gone. */
  pictureSource: (mediaId: number) => string | null
}

// Noncharacters of Unicode, which no text holds, stand for what can only be written once its neighbours are known.
const imageStart = '\ufdd0'
const listEdge = { bullet: '\ufdd1', ordered: '\ufdd2' }
const emphasis = {
  bold: { from: '\ufdd3', to: '\ufdd4', sign: '**', tag: 'strong' },
  italic: { from: '\ufdd5', to: '\ufdd6', sign: '*', tag: 'em' },
  strike: { from: '\ufdd7', to: '\ufdd8', sign: '~~', tag: 's' },
}
const separator = '<!-- -->'

/** Words that stay words wherever Markdown reads them, also in titles. */
const escapeWords = (text: string) =>
  text
    .replace(/[\ufdd0-\ufdef]/g, '')
    .replace(/[ \t]*[\r\n]\s*/g, ' ')
    .replace(/[\\`*_{}[\]<>#|~]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '&amp;')

/** Addresses in running text become links even when they are escaped; only a comment inside prevents it. */
const escapeText = (text: string) =>
  escapeWords(text)
    .replace(/https?:(?=\/\/)|www(?=\.)/gi, `$&${separator}`)
    .replace(/(?<=[-.\w+])@(?=[-\w])/g, `${separator}@`)

/** Inline text as a paragraph: nothing at the start of a line begins a block, and no line break is the last thing. */
const lines = (text: string) =>
  text
    .trimStart()
    .replace(/(?:\\\n\s*)+$/, '')
    .replace(/(^|\\\n)(\s*\d{1,9})(?=[.)](?:\s|$))/g, '$1$2\\')
    .replace(/(^|\\\n)(\s*)(?=-(?:[-:|\s]|$)|\+(?:\s|$)|=(?:[=\s]|$)|:(?:[-:|\s]|$))/g, '$1$2\\')
    .replace(/(^|\\\n)(\[\^\d+\])(?=:)/g, '$1$2\\')
    .trimEnd()
const oneLine = (text: string) => text.replace(/\\\n/g, '<br>').trim()

const indent = (text: string, by: string) => text.trimEnd().replace(/\n(?=[^\n])/g, `\n${by}`)
const block = (text: string) => (text.trim() ? `${text.trim()}\n\n` : '')
const attribute = (text: string) => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;')
const titled = (title: string | null) => (title ? ` "${title.replace(/"/g, '\\"')}"` : '')

function destination(address: string): string {
  const written = address.replace(/&(?=#?\w+;)/g, '&amp;')
  return /^[\w/.:#?&;=%+,@~-]+$/.test(written) ? written : `<${written.replace(/[<>\\]/g, '\\$&')}>`
}

/** Markdown that the importer reads back to the same document (GFM, and HTML blocks where Markdown has no word). */
export function renderMarkdown(document: unknown, references: MarkdownReferences): string {
  const image = ({ mediaId, alt }: Picture, title: string | null) => {
    const source = references.pictureSource(mediaId)
    if (source === null) return ''
    return `${imageStart}${escapeWords(alt ?? '')}](${destination(source)}${titled(title)})`
  }
  const caption = (text: string) => `<figcaption>\n\n${lines(text)}\n\n</figcaption>\n\n`
  const target: Target<string> = {
    join: (parts) => parts.join(''),
    text: escapeText,
    lineBreak: () => '\\\n',
    mark: (type, children) => {
      const [, lead = '', words = '', trail = ''] =
        /^((?:\s|\\\n)*)([\s\S]*?)((?:\s|\\\n)*)$/.exec(children) ?? []
      if (!words) return children
      if (type === 'code' || type === 'sup' || type === 'sub')
        return `${lead}<${type}>${words}</${type}>${trail}`
      return `${lead}${emphasis[type].from}${words}${emphasis[type].to}${trail}`
    },
    link: (href, children) =>
      /^(?:[!#$&-;=?-Z_a-z~]|%[0-9a-f]{2})+$/i.test(href)
        ? `[${children.replaceAll(separator, '')}](${destination(href)})`
        : `<a href="${attribute(href)}">${children}</a>`,
    paragraph: (children) => block(lines(children)),
    heading: (level, _id, children) => block(`${'#'.repeat(level)} ${oneLine(children)}`),
    blockquote: (children) => block(children.trim().replace(/^/gm, '> ')),
    pullQuote: (children, attribution) =>
      block(
        `<blockquote class="pullquote">\n\n${lines(children)}\n\n${attribution ? `<cite>${escapeText(attribution)}</cite>\n\n` : ''}</blockquote>`,
      ),
    list: (ordered, start, items) => {
      const edge = ordered ? listEdge.ordered : listEdge.bullet
      const written = items.map((item, i) => {
        const bullet = ordered ? `${start + i}. ` : '- '
        return `${bullet}${indent(item, ' '.repeat(bullet.length))}\n`
      })
      return block(`${edge}${written.join('').trimEnd()}${edge}`)
    },
    listItem: (children, simple) => (simple ? lines(children) : children),
    table: (rows) => (isPlain(rows) ? pipeTable(rows) : htmlTable(rows)),
    rule: () => '---\n\n',
    figure: (picture, _layout, words) => {
      if (words === null || !hasMarkup(words)) return block(image(picture, words && oneLine(words)))
      const written = image(picture, null)
      return written && `<figure>\n\n${written}\n\n${caption(words)}</figure>\n\n`
    },
    gallery: (items, words) => {
      const pictures = items.map((item) => `${image(item, item.caption && escapeWords(item.caption))}\n\n`)
      return `<figure class="gallery">\n\n${pictures.join('')}${words ? caption(words) : ''}</figure>\n\n`
    },
    embed: ({ url, title }) =>
      block(title ? `[${escapeWords(url)}](<${url}>${titled(escapeWords(title))})` : `<${url}>`),
    infobox: (children) => `<aside class="infobox">\n\n${children.trim()}\n\n</aside>\n\n`,
    relatedArticle: (articleId) => {
      const path = references.articlePath(articleId)
      return path ? `<aside class="related" data-article="${attribute(path)}"></aside>\n\n` : ''
    },
    footnoteReference: (number) => `[^${number}]`,
    document: (blocks, footnotes) =>
      blocks.join('') +
      footnotes.map((note, i) => `[^${i + 1}]: ${indent(lines(note), '    ')}\n\n`).join(''),
    unknown: (children, inline) => (inline ? children : block(children)),
  }
  return `${settle(visit(document, target, references)).trim()}\n`
}

/** Whether inline Markdown is more than words. What the words themselves held of its signs is escaped. */
const hasMarkup = (text: string) => /(?<!\\)(?:\\\\)*(?:[<[]|\\\n)|[\ufdd0-\ufdef]/.test(text)

/** Whether a table has nothing but what GFM can write: one row of headers, and one paragraph in each cell. */
function isPlain(rows: TableRow<string>[]): boolean {
  return rows.every(
    (row, i) =>
      row.length === rows[0]?.length &&
      row.every(
        (cell) =>
          (cell.header === (i === 0) || (i === 0 && cell.content === '')) &&
          cell.colspan === 1 &&
          cell.rowspan === 1 &&
          !cell.content.includes('\n\n'),
      ),
  )
}

function pipeTable(rows: TableRow<string>[]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |\n`
  const [head = [], ...body] = rows.map((row) => row.map((cell) => oneLine(cell.content)))
  return block(line(head) + line(head.map(() => '---')) + body.map(line).join(''))
}

function htmlTable(rows: TableRow<string>[]): string {
  const written = rows.map((row) => {
    const cells = row.map(({ header, colspan, rowspan, content }) => {
      const tag = header ? 'th' : 'td'
      const spans = `${colspan > 1 ? ` colspan="${colspan}"` : ''}${rowspan > 1 ? ` rowspan="${rowspan}"` : ''}`
      const inside = content.includes('\n\n') ? content.trim() : lines(content)
      return `<${tag}${spans}>${inside && `\n\n${inside}\n\n`}</${tag}>\n`
    })
    return `<tr>\n${cells.join('')}</tr>\n`
  })
  return `<table>\n${written.join('')}</table>\n\n`
}

/** Writes what had to wait for its neighbours. */
function settle(text: string): string {
  let settled = text
  for (const { from, to, sign, tag } of Object.values(emphasis))
    settled = settled.replace(new RegExp(`${from}([^${to}]*)${to}`, 'g'), (match, words, at, whole) =>
      standsFree(whole.slice(0, at), words, whole.slice(at + match.length))
        ? sign + words + sign
        : `<${tag}>${words}</${tag}>`,
    )
  return settled
    .replace(
      new RegExp(`([${listEdge.bullet}${listEdge.ordered}])\\n([> ]*)\\n([> ]*)\\1`, 'g'),
      `\n$2\n$3${separator}\n$2\n$3`,
    )
    .replace(new RegExp(`[${listEdge.bullet}${listEdge.ordered}]`, 'g'), '')
    .replace(/!(?=\[)/g, '\\!')
    .replaceAll(imageStart, '![')
}

/**
 * Whether signs of emphasis around the words are read as such (CommonMark's flanking rules): letters inside suffice;
 * a quotation mark or bracket inside needs a blank or another sign outside.
 */
function standsFree(before: string, words: string, after: string): boolean {
  const letter = String.raw`[\p{L}\p{N}\p{M}]`
  const apart = String.raw`[\s\p{P}\p{S}]`
  const sign = /[*~<>\ufdd0-\ufdef]/
  if (/^[*~\ufdd0-\ufdef]|[*~\ufdd0-\ufdef]$/.test(words)) return false
  const free = (inside: RegExp, outside: RegExp, neighbour: string) =>
    inside.test(words) || (outside.test(neighbour) && !sign.test(neighbour))
  return (
    free(new RegExp(`^${letter}`, 'u'), new RegExp(`^$|${apart}$`, 'u'), before.slice(-1)) &&
    free(new RegExp(`${letter}$`, 'u'), new RegExp(`^$|^${apart}`, 'u'), after.slice(0, 1))
  )
}
