import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import { TextSelection } from '@tiptap/pm/state'
import { isInTable, selectedRect } from '@tiptap/pm/tables'
import { el } from '../dom.ts'
import { fromModel } from '../grammar.ts'
import type { EditorHost } from '../host.ts'
import { BlockView, type ViewProps } from './block-view.ts'

const span = (name: 'colspan' | 'rowspan') => ({
  default: 1,
  parseHTML: (cell: HTMLElement) =>
    Math.min(100, Math.max(1, Math.trunc(Number(cell.getAttribute(name))) || 1)),
  renderHTML: (attrs: Record<string, unknown>) => (attrs[name] === 1 ? {} : { [name]: attrs[name] }),
})

const cellAttributes = () => ({
  colspan: span('colspan'),
  rowspan: span('rowspan'),
  colwidth: { default: null, rendered: false }, // the package's commands look for it; it is never kept
})

export const tableNodes = (host: EditorHost) => [
  Table.extend({
    ...fromModel('table'),
    renderHTML: ({ HTMLAttributes }) => ['table', HTMLAttributes, ['tbody', 0]],
    addKeyboardShortcuts() {
      const { editor } = this
      const leave = () => isInTable(editor.state) && leaveTable(editor.state.selection.$from.pos, this)
      const next = () => editor.commands.goToNextCell()
      const previous = () => editor.commands.goToPreviousCell()
      const addRow = () => isInTable(editor.state) && editor.commands.addRowAfter()
      const clear = () => isWholeTable(this) && editor.commands.deleteTable()
      // From the last cell the key leaves the table, and from the first one too: it is never a trap.
      return {
        Tab: next,
        'Shift-Tab': previous,
        Escape: leave,
        'Mod-Enter': addRow,
        Backspace: clear,
        Delete: clear,
      }
    },
    addNodeView() {
      return (props) => new TableView(props, host)
    },
  }),
  TableRow.extend(fromModel('tableRow')),
  TableCell.extend({ ...fromModel('tableCell'), addAttributes: cellAttributes }),
  TableHeader.extend({ ...fromModel('tableHeader'), addAttributes: cellAttributes }),
]

type Context = { editor: import('@tiptap/core').Editor; name: string }

/** Puts the caret after the table that it stands in; a paragraph is made there where the text ends with it. */
function leaveTable(pos: number, { editor, name }: Context): boolean {
  const $pos = editor.state.doc.resolve(pos)
  for (let depth = $pos.depth; depth > 0; depth--) {
    if ($pos.node(depth).type.name !== name) continue
    const after = $pos.after(depth)
    const { tr, schema } = editor.state
    if (!$pos.node(depth - 1).maybeChild($pos.indexAfter(depth - 1)))
      tr.insert(after, schema.nodes.paragraph?.create() ?? [])
    tr.setSelection(TextSelection.near(tr.doc.resolve(after), 1))
    editor.view.dispatch(tr.scrollIntoView())
    return true
  }
  return false
}

function isWholeTable({ editor }: Context): boolean {
  const { state } = editor
  if (!isInTable(state) || !('$anchorCell' in state.selection)) return false
  const rect = selectedRect(state)
  return rect.left === 0 && rect.top === 0 && rect.right === rect.map.width && rect.bottom === rect.map.height
}

class TableView extends BlockView {
  dom: HTMLElement
  override contentDOM: HTMLElement

  constructor(props: ViewProps, host: EditorHost) {
    super(props, host)
    this.contentDOM = el('tbody')
    this.dom = el('div', { class: 'table-scroll' }, el('table', {}, this.contentDOM))
  }

  protected override show(): void {}
}
