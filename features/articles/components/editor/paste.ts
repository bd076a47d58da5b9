// What comes in from the clipboard or by drop: cleaned markup, pictures on their way into the library, addresses.
import { Extension } from '@tiptap/core'
import { Slice } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { newBlockId } from '@/features/articles/document/block-ids.ts'
import { parseEmbed } from '@/features/articles/document/embeds.ts'
import { safeHref } from '@/lib/links.ts'
import type { EditorHost } from './host.ts'
import { cleanPaste } from './paste/clean.ts'
import { plainBlocks } from './paste/plain.ts'

export const Paste = (host: EditorHost) =>
  Extension.create({
    name: 'incoming', // the core has a «paste» of its own
    addProseMirrorPlugins: () => {
      // Pictures of the paste that is going on: markup that names files on the writer's computer gets them in its order.
      let files: File[] = []
      return [
        new Plugin({
          props: {
            handleDOMEvents: {
              paste: (_, event) => {
                files = event.clipboardData ? picturesOf(event.clipboardData) : []
                return false
              },
            },
            transformPastedHTML: (html) => fromHtml(html, files, host),
            clipboardTextParser: (text, $context, _, view) =>
              $context.parent.type.spec.code
                ? Slice.empty
                : (plainBlocks(text, view.state.schema) ?? Slice.empty),
            handlePaste: (view, event) => {
              const data = event.clipboardData
              if (!data) return false
              const files = picturesOf(data)
              const html = data.getData('text/html')
              if (files.length > 0 && !hasWords(html)) {
                insertPictures(view, files, view.state.selection.to, host)
                return true
              }
              return pasteAddress(view, data.getData('text/plain').trim(), html, host)
            },
            handleDrop: (view, event, _, moved) => {
              const files = moved || !event.dataTransfer ? [] : picturesOf(event.dataTransfer)
              if (files.length === 0) return false
              const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos
              insertPictures(view, files, at ?? view.state.doc.content.size, host)
              event.preventDefault()
              return true
            },
          },
        }),
      ]
    },
  })

const picturesOf = (data: DataTransfer): File[] =>
  [...data.files].filter((file) => file.type.startsWith('image/'))

/** Whether markup says anything besides the picture that comes along as a file. */
function hasWords(html: string): boolean {
  const body = new DOMParser().parseFromString(html, 'text/html').body
  return (body.textContent ?? '').trim() !== ''
}

function fromHtml(html: string, files: File[], host: EditorHost): string {
  if (/data-pm-slice/.test(html)) return html // copied here: it is in order already
  const { html: clean, pictures } = cleanPaste(html, files)
  for (const [key, source] of pictures) host.pictures.start(key, source)
  return clean
}

function insertPictures(view: EditorView, files: File[], pos: number, host: EditorHost): void {
  const type = view.state.schema.nodes.pendingPicture
  if (!type) return
  const nodes = files.map((file) => {
    const key = newBlockId()
    host.pictures.start(key, { file, name: file.name })
    return type.create({ key })
  })
  const $pos = view.state.doc.resolve(pos)
  const isEmpty = $pos.depth === 1 && $pos.parent.type.name === 'paragraph' && $pos.parent.content.size === 0
  const at = $pos.depth === 0 ? pos : $pos.after(1)
  const tr = isEmpty
    ? view.state.tr.replaceWith($pos.before(1), $pos.after(1), nodes)
    : view.state.tr.insert(at, nodes)
  view.dispatch(tr.scrollIntoView())
}

/** An address alone: it becomes the link of what is selected, an embed on an empty line, or a link that shows itself. */
function pasteAddress(view: EditorView, text: string, html: string, host: EditorHost): boolean {
  if (!/^https?:\/\/\S+$/.test(text)) return false
  const href = safeHref(text)
  const { state } = view
  const { from, to, empty, $from } = state.selection
  const { link } = state.schema.marks
  if (href === null || !link || !$from.parent.inlineContent) return false
  if (!empty) {
    if (!state.doc.resolve(to).sameParent($from)) return false
    view.dispatch(state.tr.addMark(from, to, link.create({ href, articleId: null })))
    void resolveOwn(view, href, host)
    return true
  }
  if (html !== '' && hasOtherWords(html, text)) return false
  const embed = parseEmbed(text)
  const isLine =
    $from.depth === 1 && $from.parent.type.name === 'paragraph' && $from.parent.content.size === 0
  const { embed: type } = state.schema.nodes
  if (embed && isLine && type) {
    const node = type.create({ provider: embed.provider, url: embed.url })
    const below = state.schema.nodes.paragraph?.create()
    view.dispatch(
      state.tr.replaceWith($from.before(1), $from.after(1), below ? [node, below] : [node]).scrollIntoView(),
    )
    return true
  }
  const words = state.schema.text(text, [link.create({ href, articleId: null })])
  view.dispatch(state.tr.replaceSelectionWith(words, false).removeStoredMark(link).scrollIntoView())
  void resolveOwn(view, href, host)
  return true
}

function hasOtherWords(html: string, text: string): boolean {
  const body = new DOMParser().parseFromString(html, 'text/html').body
  return (body.textContent ?? '').trim() !== text
}

/** A link to an article of ours is kept by the article's id, so that it survives a new address. */
async function resolveOwn(view: EditorView, href: string, host: EditorHost): Promise<void> {
  if (!isOwn(href)) return
  const article = await host.articles.at(href)
  if (!article || view.isDestroyed) return
  const { tr, doc, schema } = view.state
  const { link } = schema.marks
  if (!link) return
  doc.descendants((node, pos) => {
    const mark = link.isInSet(node.marks)
    if (mark?.attrs.href === href && mark.attrs.articleId === null)
      tr.addMark(pos, pos + node.nodeSize, link.create({ href: article.path, articleId: article.id }))
  })
  if (tr.docChanged) view.dispatch(tr)
}

/** Whether an address may be one of this site's: the server has the last word. */
const isOwn = (href: string) =>
  href.startsWith('/') || (URL.canParse(href) && new URL(href).origin === window.location.origin)
