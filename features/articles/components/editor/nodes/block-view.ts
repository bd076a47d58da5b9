// What all our node views share: where they are, how they change their attributes, what stays theirs of the page's events.
import type { Editor } from '@tiptap/core'
import type { Node as PMNode } from '@tiptap/pm/model'
import { NodeSelection, TextSelection } from '@tiptap/pm/state'
import type { NodeView } from '@tiptap/pm/view'
import { button, el } from '../dom.ts'
import type { EditorHost } from '../host.ts'

export type ViewProps = { editor: Editor; node: PMNode; getPos: () => number | undefined }

export abstract class BlockView implements NodeView {
  abstract dom: HTMLElement
  contentDOM: HTMLElement | null = null
  node: PMNode
  readonly editor: Editor
  protected readonly host: EditorHost
  /** Where the node stands now. */
  protected readonly position: () => number | undefined

  constructor({ editor, node, getPos }: ViewProps, host: EditorHost) {
    this.editor = editor
    this.node = node
    this.position = getPos
    this.host = host
  }

  /** Shows the node as it is now. */
  protected abstract show(): void

  /** Changes attributes of this node, as one step that can be undone. */
  protected set(attrs: Record<string, unknown>): void {
    const at = this.position()
    if (at === undefined || !this.editor.isEditable) return
    const { tr } = this.editor.state
    for (const [name, value] of Object.entries(attrs)) tr.setNodeAttribute(at, name, value)
    this.editor.view.dispatch(tr)
  }

  /** Takes this node out of the text; undo brings it back. */
  protected remove(): void {
    const at = this.position()
    if (at === undefined || !this.editor.isEditable) return
    const { tr } = this.editor.state
    tr.delete(at, at + this.node.nodeSize)
    tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(at, tr.doc.content.size)), 1))
    this.editor.view.dispatch(tr.scrollIntoView())
    this.editor.view.focus()
  }

  protected replaceWith(node: PMNode): void {
    const at = this.position()
    if (at === undefined) return
    this.editor.view.dispatch(this.editor.state.tr.replaceWith(at, at + this.node.nodeSize, node))
  }

  protected selectWhole(): void {
    const at = this.position()
    if (at === undefined) return
    const { tr, doc } = this.editor.state
    this.editor.view.dispatch(tr.setSelection(NodeSelection.create(doc, at)))
    this.editor.view.focus()
  }

  /** A press on this part, which is no text, takes hold of the whole block. */
  protected holdBy(part: HTMLElement): HTMLElement {
    part.addEventListener('click', (event) => {
      const isControl = event.target instanceof Element && event.target.closest('.block-panel') !== null
      if (isControl || !this.editor.isEditable) return
      this.selectWhole()
      requestAnimationFrame(() =>
        this.dom.querySelector('.block-panel')?.scrollIntoView({ block: 'nearest' }),
      )
    })
    return part
  }

  protected removeButton(): HTMLButtonElement {
    return button(this.host.words.block.remove, () => this.remove())
  }

  /** A strip of controls that belongs to the block, not to its text. */
  protected panel(label: string, ...children: (Node | string | null)[]): HTMLElement {
    return el(
      'div',
      { class: 'block-panel', contenteditable: 'false', role: 'group', 'aria-label': label },
      ...children,
    )
  }

  update(node: PMNode): boolean {
    if (node.type !== this.node.type) return false
    this.node = node
    this.show()
    return true
  }

  stopEvent(event: Event): boolean {
    const target = event.target
    return target instanceof Element && target.closest('.block-panel, .block-flag') !== null
  }

  ignoreMutation(mutation: { type: string; target: globalThis.Node }): boolean {
    if (this.contentDOM?.contains(mutation.target)) return false
    return true
  }

  destroy(): void {}
}
