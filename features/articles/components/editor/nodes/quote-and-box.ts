import { Node } from '@tiptap/core'
import { el, field } from '../dom.ts'
import { fromModel } from '../grammar.ts'
import type { EditorHost } from '../host.ts'
import { BlockView, type ViewProps } from './block-view.ts'

/** A sentence set large, with who said it. */
export const pullQuoteNode = (host: EditorHost) =>
  Node.create({
    ...fromModel('pullQuote'),
    defining: true,
    addAttributes: () => ({ attribution: { default: null, rendered: false } }),
    parseHTML: () => [
      {
        tag: 'blockquote[data-pull-quote]',
        priority: 60,
        getAttrs: (quote) => ({ attribution: quote.dataset.attribution?.slice(0, 2000) ?? null }),
      },
    ],
    renderHTML: ({ node, HTMLAttributes }) => {
      const { attribution } = node.attrs
      const data = attribution === null ? {} : { 'data-attribution': attribution }
      return ['blockquote', { ...HTMLAttributes, 'data-pull-quote': '', ...data }, 0]
    },
    addNodeView() {
      return (props) => new PullQuoteView(props, host)
    },
  })

class PullQuoteView extends BlockView {
  dom: HTMLElement
  override contentDOM: HTMLElement
  private readonly line: HTMLElement
  private readonly attribution: ReturnType<typeof field>

  constructor(props: ViewProps, host: EditorHost) {
    super(props, host)
    const { words } = host
    this.contentDOM = el('p', {})
    this.line = el('figcaption', { contenteditable: 'false' })
    this.attribution = field(words.quote.attribution, (value) =>
      this.set({ attribution: value.trim() ? value : null }),
    )
    this.dom = el(
      'figure',
      { class: 'pull-quote', 'aria-label': words.quote.name },
      el('blockquote', {}, this.contentDOM),
      this.line,
      this.panel(
        words.quote.name,
        this.attribution.dom,
        el('div', { class: 'block-row' }, this.removeButton()),
      ),
    )
    this.show()
  }

  protected override show(): void {
    const { attribution } = this.node.attrs
    this.line.textContent = attribution ?? ''
    this.attribution.set(attribution ?? '')
  }
}

/** A box beside the story: who, what, when. */
export const infoboxNode = (host: EditorHost) =>
  Node.create({
    ...fromModel('infobox'),
    isolating: true,
    defining: true,
    parseHTML: () => [{ tag: 'aside[data-infobox]' }],
    renderHTML: ({ HTMLAttributes }) => ['aside', { ...HTMLAttributes, 'data-infobox': '' }, 0],
    addNodeView() {
      return (props) => new InfoboxView(props, host)
    },
  })

class InfoboxView extends BlockView {
  dom: HTMLElement
  override contentDOM: HTMLElement

  constructor(props: ViewProps, host: EditorHost) {
    super(props, host)
    const { words } = host
    this.contentDOM = el('div', { class: 'infobox-text' })
    this.dom = el(
      'aside',
      { class: 'infobox', 'aria-label': words.infobox.name },
      this.contentDOM,
      this.panel(words.infobox.name, el('div', { class: 'block-row' }, this.removeButton())),
    )
  }

  protected override show(): void {}
}
