// The place of a picture that is on its way into the library. It belongs to the editor alone: what is saved has its
// caption as a paragraph until the picture is there.
import { type Editor, Node } from '@tiptap/core'
import type { Node as PMNode } from '@tiptap/pm/model'
import type { MediaView } from '@/features/media/schema.ts'
import { button, el } from '../dom.ts'
import { fromModel } from '../grammar.ts'
import type { EditorHost, PictureTask } from '../host.ts'
import { BlockView, type ViewProps } from './block-view.ts'

export const pendingPictureNode = (host: EditorHost) =>
  Node.create({
    ...fromModel('figure'),
    name: 'pendingPicture',
    group: 'block',
    isolating: true,
    defining: true,
    addAttributes: () => ({
      key: { isRequired: true, rendered: false },
      alt: { default: '', rendered: false },
    }),
    parseHTML: () => [
      {
        tag: 'figure[data-pending]',
        contentElement: 'figcaption',
        getAttrs: (figure) => ({
          key: figure.dataset.pending ?? '',
          alt: figure.dataset.alt?.slice(0, 2000) ?? '',
        }),
      },
    ],
    renderHTML: ({ node, HTMLAttributes }) => [
      'figure',
      { ...HTMLAttributes, 'data-pending': node.attrs.key, 'data-alt': node.attrs.alt },
      ['figcaption', 0],
    ],
    addNodeView() {
      return (props) => new PendingPictureView(props, host)
    },
  })

/** Puts the figure where its picture was awaited. Undo does not bring the waiting back. */
function arrive(editor: Editor, at: number, node: PMNode, media: MediaView): void {
  const figure = node.type.schema.nodes.figure
  if (!figure) return
  const attrs = {
    id: node.attrs.id,
    mediaId: media.id,
    alt: node.attrs.alt || media.alt,
    credit: null,
    layout: 'normal',
  }
  editor.view.dispatch(editor.state.tr.setNodeMarkup(at, figure, attrs).setMeta('addToHistory', false))
}

class PendingPictureView extends BlockView {
  dom: HTMLElement
  override contentDOM: HTMLElement
  private readonly state: HTMLElement
  private readonly preview: HTMLElement
  private readonly unwatch: () => void
  private address: string | null = null
  private scheduled = false

  constructor(props: ViewProps, host: EditorHost) {
    super(props, host)
    const { words, pictures } = host
    this.contentDOM = el('div', { class: 'block-caption', 'data-placeholder': words.picture.caption })
    this.state = el('div', { class: 'pending-state', contenteditable: 'false' })
    this.preview = el('div', { class: 'block-media', contenteditable: 'false' })
    this.dom = el(
      'figure',
      { class: 'pending-picture', 'aria-label': words.picture.name },
      this.holdBy(this.preview),
      this.state,
      el('figcaption', {}, this.contentDOM),
    )
    const source = pictures.source(this.node.attrs.key)
    if (source && 'file' in source) {
      this.address = URL.createObjectURL(source.file)
      this.preview.append(el('img', { src: this.address, alt: '' }))
    }
    this.unwatch = pictures.watch(this.node.attrs.key, () => this.show())
    this.show()
  }

  protected override show(): void {
    const task = this.host.pictures.task(this.node.attrs.key)
    this.contentDOM.classList.toggle('is-blank', this.node.content.size === 0)
    if (task.state === 'done' && task.media) this.finish(task.media)
    else this.state.replaceChildren(...this.stateOf(task))
  }

  /** A view may not change the text while it is being made. */
  private finish(media: MediaView): void {
    if (this.scheduled) return
    this.scheduled = true
    queueMicrotask(() => {
      const at = this.position()
      if (at !== undefined && !this.editor.isDestroyed) arrive(this.editor, at, this.node, media)
    })
  }

  private stateOf(task: PictureTask): HTMLElement[] {
    const { words } = this.host
    const row = el('div', { class: 'block-row block-panel is-open' })
    const upload = button(words.upload.choose, () => this.choose())
    if (task.state === 'running' || task.state === 'waiting') {
      const bar = el('progress', { max: 1, 'aria-label': words.upload.running })
      if (task.progress !== null) bar.value = task.progress
      row.append(this.removeButton())
      return [el('p', { role: 'status' }, words.upload.running), bar, row]
    }
    const text = task.state === 'failed' ? task.message : words.upload.missing
    row.append(upload, this.removeButton())
    const source = this.host.pictures.source(this.node.attrs.key)
    if (task.state === 'failed' && source && !('missing' in source))
      row.prepend(button(words.upload.again, () => this.host.pictures.start(this.node.attrs.key, source)))
    return [el('p', { role: 'alert' }, text), row]
  }

  private choose(): void {
    const input = el('input', { type: 'file', accept: 'image/jpeg,image/png,image/webp' })
    input.addEventListener('change', () => {
      const file = input.files?.[0]
      if (file) this.host.pictures.start(this.node.attrs.key, { file, name: file.name })
    })
    input.click()
  }

  override destroy(): void {
    this.unwatch()
    if (this.address) URL.revokeObjectURL(this.address)
  }
}
