// Another version of the text takes the place of this one, without moving the caret or the page: only what differs is
// replaced, block by block and inside a block letter by letter.
import type { Node as PMNode } from '@tiptap/pm/model'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import { diffArrays } from 'diff'
import { withBlockIds } from '@/features/articles/document/block-ids.ts'
import type { Document } from '@/features/articles/document/schema.ts'
import { documentOf } from './document-json.ts'

type Piece = { pos: number; node: PMNode; key: string }

/**
 * The transaction that turns the text into another one. It is not for undo to take back: that would undo what somebody
 * else wrote.
 * @throws Error when the document does not fit the grammar
 */
export function replaceDocument(state: EditorState, document: Document): Transaction {
  const wanted = state.schema.nodeFromJSON(withBlockIds(document))
  wanted.check()
  const tr = state.tr.setMeta('addToHistory', false).setMeta('external', true)
  const old = pieces(state.doc).filter((piece) => piece.key !== '')
  const next = pieces(wanted)
  const changes = diffArrays(
    old.map((piece) => piece.key),
    next.map((piece) => piece.key),
  )
  let i = 0
  let j = 0
  for (let c = 0; c < changes.length; c++) {
    const change = changes[c]
    if (!change) continue
    if (!change.added && !change.removed) {
      i += change.value.length
      j += change.value.length
      continue
    }
    const following = changes[c + 1]
    const pair = following && (following.added || following.removed) ? following : undefined
    if (pair) c += 1
    const removed = [change, pair].reduce((n, part) => n + (part?.removed ? part.value.length : 0), 0)
    const added = [change, pair].reduce((n, part) => n + (part?.added ? part.value.length : 0), 0)
    const place = old[i]?.pos ?? state.doc.content.size
    exchange(tr, old.slice(i, i + removed), next.slice(j, j + added), place)
    i += removed
    j += added
  }
  const same = JSON.stringify(documentOf(tr.doc).document) === JSON.stringify(documentOf(wanted).document)
  return same ? tr : tr.replaceWith(0, tr.doc.content.size, wanted.content)
}

function pieces(doc: PMNode): Piece[] {
  const list: Piece[] = []
  doc.forEach((node, pos) => {
    const { document } = documentOf(doc.copy(doc.content.cut(pos, pos + node.nodeSize)))
    const isNothing = node.type.name === 'pendingPicture' && node.content.size === 0
    list.push({ pos, node, key: isNothing ? '' : JSON.stringify(document.content) })
  })
  return list
}

/** Puts the new blocks where the old ones were; a block that is in both is changed where it stands. */
function exchange(tr: Transaction, old: Piece[], next: Piece[], place: number): void {
  const kept = new Map(old.map((piece) => [piece.node.attrs.id, piece]))
  const ids = next.map((piece) => piece.node.attrs.id).filter((id) => kept.has(id))
  const order = old.map((piece) => piece.node.attrs.id).filter((id) => ids.includes(id))
  const isSameOrder = JSON.stringify(ids) === JSON.stringify(order)
  const stays = (piece: Piece) => isSameOrder && ids.includes(piece.node.attrs.id)
  const at = (pos: number, side: 1 | -1 = 1) => tr.mapping.map(pos, side)
  for (const piece of old) if (!stays(piece)) tr.delete(at(piece.pos), at(piece.pos + piece.node.nodeSize))
  let cursor = old[0]?.pos ?? place
  for (const piece of next) {
    const there = stays(piece) ? kept.get(piece.node.attrs.id) : undefined
    if (!there) {
      tr.insert(at(cursor), piece.node)
      continue
    }
    amend(tr, at(there.pos), there.node, piece.node)
    cursor = there.pos + there.node.nodeSize
  }
}

function amend(tr: Transaction, pos: number, old: PMNode, wanted: PMNode): void {
  if (old.type !== wanted.type) {
    tr.replaceWith(pos, pos + old.nodeSize, wanted)
    return
  }
  if (!old.sameMarkup(wanted)) tr.setNodeMarkup(pos, null, wanted.attrs)
  const start = old.content.findDiffStart(wanted.content)
  const end = old.content.findDiffEnd(wanted.content)
  if (start === null || !end) return
  const overlap = Math.max(0, start - Math.min(end.a, end.b))
  tr.replace(pos + 1 + start, pos + 1 + end.a + overlap, wanted.slice(start, end.b + overlap))
  // Where the difference begins deeper than it ends, a part cannot be exchanged exactly.
  const made = tr.doc.nodeAt(pos)
  if (made && !made.eq(wanted)) tr.replaceWith(pos, pos + made.nodeSize, wanted)
}
