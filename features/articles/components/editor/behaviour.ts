// How the text behaves beyond its grammar: where the caret goes from captions, which block shows its controls, how large
// a text may grow.
import { Extension } from '@tiptap/core'
import { NodeSelection, Plugin, TextSelection } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { outgrows } from './document-json.ts'
import type { EditorHost } from './host.ts'

const captioned = new Set(['figure', 'gallery', 'pendingPicture', 'pullQuote'])
const withControls = new Set([...captioned, 'embed', 'infobox', 'relatedArticle', 'table'])

export const CaptionKeys = Extension.create({
  name: 'captionKeys',
  priority: 200,
  addKeyboardShortcuts() {
    const { editor } = this
    const caption = () => {
      const { $from, empty } = editor.state.selection
      return captioned.has($from.parent.type.name) ? { $from, empty } : null
    }
    return {
      // A caption is one line: the next one is text below the block.
      Enter: () => {
        const at = caption()
        if (!at) return false
        const { tr, schema } = editor.state
        const after = at.$from.after()
        const paragraph = schema.nodes.paragraph
        const next = tr.doc.resolve(after).nodeAfter
        if (!(next?.type === paragraph && next?.content.size === 0)) {
          if (!paragraph) return false
          tr.insert(after, paragraph.create())
        }
        editor.view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(after), 1)).scrollIntoView())
        return true
      },
      Backspace: () => {
        const at = caption()
        if (!at?.empty || at.$from.parentOffset > 0) return false
        if (at.$from.parent.type.name !== 'pullQuote') return editor.commands.selectParentNode()
        return editor.commands.setNode('paragraph')
      },
    }
  },
})

/** Moves the block that the caret is in past its neighbour, by keys alone. */
export const MoveKeys = Extension.create({
  name: 'moveKeys',
  addKeyboardShortcuts() {
    const move = (by: 1 | -1) => () => {
      const { state, view } = this.editor
      const { doc, selection } = state
      const index = selection.$from.index(0)
      const node = doc.maybeChild(index)
      const other = doc.maybeChild(index + by)
      if (!node || !other || selection.$to.index(0) > index + 1) return false
      const at = selection.$from.depth > 0 ? selection.$from.before(1) : selection.from
      const to = by === 1 ? at + other.nodeSize : at - other.nodeSize
      const tr = state.tr.delete(at, at + node.nodeSize).insert(to, node)
      const place = (pos: number) => tr.doc.resolve(pos - at + to)
      tr.setSelection(
        selection instanceof NodeSelection
          ? NodeSelection.create(tr.doc, to)
          : TextSelection.between(place(selection.from), place(selection.to)),
      )
      view.dispatch(tr.scrollIntoView())
      return true
    }
    return { 'Alt-Shift-ArrowUp': move(-1), 'Alt-Shift-ArrowDown': move(1) }
  },
})

/** Marks the block that the selection is in, so that its controls show. */
export const ActiveBlock = Extension.create({
  name: 'activeBlock',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        decorations: ({ doc, selection }) => {
          const { $from } = selection
          const found: Decoration[] = []
          for (let depth = $from.depth; depth > 0; depth--)
            if (withControls.has($from.node(depth).type.name))
              found.push(Decoration.node($from.before(depth), $from.after(depth), { class: 'is-active' }))
          if ('node' in selection && selection.node)
            found.push(Decoration.node(selection.from, selection.to, { class: 'is-active' }))
          return DecorationSet.create(doc, found)
        },
      },
    }),
  ],
})

/** Refuses what would make the text larger than it can be stored; what is there already stays. */
export const Limits = (host: EditorHost) =>
  Extension.create({
    name: 'limits',
    addProseMirrorPlugins: () => [
      new Plugin({
        filterTransaction: (tr, state) => {
          if (!tr.docChanged || !outgrows(state.doc, tr.doc)) return true
          host.tell('error', host.words.tooLong)
          return false
        },
      }),
    ],
  })
