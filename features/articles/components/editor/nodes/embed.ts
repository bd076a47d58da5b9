import { Node } from '@tiptap/core'
import { parseEmbed, providerNames } from '@/features/articles/document/embeds.ts'
import type { EmbedProvider } from '@/features/articles/document/schema.ts'
import { button, el, field } from '../dom.ts'
import { fromModel } from '../grammar.ts'
import type { EditorHost } from '../host.ts'
import { BlockView, type ViewProps } from './block-view.ts'
import { pictureElement } from './picture-element.ts'

/** A piece of another site: only its address is kept, and the reader's card shows nothing of theirs before a click. */
export const embedNode = (host: EditorHost) =>
  Node.create({
    ...fromModel('embed'),
    atom: true,
    draggable: true,
    addAttributes: () => ({
      provider: { isRequired: true, rendered: false },
      url: { isRequired: true, rendered: false },
      title: { default: null, rendered: false },
      posterMediaId: { default: null, rendered: false },
    }),
    parseHTML: () => [
      {
        tag: 'figure[data-provider]',
        getAttrs: (figure) => {
          const embed = parseEmbed(figure.dataset.url ?? '')
          if (!embed) return false
          const poster = Number(figure.dataset.poster)
          return {
            provider: embed.provider,
            url: embed.url,
            title: figure.dataset.title?.slice(0, 2000) ?? null,
            posterMediaId: Number.isInteger(poster) && poster > 0 ? poster : null,
          }
        },
      },
    ],
    renderHTML: ({ node, HTMLAttributes }) => {
      const { provider, url, title, posterMediaId } = node.attrs
      const data = {
        'data-provider': provider,
        'data-url': url,
        ...(title === null ? {} : { 'data-title': title }),
        ...(posterMediaId === null ? {} : { 'data-poster': posterMediaId }),
      }
      return ['figure', { ...HTMLAttributes, ...data }]
    },
    addNodeView() {
      return (props) => new EmbedView(props, host)
    },
  })

class EmbedView extends BlockView {
  dom: HTMLElement
  private readonly card: HTMLElement
  private readonly poster: HTMLElement
  /** The picture that is shown. */
  private posterShown: number | null = null
  private readonly posterButton: HTMLButtonElement
  private readonly posterOut: HTMLButtonElement
  private readonly title: ReturnType<typeof field>

  constructor(props: ViewProps, host: EditorHost) {
    super(props, host)
    const { words } = host
    this.card = el('div', { class: 'embed-card block-media', contenteditable: 'false' })
    this.poster = el('div', { class: 'block-media', contenteditable: 'false' })
    this.posterButton = button('', () =>
      host.ask({
        kind: 'pictures',
        onPick: ([media]) => media && this.set({ posterMediaId: media.id }),
      }),
    )
    this.posterOut = button(words.embed.posterOut, () => {
      this.set({ posterMediaId: null })
      this.posterButton.focus()
    })
    this.title = field(words.embed.title, (value) => this.set({ title: value.trim() ? value : null }))
    this.dom = el(
      'figure',
      { class: 'embed', 'aria-label': words.embed.name },
      this.poster,
      this.card,
      this.panel(
        words.embed.name,
        this.title.dom,
        el(
          'div',
          { class: 'block-row' },
          button(words.embed.change, () =>
            this.host.ask({
              kind: 'embed',
              address: this.node.attrs.url,
              onPick: (address) => {
                const embed = parseEmbed(address)
                if (embed) this.set({ provider: embed.provider, url: embed.url })
              },
            }),
          ),
          this.posterButton,
          this.posterOut,
          this.removeButton(),
        ),
      ),
    )
    this.show()
  }

  protected override show(): void {
    const { provider, url, title } = this.node.attrs
    this.card.replaceChildren(
      el('p', { class: 'embed-notice' }, providerNames[provider as EmbedProvider] ?? provider),
      el('p', { class: 'embed-title' }, title ?? this.host.words.embed.untitled),
      el('p', { class: 'block-address' }, url),
    )
    this.title.set(title ?? '')
    this.showPoster()
  }

  private showPoster(): void {
    const id: number | null = this.node.attrs.posterMediaId
    const { words, pictures } = this.host
    this.posterButton.textContent = id === null ? words.embed.poster : words.embed.posterChange
    this.posterOut.hidden = id === null
    if (id === this.posterShown) return
    this.posterShown = id
    this.poster.replaceChildren()
    if (id === null) return
    pictures.find(id).then((media) => {
      if (this.posterShown !== id) return
      const picture = media && pictureElement(media, 720, '')
      this.poster.replaceChildren(picture ?? el('p', { class: 'block-lost' }, words.picture.lost))
    })
  }
}
