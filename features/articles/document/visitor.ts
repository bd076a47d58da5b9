// One walk for every target. It never throws on what it does not know: readers get the text of it.

import { safeHref } from '@/lib/links.ts'
import { slugify } from '@/lib/text.ts'
import type { EmbedProvider, Mark } from './schema.ts'

export type Picture = { mediaId: number; alt: string | null; credit: string | null }

/** What a rendering needs to know of the world: where other articles are, and who else is asked for pictures. */
export type References = {
  /** The address of an article, or null when it is not published. */
  articlePath: (articleId: number) => string | null
}

/** How one target writes each element. `T` is a piece of output; children arrive already written. */
export type Target<T> = {
  join: (parts: T[]) => T
  text: (value: string) => T
  lineBreak: () => T
  mark: (type: Exclude<Mark['type'], 'link'>, children: T) => T
  link: (href: string, children: T) => T
  paragraph: (children: T) => T
  heading: (level: number, id: string, children: T) => T
  blockquote: (children: T) => T
  pullQuote: (children: T, attribution: string | null) => T
  list: (ordered: boolean, start: number, items: T[]) => T
  /** `simple` when the item is a single line. */
  listItem: (children: T, simple: boolean) => T
  table: (rows: TableRow<T>[]) => T
  rule: () => T
  figure: (picture: Picture, layout: 'normal' | 'wide', caption: T | null) => T
  gallery: (items: (Picture & { caption: string | null })[], caption: T | null) => T
  embed: (embed: {
    provider: EmbedProvider
    url: string
    title: string | null
    posterMediaId: number | null
  }) => T
  infobox: (children: T) => T
  relatedArticle: (articleId: number) => T
  footnoteReference: (number: number) => T
  document: (blocks: T[], footnotes: T[]) => T
  /** Text of an element that this version does not know. */
  unknown: (children: T, inline: boolean) => T
}
export type TableCell<T> = {
  header: boolean
  empty: boolean
  colspan: number
  rowspan: number
  numeric: boolean
  content: T
}
export type TableRow<T> = TableCell<T>[]

// Stored JSON may be older or newer than the types say, so the walk believes nothing but shapes.
export type LooseNode = {
  type?: unknown
  text?: unknown
  attrs?: unknown
  marks?: unknown
  content?: unknown
}
type Attrs = Record<string, unknown>

const markOrder = ['link', 'bold', 'italic', 'strike', 'sup', 'sub', 'code']

/**
 * Writes a document with a target.
 * @param onUnknown hears the name of each element that is not known
 */
export function visit<T>(
  document: unknown,
  target: Target<T>,
  references: References,
  onUnknown: (type: string) => void = () => {},
): T {
  const footnotes: T[] = []
  const usedIds = new Set<string>()

  const nodes = (node: LooseNode): LooseNode[] => objects<LooseNode>(node.content)
  const attrsOf = (node: LooseNode): Attrs =>
    typeof node.attrs === 'object' && node.attrs !== null ? (node.attrs as Attrs) : {}
  const string = (value: unknown): string | null => (typeof value === 'string' ? value : null)
  const number = (value: unknown): number | null =>
    typeof value === 'number' && Number.isFinite(value) ? value : null
  const picture = (attrs: Attrs): Picture => ({
    mediaId: number(attrs.mediaId) ?? 0,
    alt: string(attrs.alt),
    credit: string(attrs.credit),
  })

  function inline(list: LooseNode[], depth = 0): T {
    const type = markOrder[depth]
    if (type === undefined) return target.join(list.map(leaf))
    // Neighbours that share a mark become one element: a link with a bold word inside stays one link.
    const parts: T[] = []
    for (let i = 0; i < list.length; ) {
      const mark = markOf(list[i], type)
      const key = mark && JSON.stringify(mark)
      let end = i + 1
      while (end < list.length && JSON.stringify(markOf(list[end], type)) === key) end++
      const children = inline(list.slice(i, end), depth + 1)
      parts.push(mark ? marked(mark, children) : children)
      i = end
    }
    return target.join(parts)
  }

  function markOf(node: LooseNode | undefined, type: string): { type: string; attrs?: Attrs } | undefined {
    if (!Array.isArray(node?.marks)) return undefined
    return (node.marks as { type: string; attrs?: Attrs }[]).find((mark) => mark?.type === type)
  }

  function marked(mark: { type: string; attrs?: Attrs }, children: T): T {
    if (mark.type !== 'link') return target.mark(mark.type as Exclude<Mark['type'], 'link'>, children)
    const articleId = number(mark.attrs?.articleId)
    const stored = string(mark.attrs?.href)
    const address = (articleId !== null ? references.articlePath(articleId) : null) ?? stored
    const href = address === null ? null : safeHref(address)
    return href === null ? children : target.link(href, children)
  }

  function leaf(node: LooseNode): T {
    if (node.type === 'text') return target.text(string(node.text) ?? '')
    if (node.type === 'hardBreak') return target.lineBreak()
    if (node.type === 'footnote') {
      const place = footnotes.length
      footnotes.push(target.join([])) // keeps the number while a note is written
      footnotes[place] = inline(nodes(node))
      return target.footnoteReference(place + 1)
    }
    onUnknown(String(node.type))
    return target.unknown(inline(nodes(node)), true)
  }

  const blocks = (list: LooseNode[]): T => target.join(list.map(block))
  const caption = (node: LooseNode): T | null => (nodes(node).length > 0 ? inline(nodes(node)) : null)

  function list(node: LooseNode, ordered: boolean): T {
    const items = nodes(node).map((item) => {
      const children = nodes(item)
      const [first, ...rest] = children
      if (first?.type !== 'paragraph') return target.listItem(blocks(children), false)
      if (rest.length === 0) return target.listItem(inline(nodes(first)), true)
      return target.listItem(blocks(children), false)
    })
    return target.list(ordered, number(attrsOf(node).start) ?? 1, items)
  }

  function tableCell(node: LooseNode): TableCell<T> {
    const attrs = attrsOf(node)
    const children = nodes(node)
    const only = children.length === 1 && children[0]?.type === 'paragraph' ? children[0] : undefined
    return {
      header: node.type === 'tableHeader' && textOf(node).trim() !== '', // an empty heading heads nothing
      empty: textOf(node).trim() === '',
      colspan: number(attrs.colspan) ?? 1,
      rowspan: number(attrs.rowspan) ?? 1,
      numeric: /^[\s\d.,+−–%€$£-]*\d[\s\d.,%€$£°]*(?:\s?(?:€|%|km|kg|m|ore|min|mln|h|t|MW|kWh))?$/.test(
        textOf(node),
      ),
      content: only ? inline(nodes(only)) : blocks(children),
    }
  }

  function block(node: LooseNode): T {
    const attrs = attrsOf(node)
    switch (node.type) {
      case 'paragraph':
        return target.paragraph(inline(nodes(node)))
      case 'heading': {
        const level = Math.min(4, Math.max(2, Math.round(number(attrs.level) ?? 2)))
        return target.heading(level, headingId(textOf(node), usedIds), inline(nodes(node)))
      }
      case 'blockquote':
        return target.blockquote(blocks(nodes(node)))
      case 'pullQuote':
        return target.pullQuote(inline(nodes(node)), string(attrs.attribution))
      case 'bulletList':
        return list(node, false)
      case 'orderedList':
        return list(node, true)
      case 'table':
        return target.table(nodes(node).map((row) => nodes(row).map(tableCell)))
      case 'horizontalRule':
        return target.rule()
      case 'figure':
        return target.figure(picture(attrs), attrs.layout === 'wide' ? 'wide' : 'normal', caption(node))
      case 'gallery': {
        const items = objects<Attrs>(attrs.items)
        return target.gallery(
          items.map((item) => ({ ...picture(item), caption: string(item.caption) })),
          caption(node),
        )
      }
      case 'embed': {
        const url = safeHref(string(attrs.url) ?? '')
        if (url === null) return target.join([])
        const provider = attrs.provider as EmbedProvider
        return target.embed({
          provider,
          url,
          title: string(attrs.title),
          posterMediaId: number(attrs.posterMediaId),
        })
      }
      case 'infobox':
        return target.infobox(blocks(nodes(node)))
      case 'relatedArticle':
        return target.relatedArticle(number(attrs.articleId) ?? 0)
      case 'text':
      case 'hardBreak':
      case 'footnote':
        return target.paragraph(inline([node]))
      default: {
        onUnknown(String(node.type))
        const children = nodes(node)
        const isInline = children.some((child) => child?.type === 'text')
        return target.unknown(isInline ? inline(children) : blocks(children), false)
      }
    }
  }

  const root = (typeof document === 'object' && document !== null ? document : {}) as LooseNode
  const written = nodes(root).map(block)
  return target.document(written, footnotes)
}

/** The objects of a list; holes and other values in it are passed over. */
function objects<T extends object>(value: unknown): T[] {
  return Array.isArray(value)
    ? value.filter((entry): entry is T => typeof entry === 'object' && entry !== null)
    : []
}

/** Ids that the page around the text uses. */
const takenIds =
  /^(?:accent|content|email|email-error|latest|legal|newsletter|newsletter-consent|note|nota-\d+|q|related|rif-\d+|website)$/

function headingId(text: string, used: Set<string>): string {
  const base = slugify(text, 60) || 'parte'
  let id = base
  for (let n = 2; used.has(id) || takenIds.test(id); n++) id = `${base}-${n}`
  used.add(id)
  return id
}

/** The bare characters of a node and all below it. */
export function textOf(node: LooseNode): string {
  if (typeof node?.text === 'string') return node.text
  return Array.isArray(node?.content) ? (node.content as LooseNode[]).map(textOf).join('') : ''
}

/** Ids of the media and articles that a document names, each once. */
export function referencesOf(document: unknown): { media: number[]; articles: number[] } {
  const media = new Set<number>()
  const articles = new Set<number>()
  const open: unknown[] = [document]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (typeof node !== 'object' || node === null) continue
    for (const [key, value] of Object.entries(node)) {
      if (typeof value === 'number' && (key === 'mediaId' || key === 'posterMediaId')) media.add(value)
      else if (typeof value === 'number' && key === 'articleId') articles.add(value)
      else open.push(value)
    }
  }
  return { media: [...media], articles: [...articles] }
}
