// Every topmost block has one name, and no two the same: a split, a paste or a copy gets a new one.
import { Extension } from '@tiptap/core'
import type { Node as PMNode } from '@tiptap/pm/model'
import { type EditorState, Plugin, type Transaction } from '@tiptap/pm/state'
import { blockIdOf, newBlockId } from '@/features/articles/document/block-ids.ts'

export const BlockIds = Extension.create({
  name: 'blockIds',
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction: (transactions, before, after) =>
        transactions.some((tr) => tr.docChanged) ? nameBlocks(transactions, before, after) : null,
    }),
  ],
})

type Place = { pos: number; node: PMNode }

/** A transaction that names what has no name, and gives copies another; null when all is in order. */
function nameBlocks(
  transactions: readonly Transaction[],
  before: EditorState,
  after: EditorState,
): Transaction | null {
  const places = new Map<string, Place[]>()
  const nameless: Place[] = []
  after.doc.forEach((node, pos) => {
    const id = blockIdOf(node)
    if (id === null) nameless.push({ pos, node })
    else places.set(id, [...(places.get(id) ?? []), { pos, node }])
  })
  const doubled = [...places].filter(([, list]) => list.length > 1)
  if (nameless.length === 0 && doubled.length === 0) return null
  const tr = after.tr.setMeta('addToHistory', false)
  const name = ({ pos }: Place) => tr.setNodeAttribute(pos, 'id', freshIn(places))
  for (const [id, list] of doubled) {
    const old = placeOf(before.doc, id)
    const stays = old === null ? list[0] : heirOf(old, list, before.doc, transactions)
    for (const place of list) if (place !== stays) name(place)
  }
  for (const place of nameless) name(place)
  return tr
}

function freshIn(places: Map<string, Place[]>): string {
  let id = newBlockId()
  while (places.has(id)) id = newBlockId()
  places.set(id, [])
  return id
}

function placeOf(doc: PMNode, id: string): number | null {
  let found: number | null = null
  doc.forEach((node, pos) => {
    if (found === null && node.attrs.id === id) found = pos
  })
  return found
}

function mapped(pos: number, transactions: readonly Transaction[]): number {
  return transactions.reduce((at, tr) => tr.mapping.map(at, 1), pos)
}

/**
 * Which of several blocks with one name keeps it: the one that stands where it stood. Enter at the beginning of a block
 * puts an empty one there: then the name goes with the text.
 */
function heirOf(
  old: number,
  list: Place[],
  before: PMNode,
  transactions: readonly Transaction[],
): Place | undefined {
  const kept = mapped(old, transactions)
  const there = list.find(({ pos }) => pos === kept) ?? list[0]
  const content = before.nodeAt(old)?.content
  if (!content || content.size === 0 || there?.node.content.size !== 0) return there
  return list.find(({ node }) => node.content.eq(content)) ?? there
}
