import { Node } from '@tiptap/core'
import { button, el, field } from '../dom.ts'
import { fromModel } from '../grammar.ts'
import type { EditorHost } from '../host.ts'
import { altField } from './alt-field.ts'
import { BlockView, type ViewProps } from './block-view.ts'
import { pictureElement } from './picture-element.ts'

export type GalleryItem = {
  mediaId: number
  alt: string | null
  credit: string | null
  caption: string | null
}

export const mostInGallery = 60

/** Several pictures side by side, under one caption. */
export const galleryNode = (host: EditorHost) =>
  Node.create({
    ...fromModel('gallery'),
    isolating: true,
    defining: true,
    draggable: true,
    addAttributes: () => ({ items: { isRequired: true, rendered: false } }),
    parseHTML: () => [
      {
        tag: 'figure[data-items]',
        contentElement: 'figcaption',
        getAttrs: (figure) => {
          const items = itemsFrom(figure.dataset.items ?? '')
          return items.length > 0 && { items }
        },
      },
    ],
    renderHTML: ({ node, HTMLAttributes }) => [
      'figure',
      { ...HTMLAttributes, 'data-items': JSON.stringify(node.attrs.items) },
      ['figcaption', 0],
    ],
    addNodeView() {
      return (props) => new GalleryView(props, host)
    },
  })

/** The pictures of a gallery that was copied; what is not in order is left out. */
function itemsFrom(json: string): GalleryItem[] {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return []
  }
  const text = (words: unknown) => (typeof words === 'string' ? words.slice(0, 2000) : null)
  return (Array.isArray(value) ? value : [])
    .filter((item) => Number.isInteger(item?.mediaId) && item.mediaId > 0)
    .slice(0, mostInGallery)
    .map(({ mediaId, alt, credit, caption }) => ({
      mediaId,
      alt: text(alt),
      credit: text(credit),
      caption: text(caption),
    }))
}

class GalleryView extends BlockView {
  dom: HTMLElement
  override contentDOM: HTMLElement
  private readonly list: HTMLElement
  private readonly addButton: HTMLButtonElement
  private readonly cards: {
    mediaId: number
    dom: HTMLElement
    set: (item: GalleryItem, last: boolean) => void
  }[] = []

  constructor(props: ViewProps, host: EditorHost) {
    super(props, host)
    const { words } = host
    this.list = el('ul', { class: 'gallery-items block-media', contenteditable: 'false' })
    this.addButton = button(words.gallery.add, () => this.add())
    this.contentDOM = el('div', { class: 'block-caption', 'data-placeholder': words.gallery.caption })
    this.dom = el(
      'figure',
      { class: 'gallery', 'aria-label': words.gallery.name },
      this.holdBy(this.list),
      button(words.picture.altMissing, () => this.selectWhole(), {
        class: 'block-flag',
        contenteditable: 'false',
      }),
      el('figcaption', {}, this.contentDOM),
      this.panel(words.gallery.name, el('div', { class: 'block-row' }, this.addButton, this.removeButton())),
    )
    this.show()
  }

  private get items(): GalleryItem[] {
    return this.node.attrs.items
  }

  private change(index: number, part: Partial<GalleryItem>): void {
    this.set({ items: this.items.map((item, i) => (i === index ? { ...item, ...part } : item)) })
  }

  private move(index: number, by: number): void {
    const items = [...this.items]
    const [item] = items.splice(index, 1)
    if (!item) return
    items.splice(index + by, 0, item)
    this.set({ items })
    this.cards[index + by]?.dom.querySelector<HTMLButtonElement>('.block-move:not(:disabled)')?.focus()
  }

  private add(): void {
    this.host.ask({
      kind: 'pictures',
      most: mostInGallery - this.items.length,
      onPick: (pictures) => {
        const added = pictures.map((media) => ({
          mediaId: media.id,
          alt: media.alt,
          credit: null,
          caption: null,
        }))
        this.set({ items: [...this.items, ...added].slice(0, mostInGallery) })
      },
    })
  }

  protected override show(): void {
    this.addButton.disabled = this.items.length >= mostInGallery
    this.contentDOM.classList.toggle('is-blank', this.node.content.size === 0)
    this.dom.classList.toggle(
      'needs-alt',
      this.items.some((item) => item.alt === ''),
    )
    const kept = this.items.map((item, i) => {
      const there = this.cards[i]
      return there?.mediaId === item.mediaId ? there : this.card(item.mediaId, i)
    })
    this.cards.splice(0, this.cards.length, ...kept)
    if (kept.some((card, i) => this.list.children[i] !== card.dom) || this.list.children.length > kept.length)
      this.list.replaceChildren(...kept.map((card) => card.dom))
    for (const [i, card] of kept.entries()) {
      const item = this.items[i]
      if (item) card.set(item, i === kept.length - 1)
    }
  }

  private card(mediaId: number, index: number) {
    const { words, pictures } = this.host
    const image = el('div', { class: 'block-thumb' })
    const alt = altField(words.picture, (value) => this.change(index, { alt: value }))
    const line = (value: string) => (value.trim() ? value : null)
    const caption = field(words.picture.caption, (value) => this.change(index, { caption: line(value) }))
    const credit = field(words.picture.credit, (value) => this.change(index, { credit: line(value) }))
    const back = button('←', () => this.move(index, -1), {
      'aria-label': words.gallery.back,
      class: 'block-button block-move',
    })
    const on = button('→', () => this.move(index, 1), {
      'aria-label': words.gallery.on,
      class: 'block-button block-move',
    })
    const out = button(words.gallery.takeOut, () => {
      if (this.items.length === 1) this.remove()
      else this.set({ items: this.items.filter((_, i) => i !== index) })
    })
    const caption_ = el('figcaption', {})
    const dom = el(
      'li',
      {},
      el('figure', {}, image, caption_),
      el(
        'div',
        { class: 'block-panel', role: 'group', 'aria-label': words.gallery.picture(index + 1) },
        alt.dom,
        caption.dom,
        credit.dom,
        el('div', { class: 'block-row' }, back, on, out),
      ),
    )
    pictures.find(mediaId).then((media) => {
      const picture = media && pictureElement(media, 480, this.items[index]?.alt ?? '')
      image.replaceChildren(picture ?? el('p', { class: 'block-lost' }, words.picture.lost))
      credit.input.setAttribute('placeholder', media?.credit ?? '')
    })
    return {
      mediaId,
      dom,
      set: (item: GalleryItem, last: boolean) => {
        alt.set(item.alt)
        caption.set(item.caption ?? '')
        credit.set(item.credit ?? '')
        caption_.textContent = [item.caption, item.credit && `— ${item.credit}`].filter(Boolean).join(' ')
        back.disabled = index === 0
        on.disabled = last
      },
    }
  }
}
