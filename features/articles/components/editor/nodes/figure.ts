import { Node } from '@tiptap/core'
import { button, el, field } from '../dom.ts'
import { fromModel } from '../grammar.ts'
import type { EditorHost } from '../host.ts'
import { altField } from './alt-field.ts'
import { BlockView, type ViewProps } from './block-view.ts'
import { pictureElement } from './picture-element.ts'

/** A picture with its caption, which is text like any other. */
export const figureNode = (host: EditorHost) =>
  Node.create({
    ...fromModel('figure'),
    isolating: true,
    defining: true,
    draggable: true,
    addAttributes: () => ({
      mediaId: { isRequired: true, rendered: false },
      alt: { isRequired: true, rendered: false },
      credit: { default: null, rendered: false },
      layout: { default: 'normal', rendered: false },
    }),
    parseHTML: () => [
      {
        tag: 'figure[data-media-id]',
        contentElement: 'figcaption',
        getAttrs: (figure) => {
          const { mediaId, alt, credit, layout } = figure.dataset
          if (!Number.isInteger(Number(mediaId)) || Number(mediaId) < 1) return false
          return {
            mediaId: Number(mediaId),
            alt: alt ?? null,
            credit: credit ?? null,
            layout: layout === 'wide' ? 'wide' : 'normal',
          }
        },
      },
    ],
    renderHTML: ({ node, HTMLAttributes }) => {
      const { mediaId, alt, credit, layout } = node.attrs
      const data = {
        'data-media-id': mediaId,
        'data-layout': layout,
        ...(alt === null ? {} : { 'data-alt': alt }),
        ...(credit === null ? {} : { 'data-credit': credit }),
      }
      return ['figure', { ...HTMLAttributes, ...data }, ['figcaption', 0]]
    },
    addNodeView() {
      return (props) => new FigureView(props, host)
    },
  })

class FigureView extends BlockView {
  dom: HTMLElement
  override contentDOM: HTMLElement
  private readonly media: HTMLElement
  private readonly creditLine: HTMLElement
  private readonly alt: ReturnType<typeof altField>
  private readonly credit: ReturnType<typeof field>
  private readonly wide: HTMLButtonElement
  private shown = 0

  constructor(props: ViewProps, host: EditorHost) {
    super(props, host)
    const { words } = host
    this.media = el('div', { class: 'block-media', contenteditable: 'false' })
    this.contentDOM = el('div', { class: 'block-caption', 'data-placeholder': words.picture.caption })
    this.creditLine = el('span', { class: 'credit', contenteditable: 'false' })
    this.alt = altField(words.picture, (alt) => this.set({ alt }))
    this.credit = field(words.picture.credit, (value) => this.set({ credit: value.trim() ? value : null }))
    this.wide = button(words.picture.wide, () =>
      this.set({ layout: this.node.attrs.layout === 'wide' ? 'normal' : 'wide' }),
    )
    this.dom = el(
      'figure',
      { 'aria-label': words.picture.name },
      this.holdBy(this.media),
      button(
        words.picture.altMissing,
        () => {
          this.selectWhole()
          this.alt.focus()
        },
        { class: 'block-flag', contenteditable: 'false' },
      ),
      el('figcaption', {}, this.contentDOM, this.creditLine),
      this.panel(
        words.picture.details,
        this.alt.dom,
        this.credit.dom,
        el(
          'div',
          { class: 'block-row' },
          this.wide,
          button(words.picture.replace, () => this.pick()),
          this.removeButton(),
        ),
      ),
    )
    this.show()
  }

  private pick(): void {
    this.host.ask({
      kind: 'pictures',
      onPick: ([media]) => {
        if (media) this.set({ mediaId: media.id, alt: media.alt || this.node.attrs.alt })
      },
    })
  }

  protected override show(): void {
    const { mediaId, alt, credit, layout } = this.node.attrs
    this.dom.classList.toggle('wide', layout === 'wide')
    this.dom.classList.toggle('needs-alt', alt === '')
    this.wide.setAttribute('aria-pressed', String(layout === 'wide'))
    this.contentDOM.classList.toggle('is-blank', this.node.content.size === 0)
    this.alt.set(alt)
    this.credit.set(credit ?? '')
    if (this.shown === mediaId) {
      this.media.querySelector('img')?.setAttribute('alt', alt ?? '')
      if (credit !== null) this.creditLine.textContent = credit
      return
    }
    this.shown = mediaId
    this.host.pictures.find(mediaId).then((media) => {
      if (this.shown !== mediaId) return
      const image = media && pictureElement(media, 960, this.node.attrs.alt ?? '')
      this.media.replaceChildren(
        image ?? el('p', { class: 'block-lost', role: 'status' }, this.host.words.picture.lost),
      )
      this.creditLine.textContent = this.node.attrs.credit ?? media?.credit ?? ''
      this.credit.input.setAttribute('placeholder', media?.credit ?? '')
    })
  }
}
