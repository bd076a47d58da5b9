// One person goes on writing where another one's text stands: what they wrote before and what they wrote now waits for a
// decision as one text. Pure.
import { diffArrays } from 'diff'
import { canonical } from '@/features/articles/document/block-ids.ts'
import { type LooseNode, textOf } from '@/features/articles/document/visitor.ts'

/** A word, the space between two, or something else that stands in a line; equal keys, equal pieces. */
type Piece = { key: string; node: LooseNode }

const objects = (value: unknown): LooseNode[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : []

function piecesOf(nodes: LooseNode[]): Piece[] {
  return nodes.flatMap((node) => {
    if (typeof node.text !== 'string') return [{ key: canonical(node), node }]
    return (node.text.match(/\s+|\S+/g) ?? []).map((text) => {
      const piece = { ...node, text }
      return { key: canonical(piece), node: piece }
    })
  })
}

function nodesOf(pieces: Piece[]): LooseNode[] {
  const nodes: LooseNode[] = []
  for (const { node } of pieces) {
    const last = nodes.at(-1)
    const joins = typeof node.text === 'string' && typeof last?.text === 'string'
    if (last && joins && canonical(last.marks) === canonical(node.marks))
      last.text = `${last.text}${node.text}`
    else nodes.push({ ...node })
  }
  return nodes
}

const isBlank = ({ node }: Piece) => typeof node.text === 'string' && node.text.trim() === ''

/** Whether all words of one text stand in another, in their order. */
function holds(whole: Piece[], part: Piece[]): boolean {
  let at = 0
  for (const piece of part) {
    if (isBlank(piece)) continue
    while (at < whole.length && whole[at]?.key !== piece.key) at++
    if (at++ >= whole.length) return false
  }
  return true
}

type Edit = { removed: boolean; added: Piece[] }

/** Words by which two versions may differ, and milliseconds to find out: beyond, others wait too long for their turn. */
const most = { maxEditLength: 1_000, timeout: 150 } as const

/** What became of each piece of `base`, and what was put in before it; the last entry is the end. Null: too much. */
function editsOf(base: Piece[], next: Piece[]): Edit[] | null {
  const edits: Edit[] = Array.from({ length: base.length + 1 }, () => ({ removed: false, added: [] }))
  const keys = (pieces: Piece[]) => pieces.map((piece) => piece.key)
  const parts = diffArrays(keys(base), keys(next), most)
  if (!parts) return null
  let from = 0
  let to = 0
  for (const part of parts) {
    const { length } = part.value
    if (part.added) (edits[from] as Edit).added.push(...next.slice(to, to + length))
    if (part.removed) for (const edit of edits.slice(from, from + length)) edit.removed = true
    if (!part.added) from += length
    if (!part.removed) to += length
  }
  return edits
}

function both(first: Piece[], second: Piece[]): Piece[] {
  if (holds(first, second)) return first
  return holds(second, first) ? second : [...first, ...second]
}

/** Words of two texts that came to stand side by side stay two words. */
const apart = (pieces: Piece[]): Piece[] =>
  pieces.flatMap((piece, i) => {
    const last = pieces[i - 1]
    const isWord = (one: Piece | undefined) => typeof one?.node.text === 'string' && !isBlank(one)
    const touches =
      isWord(last) && isWord(piece) && canonical(last?.node.marks) === canonical(piece.node.marks)
    const node = { ...piece.node, text: ' ' }
    return touches ? [{ key: canonical(node), node }, piece] : [piece]
  })

function joinPieces(earlier: Piece[], base: Piece[], now: Piece[]): Piece[] | null {
  if (holds(now, earlier)) return now
  if (holds(earlier, now)) return earlier
  const was = editsOf(base, earlier)
  const is = was && editsOf(base, now)
  if (!was || !is) return null
  const joined = was.flatMap((edit, i) => {
    const { removed, added } = is[i] as Edit
    const piece = base[i]
    return [...both(edit.added, added), ...(piece && !edit.removed && !removed ? [piece] : [])]
  })
  return apart(joined)
}

const lineTypes = ['paragraph', 'heading', 'pullQuote']
const isLine = (value: unknown): value is LooseNode =>
  lineTypes.includes((value as LooseNode | null)?.type as string)
const isBlock = (value: unknown): value is LooseNode =>
  typeof value === 'object' && value !== null && 'type' in value

/** Fields that are written, not chosen, and can hold any words. */
const written =
  /^(?:headline|kicker|standfirst|place|bylineOverride|hero\..+|seo\.\w*[tT]itle|seo\.description|source\.(?:name|licence))$/
const chosen = /^(?:genre|language)$/

/**
 * What one person wrote in one place, first `earlier`, then `mine` on top of `base`, as one text: every word of either
 * that they did not take out themselves is in it.
 * @returns undefined when the two cannot be one text: then both must wait
 */
export function jointText(field: string, earlier: unknown, base: unknown, mine: unknown): unknown {
  if (canonical(earlier) === canonical(mine) || earlier === null || earlier === undefined) return mine
  if (typeof earlier === 'string' && typeof mine === 'string') {
    if (!written.test(field)) return chosen.test(field) ? mine : undefined
    const pieces = (text: unknown) =>
      piecesOf(typeof text === 'string' && text !== '' ? [{ type: 'text', text }] : [])
    const joined = joinPieces(pieces(earlier), pieces(base), pieces(mine))
    return joined?.map((piece) => piece.node.text).join('')
  }
  if (isLine(earlier) && isLine(mine)) {
    if (!holdsAll({ attrs: mine.attrs }, { attrs: earlier.attrs })) return undefined
    const pieces = (node: unknown) => (isLine(node) ? piecesOf(objects(node.content)) : [])
    const joined = joinPieces(pieces(earlier), pieces(base), pieces(mine))
    if (!joined) return undefined
    const content = nodesOf(joined)
    const { content: _content, ...block } = mine
    return content.length > 0 ? { ...block, content } : block
  }
  if (isBlock(earlier) && isBlock(mine)) {
    const words = (node: LooseNode) => piecesOf([{ type: 'text', text: textOf(node) }])
    return earlier.type === mine.type && holdsAll(mine, earlier) && holds(words(mine), words(earlier))
      ? mine
      : undefined
  }
  // Choices, like a section or a box that is ticked: the last one counts.
  const isChoice = (value: unknown) => typeof value === 'number' || typeof value === 'boolean'
  return isChoice(earlier) && (isChoice(mine) || mine === null) ? mine : undefined
}

/** Whether a block names all the pictures, addresses and texts in attributes that another one names. */
function holdsAll(whole: LooseNode, part: LooseNode): boolean {
  const values = (node: unknown, found: string[] = []): string[] => {
    if (Array.isArray(node)) for (const one of node) values(one, found)
    else if (typeof node === 'object' && node !== null)
      for (const [name, value] of Object.entries(node)) {
        if (name === 'text' || name === 'type' || name === 'id') continue
        values(value, found)
      }
    else if (node !== null && node !== undefined && node !== '') found.push(canonical(node))
    return found
  }
  const there = new Set(values(whole))
  return values(part).every((value) => there.has(value))
}
