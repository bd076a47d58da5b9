// From what the editor holds to what is stored. Nodes never change, so each block is written and checked once.
import type { Mark as PMMark, Node as PMNode } from '@tiptap/pm/model'
import { checkLimits, limits, sizeOf } from '@/features/articles/document/limits.ts'
import { type Block, checkDocument, type Document } from '@/features/articles/document/schema.ts'
import { safeHref } from '@/lib/links.ts'

type Json = {
  type: string
  text?: string
  attrs?: Record<string, unknown>
  marks?: Json[]
  content?: Json[]
}

type Written = {
  blocks: Block[]
  nodes: number
  bytes: number
  depth: number
  errors: string[]
}

const longest = 20_000
const written = new WeakMap<PMNode, Written>()

/** The document as it is stored. `errors` is empty unless the editor holds what it must never hold. */
export function documentOf(doc: PMNode): { document: Document; errors: string[] } {
  const parts = partsOf(doc)
  const content = parts.flatMap((part) => part.blocks)
  if (content.length === 0) content.push({ type: 'paragraph' })
  return { document: { type: 'doc', content }, errors: parts.flatMap((part) => part.errors) }
}

/** Whether a change would make a document larger than can be stored, and larger than it was. */
export function outgrows(before: PMNode, after: PMNode): boolean {
  const now = wholeSize(after)
  if (now.nodes <= limits.nodes && now.bytes <= limits.bytes && now.depth <= limits.depth) return false
  const then = wholeSize(before)
  return now.nodes > then.nodes || now.bytes > then.bytes || now.depth > then.depth
}

function wholeSize(doc: PMNode) {
  return partsOf(doc).reduce(
    (sum, { nodes, bytes, depth }) => ({
      nodes: sum.nodes + nodes,
      bytes: sum.bytes + bytes,
      depth: Math.max(sum.depth, depth),
    }),
    { nodes: 1, bytes: 64, depth: 0 },
  )
}

function partsOf(doc: PMNode): Written[] {
  const parts: Written[] = []
  doc.forEach((node) => {
    let part = written.get(node)
    if (!part) {
      part = write(node)
      written.set(node, part)
    }
    parts.push(part)
  })
  return parts
}

function write(node: PMNode): Written {
  const json = jsonOf(node, true)
  if (!json) return { blocks: [], nodes: 0, bytes: 0, depth: 0, errors: [] }
  const size = sizeOf(json)
  const isOver = checkLimits({ type: 'doc', content: [json] }) !== null
  const checked = isOver ? null : checkDocument({ type: 'doc', content: [json] })
  const errors = checked?.ok === false ? checked.errors : []
  return { blocks: checked?.ok ? checked.document.content : [json as unknown as Block], ...size, errors }
}

function jsonOf(node: PMNode, isTop = false): Json | null {
  if (node.isText) return withMarks({ type: 'text', text: node.text ?? '' }, node.marks)
  const content: Json[] = []
  node.forEach((child) => {
    const json = jsonOf(child)
    if (json) content.push(json)
  })
  // A picture that has not arrived is not there yet, but the words under it are.
  if (node.type.name === 'pendingPicture') {
    return content.length > 0 ? { type: 'paragraph', ...attrsOf({ id: node.attrs.id }), content } : null
  }
  if (node.type.name === 'footnote' && content.length === 0) return null
  const json: Json = { type: node.type.name, ...attrsOf(storedAttrs(node, isTop)) }
  if (content.length > 0) json.content = content
  return withMarks(json, node.marks)
}

/** Only blocks that stand by themselves have names: a name inside a list would be one too many when two texts merge. */
function storedAttrs({ type, attrs }: PMNode, isTop: boolean): Record<string, unknown> {
  if (type.name === 'tableCell' || type.name === 'tableHeader') {
    const { colspan, rowspan } = attrs
    return colspan === 1 && rowspan === 1 ? {} : { colspan, rowspan }
  }
  const { id, ...rest } = attrs
  return isTop && typeof id === 'string' ? { id, ...rest } : rest
}

const attrsOf = (attrs: Record<string, unknown>) => {
  const entries = Object.entries(attrs).map(([name, value]) => [name, shortened(value)])
  return entries.length > 0 ? { attrs: Object.fromEntries(entries) } : {}
}

const shortened = (value: unknown) => (typeof value === 'string' ? value.slice(0, longest) : value)

function withMarks(json: Json, marks: readonly PMMark[]): Json {
  const kept = marks.flatMap(({ type, attrs }): Json[] => {
    if (type.name !== 'link') return [{ type: type.name }]
    const href = typeof attrs.href === 'string' && safeHref(attrs.href) === attrs.href ? attrs.href : null
    const { articleId } = attrs
    return href === null && articleId === null ? [] : [{ type: 'link', attrs: { href, articleId } }]
  })
  return kept.length > 0 ? { ...json, marks: kept } : json
}
