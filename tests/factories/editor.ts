// An editor without a page around it, in a document of jsdom.
import { Editor, type JSONContent } from '@tiptap/core'
import { articleDesk } from '@/features/articles/components/editor/article-desk.ts'
import { editorExtensions } from '@/features/articles/components/editor/extensions.ts'
import type { EditorHost, EditorRequest } from '@/features/articles/components/editor/host.ts'
import { pictureDesk } from '@/features/articles/components/editor/picture-desk.ts'
import { withBlockIds } from '@/features/articles/document/block-ids.ts'
import type { Document } from '@/features/articles/document/schema.ts'
import type { ArticleChoice } from '@/features/articles/schema.ts'
import type { MediaView } from '@/features/media/schema.ts'
import { editor as words } from '@/lib/i18n/newsroom/it/editor.ts'

/** What the editor asked for and said while a test ran. */
export type Stage = EditorHost & { asked: EditorRequest[]; said: string[] }

export const mediaOf = (id: number, alt = ''): MediaView => ({
  id,
  hash: 'abcdef12',
  width: 1200,
  height: 800,
  alt,
  caption: '',
  credit: '',
  licence: '',
  licenceUrl: '',
  focalX: 0.5,
  focalY: 0.5,
  colour: '#888888',
  variants: { jpg: [640, 1280] },
})

// jsdom measures nothing; scrolling to the caret asks.
if (typeof Range !== 'undefined') {
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList
  Range.prototype.getBoundingClientRect = () => new DOMRect()
}

type Library = Parameters<typeof pictureDesk>[1]

export function stageOf(
  articles: ArticleChoice[] = [],
  library: Library = {
    upload: async () => mediaOf(1),
    fetch: async () => mediaOf(2),
    find: async (id) => mediaOf(id),
  },
): Stage {
  const asked: EditorRequest[] = []
  const said: string[] = []
  return {
    words,
    asked,
    said,
    pictures: pictureDesk('failed', library),
    articles: articleDesk(async (query) =>
      'ids' in query
        ? articles.filter((article) => query.ids.split(',').includes(String(article.id)))
        : 'url' in query
          ? articles.filter((article) => query.url.endsWith(article.path))
          : articles.filter((article) => article.headline.includes(query.q)),
    ),
    ask: (request) => void asked.push(request),
    tell: (_, message) => void said.push(message),
  }
}

/** An editor over a document; it is attached to the page, so that the DOM is whole. */
export function editorOf(document: Document, host: EditorHost = stageOf()): Editor {
  const element = globalThis.document.createElement('div')
  globalThis.document.body.append(element)
  return new Editor({
    element,
    injectCSS: false,
    extensions: editorExtensions(host),
    content: withBlockIds(document) as JSONContent,
  })
}

/** Types a text as a keyboard does, so that input rules see it. */
export function type(editor: Editor, text: string): void {
  for (const letter of text) {
    const { from, to } = editor.state.selection
    const handled = editor.view.someProp('handleTextInput', (handle) =>
      handle(editor.view, from, to, letter, () => editor.state.tr.insertText(letter, from, to)),
    )
    if (!handled) editor.view.dispatch(editor.state.tr.insertText(letter, from, to))
  }
}

/** Presses a key, as the page's event reaches the editor. */
export function press(editor: Editor, key: string, init: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })
  return editor.view.someProp('handleKeyDown', (handle) => handle(editor.view, event)) === true
}
