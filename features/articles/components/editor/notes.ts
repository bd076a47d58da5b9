// The ranges of editorial notes, as marks over the text that move with it and are no part of it.
import { Extension } from '@tiptap/core'
import type { Node as PMNode } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { NoteAnchor } from '@/db/schema/newsroom.ts'

export type NoteRange = { id: number; anchor: NoteAnchor; resolved: boolean }

type State = {
  notes: readonly NoteRange[]
  decorations: DecorationSet
  /** How many notes have a place. */
  placed: number
  onOpen: (id: number) => void
}

export const notesKey = new PluginKey<State>('notes')

export const NoteRanges = Extension.create({
  name: 'noteRanges',
  addProseMirrorPlugins: () => [
    new Plugin<State>({
      key: notesKey,
      state: {
        init: () => ({ notes: [], decorations: DecorationSet.empty, placed: 0, onOpen: () => {} }),
        apply: (tr, state) => {
          const given = tr.getMeta(notesKey) as Pick<State, 'notes' | 'onOpen'> | undefined
          if (!given && !tr.docChanged) return state
          const moved = state.decorations.map(tr.mapping, tr.doc)
          if (given) return { ...given, ...decorate(tr.doc, given.notes, moved) }
          // Whose words were taken out goes to what is left of their block.
          return moved.find().length === state.placed
            ? { ...state, decorations: moved }
            : { ...state, ...decorate(tr.doc, state.notes, moved) }
        },
      },
      props: {
        decorations: (state) => notesKey.getState(state)?.decorations,
        handleClick: (view, pos) => {
          const state = notesKey.getState(view.state)
          const found = state?.decorations.find(pos, pos, (spec) => !spec.resolved)[0]
          if (!found) return false
          state?.onOpen(found.spec.id)
          return false // the caret still goes where the press was
        },
      },
    }),
  ],
})

/** Notes that are shown already stay where edits have moved them; the others are looked for where they were made. */
function decorate(
  doc: PMNode,
  notes: readonly NoteRange[],
  shown: DecorationSet,
): Pick<State, 'decorations' | 'placed'> {
  const places = new Map(shown.find().map((mark) => [mark.spec.id, mark]))
  const marks = notes.flatMap(({ id, anchor, resolved }) => {
    const there = places.get(id)
    const range = there && there.to > there.from ? there : rangeOf(doc, anchor)
    if (!range) return []
    const attrs = { class: resolved ? 'note-range is-resolved' : 'note-range', 'data-note': String(id) }
    const make = doc.resolve(range.from).depth === 0 ? Decoration.node : Decoration.inline
    return [make(range.from, range.to, attrs, { id, resolved })]
  })
  return { decorations: DecorationSet.create(doc, marks), placed: marks.length }
}

type Range = { from: number; to: number }

/**
 * Where a note's words are: at their place, else elsewhere in their block, else in the only block that has them. When
 * they were rewritten, what is left of them in their block, else that block. Null when the block is gone too.
 */
export function rangeOf(doc: PMNode, anchor: NoteAnchor): Range | null {
  const own: Range[] = []
  const rest: Range[] = []
  const others: Range[] = []
  doc.forEach((node, pos) => {
    const range = rangeIn(node, pos + 1, anchor)
    if (node.attrs.id === anchor.block) {
      own.push(...(range ? [range] : []))
      rest.push(remainsIn(node, pos, anchor))
    } else if (range && anchor.quote.length > 7) others.push(range)
  })
  return own[0] ?? (others.length === 1 ? others[0] : rest[0]) ?? null
}

/** The longest piece of a note's words, from word to word, that its block still has; else the block. */
function remainsIn(block: PMNode, pos: number, { start, quote }: NoteAnchor): Range {
  const text = flat(block)
  const words = [...quote.matchAll(/\S+/g)]
  for (let count = words.length - 1; count > 0; count--)
    for (let first = 0; first + count <= words.length; first++) {
      const [one, last] = [words[first], words[first + count - 1]]
      if (!one || !last) continue
      const piece = quote.slice(one.index, last.index + last[0].length)
      const at = piece.length > 3 ? nearest(text, piece, start) : -1
      if (at !== -1) return { from: pos + 1 + at, to: pos + 1 + at + piece.length }
    }
  const isLine = block.isTextblock && block.content.size > 0
  return isLine ? { from: pos + 1, to: pos + block.nodeSize - 1 } : { from: pos, to: pos + block.nodeSize }
}

/** The place of some words that is nearest to where they were; -1 when they are nowhere. */
function nearest(text: string, words: string, from: number): number {
  let best = -1
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1))
    if (best === -1 || Math.abs(at - from) < Math.abs(best - from)) best = at
  return best
}

function rangeIn(block: PMNode, start: number, { start: from, end: to, quote }: NoteAnchor): Range | null {
  const text = flat(block)
  if (to <= text.length && to > from && legible(text.slice(from, to)).startsWith(quote))
    return { from: start + from, to: start + to }
  if (quote === '') return null
  const best = nearest(text, quote, from)
  return best === -1 ? null : { from: start + best, to: start + best + quote.length }
}

const nothing = '\ufffc'

/** A block's text with one character for each place of the caret, so that offsets are places. */
function flat(block: PMNode): string {
  const text = Array<string>(block.content.size).fill(nothing)
  block.descendants((child, pos) => {
    if (child.isText) for (let i = 0; i < child.nodeSize; i++) text[pos + i] = child.text?.[i] ?? nothing
  })
  return text.join('')
}

const legible = (text: string) => text.replaceAll(nothing, '')

/** The selection as a note's anchor, cut to the line that it begins in; null when nothing is selected. */
export function anchorOf({ selection }: EditorState): NoteAnchor | null {
  const { $from, to, empty } = selection
  const block = $from.depth > 0 ? $from.node(1) : null
  if (empty || !block || !$from.parent.isTextblock || typeof block.attrs.id !== 'string') return null
  const start = $from.pos - $from.start(1)
  const end = Math.min(to, $from.end()) - $from.start(1)
  const quote = legible(flat(block).slice(start, end)).slice(0, 500)
  return quote === '' ? null : { block: block.attrs.id, start, end, quote }
}
