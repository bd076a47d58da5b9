// What can be put into the text, from the menu, the slash list and the keyboard alike.
import type { Editor, JSONContent } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import { newBlockId } from '@/features/articles/document/block-ids.ts'
import { parseEmbed } from '@/features/articles/document/embeds.ts'
import type { MediaView } from '@/features/media/schema.ts'
import type { EditorHost, EditorWords } from './host.ts'
import { insertFootnote } from './nodes/footnote.ts'
import { mostInGallery } from './nodes/gallery.ts'

export type InsertKey = keyof EditorWords['insert']

/** In the order in which they are offered. */
export const insertKeys: readonly InsertKey[] = [
  'figure',
  'heading2',
  'heading3',
  'bulletList',
  'orderedList',
  'blockquote',
  'pullQuote',
  'gallery',
  'embed',
  'relatedArticle',
  'infobox',
  'table',
  'footnote',
  'horizontalRule',
]

/** The elements whose name or other words begin like what was typed, in their order. */
export function matching(words: EditorWords['insert'], typed: string): InsertKey[] {
  const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const wanted = fold(typed)
  return insertKeys.filter((key) => {
    const { name, words: others } = words[key]
    return [fold(name), ...fold(`${name} ${others}`).split(/\s+/)].some((word) => word.startsWith(wanted))
  })
}

/** Puts a block where the caret is: in place of an empty paragraph, else below the block that the caret is in. */
export function insertBlock(editor: Editor, block: JSONContent, caret: 'inside' | 'whole' = 'inside'): void {
  const { $from, to } = editor.state.selection
  const top = $from.depth > 0 ? $from.node(1) : null
  const isEmpty = top?.type.name === 'paragraph' && top.content.size === 0
  const at = top ? (isEmpty ? $from.before(1) : $from.after(1)) : to
  const range = isEmpty ? { from: at, to: $from.after(1) } : at
  editor
    .chain()
    .insertContentAt(range, block, { updateSelection: false })
    .command(({ tr, dispatch }) => {
      if (!dispatch) return true
      const end = at + (tr.doc.nodeAt(at)?.nodeSize ?? 0)
      // A text that ends with a block that is no text would have no place for what follows.
      if (end >= tr.doc.content.size) tr.insert(end, editor.schema.nodes.paragraph?.create() ?? [])
      return true
    })
    .command(({ tr, commands }) => {
      if (caret === 'whole') return commands.setNodeSelection(at)
      tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1), 1))
      return true
    })
    .focus()
    .scrollIntoView()
    .run()
}

/** A figure of a picture in the library. */
export const figureOf = (media: MediaView): JSONContent => ({
  type: 'figure',
  attrs: { mediaId: media.id, alt: media.alt, credit: null, layout: 'normal', id: newBlockId() },
  ...(media.caption ? { content: [{ type: 'text', text: media.caption }] } : {}),
})

const table = (rows: number, columns: number): JSONContent => ({
  type: 'table',
  content: Array.from({ length: rows }, (_, row) => ({
    type: 'tableRow',
    content: Array.from({ length: columns }, () => ({
      type: row === 0 ? 'tableHeader' : 'tableCell',
      content: [{ type: 'paragraph' }],
    })),
  })),
})

/** The level of a box's own heading: one below the last subhead before it, so that no level is left out. */
function levelBelow(editor: Editor): number {
  const { doc, selection } = editor.state
  let level = 1
  doc.nodesBetween(0, selection.from, (node) => {
    if (node.type.name === 'heading') level = node.attrs.level
  })
  return Math.min(4, level + 1)
}

const pictureItem = (media: MediaView) => ({ mediaId: media.id, alt: media.alt, credit: null, caption: null })

type Insertion = (editor: Editor, host: EditorHost) => unknown

const insertions: Record<InsertKey, Insertion> = {
  heading2: (editor) => editor.chain().focus().setNode('heading', { level: 2 }).run(),
  heading3: (editor) => editor.chain().focus().setNode('heading', { level: 3 }).run(),
  bulletList: (editor) => editor.chain().focus().toggleBulletList().run(),
  orderedList: (editor) => editor.chain().focus().toggleOrderedList().run(),
  blockquote: (editor) => editor.chain().focus().toggleWrap('blockquote').run(),
  pullQuote: (editor) => insertBlock(editor, { type: 'pullQuote' }),
  infobox: (editor) =>
    insertBlock(editor, {
      type: 'infobox',
      content: [{ type: 'heading', attrs: { level: levelBelow(editor) } }, { type: 'paragraph' }],
    }),
  table: (editor) => insertBlock(editor, table(3, 3)),
  horizontalRule: insertRule,
  footnote: (editor) => insertFootnote(editor.view),
  figure: (editor, host) =>
    host.ask({
      kind: 'pictures',
      onPick: (pictures) => {
        for (const media of [...pictures].reverse()) insertBlock(editor, figureOf(media))
      },
    }),
  gallery: (editor, host) =>
    host.ask({
      kind: 'pictures',
      most: mostInGallery,
      onPick: (pictures) => {
        const items = pictures.slice(0, mostInGallery).map(pictureItem)
        if (items.length > 0) insertBlock(editor, { type: 'gallery', attrs: { items } })
      },
    }),
  embed: (editor, host) =>
    host.ask({
      kind: 'embed',
      address: '',
      onPick: (address) => {
        const embed = parseEmbed(address)
        if (!embed) return
        const { provider, url } = embed
        insertBlock(editor, { type: 'embed', attrs: { provider, url } }, 'whole')
      },
    }),
  relatedArticle: (editor, host) =>
    host.ask({
      kind: 'article',
      title: host.words.related.choose,
      onPick: ({ id }) => insertBlock(editor, { type: 'relatedArticle', attrs: { articleId: id } }, 'whole'),
    }),
}

/** Inserts an element; those that need more are asked for first. */
export function insert(editor: Editor, key: InsertKey, host: EditorHost): void {
  insertions[key](editor, host)
}

/** A line, with the caret in the text below it. */
function insertRule(editor: Editor): void {
  insertBlock(editor, { type: 'horizontalRule' }, 'whole')
  const below = editor.state.selection.to
  editor
    .chain()
    .setTextSelection(below + 1)
    .focus()
    .run()
}
