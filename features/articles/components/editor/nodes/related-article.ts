import { Node } from '@tiptap/core'
import { button, el } from '../dom.ts'
import { fromModel } from '../grammar.ts'
import type { EditorHost } from '../host.ts'
import { BlockView, type ViewProps } from './block-view.ts'

/** A card that leads to another article of ours, by its id: the address may change. */
export const relatedArticleNode = (host: EditorHost) =>
  Node.create({
    ...fromModel('relatedArticle'),
    atom: true,
    draggable: true,
    addAttributes: () => ({ articleId: { isRequired: true, rendered: false } }),
    parseHTML: () => [
      {
        tag: 'aside[data-article-id]',
        getAttrs: (aside) => {
          const articleId = Number(aside.dataset.articleId)
          return Number.isInteger(articleId) && articleId > 0 && { articleId }
        },
      },
    ],
    renderHTML: ({ node, HTMLAttributes }) => [
      'aside',
      { ...HTMLAttributes, 'data-article-id': node.attrs.articleId },
    ],
    addNodeView() {
      return (props) => new RelatedArticleView(props, host)
    },
  })

class RelatedArticleView extends BlockView {
  dom: HTMLElement
  private readonly headline: HTMLElement
  private readonly state: HTMLElement
  private shown = 0

  constructor(props: ViewProps, host: EditorHost) {
    super(props, host)
    const { words } = host
    this.headline = el('p', { class: 'related-headline' })
    this.state = el('p', { class: 'block-hint' })
    this.dom = el(
      'aside',
      { class: 'read-also', 'aria-label': words.related.name },
      el(
        'div',
        { class: 'block-media', contenteditable: 'false' },
        el('p', {}, words.related.readAlso),
        this.headline,
        this.state,
      ),
      this.panel(
        words.related.name,
        el(
          'div',
          { class: 'block-row' },
          button(words.related.change, () =>
            this.host.ask({
              kind: 'article',
              title: words.related.choose,
              onPick: (article) => this.set({ articleId: article.id }),
            }),
          ),
          this.removeButton(),
        ),
      ),
    )
    this.show()
  }

  protected override show(): void {
    const { articleId } = this.node.attrs
    if (this.shown === articleId) return
    this.shown = articleId
    const { words, articles } = this.host
    articles.find(articleId).then((article) => {
      if (this.shown !== articleId) return
      this.headline.textContent = article?.headline ?? words.related.lost
      this.state.textContent = !article || article.status === 'published' ? '' : words.related.notPublished
    })
  }
}
