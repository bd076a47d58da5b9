// Names for blocks. They are worked out from the words, so that two readers of one old text give the same ones.
import type { LooseNode } from './visitor.ts'

const pattern = /^[a-z0-9]{6,24}$/

/** A document whose blocks all have a name of their own. */
export type NamedDocument = { type: 'doc'; content: LooseNode[] }

/** JSON of a value with its keys in order and without what is undefined: equal content, equal text. */
export function canonical(value: unknown): string {
  const sorted = (v: unknown): unknown => {
    if (Array.isArray(v)) return v.map(sorted)
    if (typeof v !== 'object' || v === null) return v
    return Object.fromEntries(
      Object.entries(v)
        .filter(([, x]) => x !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([k, x]) => [k, sorted(x)]),
    )
  }
  return JSON.stringify(sorted(value)) ?? 'null'
}

/** Ten letters and digits that stand for a text; the same for the same text. Not for secrets. */
export function shortHash(text: string): string {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36).padStart(10, '0').slice(-10)
}

/** The name of a block, or null. */
export function blockIdOf(node: LooseNode): string | null {
  const id = (node?.attrs as { id?: unknown } | undefined)?.id
  return typeof id === 'string' && pattern.test(id) ? id : null
}

/** The same block under another name. */
export const renamed = (node: LooseNode, id: string): LooseNode => ({
  ...node,
  attrs: { ...(node.attrs as object | undefined), id },
})

/**
 * The document with a name on each of its topmost blocks. Names that are there stay; of two blocks with one name the
 * first keeps it. Never empty: a document without blocks gets an empty paragraph.
 */
export function withBlockIds(document: unknown): NamedDocument {
  const content = (document as { content?: unknown } | null)?.content
  const blocks = (Array.isArray(content) ? content : []).filter(
    (node): node is LooseNode => typeof node === 'object' && node !== null,
  )
  const taken = new Set(blocks.flatMap((node) => blockIdOf(node) ?? []))
  const used = new Set<string>()
  const named = blocks.map((node) => {
    const id = blockIdOf(node)
    if (id !== null && !used.has(id)) {
      used.add(id)
      return node
    }
    const text = canonical(node)
    for (let n = 0; ; n++) {
      const made = shortHash(`${n}:${text}`)
      if (used.has(made) || taken.has(made)) continue
      used.add(made)
      return renamed(node, made)
    }
  })
  if (named.length === 0) named.push(renamed({ type: 'paragraph' }, shortHash('empty')))
  return { type: 'doc', content: named }
}

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** A name for a block that somebody has just made: ten letters and digits, at random. */
export function newBlockId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10))
  return Array.from(bytes, (byte) => letters[byte % letters.length]).join('')
}
