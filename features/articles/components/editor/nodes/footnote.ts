// A note stands where it is called. Its number is counted by the stylesheet, as readers see it counted; its text opens
// in a small editor of its own, whose changes become steps of the whole text, so that undo knows one history.
import { Node } from '@tiptap/core'
import { baseKeymap, toggleMark } from '@tiptap/pm/commands'
import { redo, undo } from '@tiptap/pm/history'
import { keymap } from '@tiptap/pm/keymap'
import type { Node as PMNode } from '@tiptap/pm/model'
import { EditorState, type Transaction } from '@tiptap/pm/state'
import { StepMap } from '@tiptap/pm/transform'
import { EditorView } from '@tiptap/pm/view'
import { el } from '../dom.ts'
import { fromModel } from '../grammar.ts'
import type { EditorHost } from '../host.ts'
import { BlockView, type ViewProps } from './block-view.ts'

export const footnoteNode = (host: EditorHost) =>
  Node.create({
    ...fromModel('footnote'),
    atom: true,
    parseHTML: () => [{ tag: 'span[data-footnote]' }],
    renderHTML: () => ['span', { 'data-footnote': '' }, 0],
    addNodeView() {
      return (props) => new FootnoteView(props, host)
    },
    addKeyboardShortcuts() {
      const open = () => {
        const { selection } = this.editor.state
        if (!('node' in selection) || (selection.node as PMNode).type !== this.type) return false
        openFootnote(this.editor.view, selection.from)
        return true
      }
      return { Enter: open, 'Mod-Alt-f': () => insertFootnote(this.editor.view) }
    },
  })

/** Puts an empty note at the caret and opens it. */
export function insertFootnote(view: EditorView): boolean {
  const type = view.state.schema.nodes.footnote
  const { $to } = view.state.selection
  if (!type || !$to.parent.inlineContent || !$to.parent.type.contentMatch.matchType(type)) return false
  view.dispatch(view.state.tr.insert($to.pos, type.create()))
  openFootnote(view, $to.pos)
  return true
}

function openFootnote(view: EditorView, at: number): void {
  const dom = view.nodeDOM(at)
  if (dom) views.get(dom)?.open()
}

const views = new WeakMap<globalThis.Node, FootnoteView>()

class FootnoteView extends BlockView {
  dom: HTMLElement
  private readonly reference: HTMLButtonElement
  private inner: EditorView | null = null
  private box: HTMLElement | null = null

  constructor(props: ViewProps, host: EditorHost) {
    super(props, host)
    this.reference = el('button', {
      type: 'button',
      class: 'note-button',
      tabindex: -1,
      'aria-expanded': 'false',
      onclick: () => (this.inner ? this.close() : this.open()),
    })
    this.dom = el('sup', { class: 'note-reference block-note', contenteditable: 'false' }, this.reference)
    views.set(this.dom, this)
    this.show()
  }

  protected override show(): void {
    const text = this.node.textContent
    this.reference.setAttribute('aria-label', this.host.words.footnote.label(text))
    this.reference.title = text
    this.dom.classList.toggle('is-blank', this.node.content.size === 0)
  }

  open(): void {
    if (this.inner) {
      this.inner.focus()
      return
    }
    const { words } = this.host
    const place = el('div', { class: 'note-editor' })
    this.box = el(
      'span',
      { class: 'block-panel note-box', role: 'group', 'aria-label': words.footnote.name },
      place,
      el('span', { class: 'block-hint' }, words.footnote.hint),
    )
    this.dom.append(this.box)
    this.reference.setAttribute('aria-expanded', 'true')
    const { bold, italic } = this.node.type.schema.marks
    this.inner = new EditorView(place, {
      state: EditorState.create({
        doc: this.node,
        plugins: [
          keymap({
            'Mod-z': () => undo(this.editor.state, this.editor.view.dispatch),
            'Mod-y': () => redo(this.editor.state, this.editor.view.dispatch),
            'Shift-Mod-z': () => redo(this.editor.state, this.editor.view.dispatch),
            ...(bold ? { 'Mod-b': toggleMark(bold) } : {}),
            ...(italic ? { 'Mod-i': toggleMark(italic) } : {}),
            Escape: () => this.leave(),
            Enter: () => this.leave(),
          }),
          keymap(baseKeymap),
        ],
      }),
      editable: () => this.editor.isEditable,
      dispatchTransaction: (transaction) => this.dispatchInner(transaction),
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': words.footnote.text,
        'data-placeholder': words.footnote.text,
      },
      handleDOMEvents: {
        blur: (_, event) => {
          const next = (event as FocusEvent).relatedTarget
          if (!(next instanceof globalThis.Node) || !this.dom.contains(next)) this.close()
        },
      },
    })
    this.keepInside(this.box)
    this.inner.focus()
  }

  /** Moves the box sideways so that it stands within the text's width. */
  private keepInside(box: HTMLElement): void {
    const frame = this.editor.view.dom.getBoundingClientRect()
    const own = box.getBoundingClientRect()
    box.style.translate = `${Math.min(0, frame.right - own.right)}px 0`
  }

  /** Back into the text, after the note. */
  private leave(): boolean {
    const end = (this.position() ?? 0) + this.node.nodeSize
    this.close()
    this.editor.commands.focus(end)
    return true
  }

  private close(): void {
    const { inner, box } = this
    this.inner = null
    this.box = null
    inner?.destroy()
    box?.remove()
    this.reference.setAttribute('aria-expanded', 'false')
  }

  private dispatchInner(transaction: Transaction): void {
    if (!this.inner) return
    const { state, transactions } = this.inner.state.applyTransaction(transaction)
    this.inner.updateState(state)
    if (transaction.getMeta('fromOutside')) return
    const { tr } = this.editor.state
    const at = this.position()
    if (at === undefined) return
    const offset = StepMap.offset(at + 1)
    for (const { steps } of transactions)
      for (const step of steps) {
        const mapped = step.map(offset)
        if (mapped) tr.step(mapped)
      }
    if (tr.docChanged) this.editor.view.dispatch(tr)
  }

  override update(node: PMNode): boolean {
    if (node.type !== this.node.type) return false
    this.node = node
    this.show()
    if (this.inner) {
      const { state } = this.inner
      const start = node.content.findDiffStart(state.doc.content)
      const end = node.content.findDiffEnd(state.doc.content)
      if (start !== null && end) {
        const overlap = start - Math.min(end.a, end.b)
        const a = overlap > 0 ? end.a + overlap : end.a
        const b = overlap > 0 ? end.b + overlap : end.b
        this.inner.dispatch(state.tr.replace(start, b, node.slice(start, a)).setMeta('fromOutside', true))
      }
    }
    return true
  }

  override stopEvent(event: Event): boolean {
    const target = event.target
    if (!(target instanceof globalThis.Node)) return false
    return this.reference.contains(target) || this.box?.contains(target) === true
  }

  override ignoreMutation(): boolean {
    return true
  }

  override destroy(): void {
    this.close()
  }
}
