// «/» in the text asks what to insert. This part knows where the question stands; the list itself is React's.
import { Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

export type SlashQuery = { from: number; to: number; text: string }

type State = { query: SlashQuery | null; refused: number | null }

export const slashKey = new PluginKey<State>('slash')

/** What the list does with a key; true when it was for the list. */
export type SlashKeys = (event: KeyboardEvent) => boolean

const handlers = new WeakMap<EditorView, SlashKeys>()

export function listenToSlash(view: EditorView, keys: SlashKeys | null): void {
  if (keys) handlers.set(view, keys)
  else handlers.delete(view)
}

/** Closes the list until another «/» is written. */
export function refuseSlash(view: EditorView): void {
  view.dispatch(view.state.tr.setMeta(slashKey, 'refuse'))
}

export const Slash = Extension.create({
  name: 'slash',
  priority: 300,
  addProseMirrorPlugins: () => [
    new Plugin<State>({
      key: slashKey,
      state: {
        init: () => ({ query: null, refused: null }),
        apply: (tr, old, _, state) => {
          const refused =
            tr.getMeta(slashKey) === 'refuse'
              ? (old.query?.from ?? null)
              : old.refused === null
                ? null
                : tr.mapping.map(old.refused)
          const query = queryAt(state)
          if (!query) return { query: null, refused: null }
          // It opens while somebody writes, not when the caret passes by.
          if (!old.query && !tr.docChanged) return { query: null, refused }
          return { query: query.from === refused ? null : query, refused }
        },
      },
      props: {
        handleKeyDown: (view, event) =>
          slashKey.getState(view.state)?.query ? (handlers.get(view)?.(event) ?? false) : false,
      },
    }),
  ],
})

function queryAt(state: EditorState): SlashQuery | null {
  const { $from, empty } = state.selection
  if (!empty || !$from.parent.isTextblock || $from.parent.type.name === 'footnote') return null
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\ufffc')
  const match = /(?:^|\s)\/([\p{L}\p{N}-]{0,24}(?: [\p{L}\p{N}-]{1,12})?)$/u.exec(before)
  if (!match) return null
  const text = match[1] ?? ''
  return { from: $from.pos - text.length - 1, to: $from.pos, text }
}
