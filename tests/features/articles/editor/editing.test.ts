// @vitest-environment jsdom
import type { Editor } from '@tiptap/core'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { documentOf } from '@/features/articles/components/editor/document-json.ts'
import { insert, insertKeys, matching } from '@/features/articles/components/editor/insert.ts'
import { renderMarkdown } from '@/features/articles/document/markdown.ts'
import { type Block, checkDocument, type Document } from '@/features/articles/document/schema.ts'
import { doc, everything, heading, paragraph } from '../../../factories/documents.ts'
import { editorOf, mediaOf, press, stageOf, type } from '../../../factories/editor.ts'
import { carriedDocument } from '../../../factories/random-documents.ts'

const blank = () => editorOf(doc({ type: 'paragraph' }))
const stored = (editor: Editor): Document => documentOf(editor.state.doc).document
const ids = (editor: Editor) => stored(editor).content.map((block) => block.attrs?.id)
const words = (editor: Editor) =>
  renderMarkdown(stored(editor), { articlePath: () => '/x', pictureSource: () => 'x.jpg' }).trim()
const valid = (editor: Editor) => {
  const { document, errors } = documentOf(editor.state.doc)
  const names = document.content.map((block) => block.attrs?.id)
  expect(errors).toEqual([])
  expect(checkDocument(document)).toMatchObject({ ok: true })
  expect(names.every((id) => typeof id === 'string' && /^[a-z0-9]{6,24}$/.test(id))).toBe(true)
  expect(new Set(names).size).toBe(names.length)
}

it('a split gives the new half another name, wherever the caret was', () => {
  const editor = editorOf(doc(paragraph('Primo secondo')))
  const [name] = ids(editor)
  editor.chain().setTextSelection(7).splitBlock().run()
  expect(stored(editor).content).toMatchObject([
    { attrs: { id: name }, content: [{ text: 'Primo ' }] },
    { content: [{ text: 'secondo' }] },
  ])
  valid(editor)
})

it('Enter at the beginning puts an empty block before the text, and the text keeps its name', () => {
  const editor = editorOf(doc(paragraph('Primo')))
  const [name] = ids(editor)
  editor.chain().setTextSelection(1).splitBlock().run()
  expect(ids(editor)[1]).toBe(name)
  valid(editor)
})

it('naming a block is not a change that undo takes back by itself', () => {
  const editor = editorOf(doc(paragraph('Primo secondo')))
  const before = stored(editor)
  editor.chain().setTextSelection(7).splitBlock().run()
  editor.commands.undo()
  expect(stored(editor)).toEqual(before)
})

it('a list is named once: its items and lines have no names of their own', () => {
  const editor = blank()
  type(editor, '- uno')
  press(editor, 'Enter')
  type(editor, 'due')
  expect(JSON.stringify(stored(editor)).match(/"id"/g)).toHaveLength(1)
  expect(words(editor)).toBe('- uno\n- due')
  valid(editor)
})

it.each([
  ['## ', 'Capo', '## Capo'],
  ['### ', 'Capo', '### Capo'],
  ['# ', 'Capo', '## Capo'],
  ['- ', 'punto', '- punto'],
  ['* ', 'punto', '- punto'],
  ['1. ', 'primo', '1. primo'],
  ['> ', 'citato', '> citato'],
  ['', '**forte** ', '**forte**'],
  ['', '_corsivo_ ', '*corsivo*'],
  ['', '~~tolto~~ ', '~~tolto~~'],
])('typed %o and %o become %o', (sign, text, wanted) => {
  const editor = blank()
  type(editor, sign + text)
  expect(words(editor)).toBe(wanted)
  valid(editor)
})

it('an address that was typed becomes a link, without the sign that ends the sentence', () => {
  const editor = blank()
  type(editor, 'Vedi https://example.org/a. Poi')
  expect(stored(editor).content[0]).toMatchObject({
    content: [
      { text: 'Vedi ' },
      { text: 'https://example.org/a', marks: [{ type: 'link', attrs: { href: 'https://example.org/a' } }] },
      { text: '. Poi' },
    ],
  })
  valid(editor)
})

it('keys move a block past its neighbour, with the caret in it and its name', () => {
  const editor = editorOf(doc(paragraph('Uno'), paragraph('Due'), paragraph('Tre')))
  const [one, two, three] = ids(editor)
  editor.commands.setTextSelection(7)
  press(editor, 'ArrowUp', { altKey: true, shiftKey: true })
  expect(ids(editor)).toEqual([two, one, three])
  press(editor, 'ArrowUp', { altKey: true, shiftKey: true })
  expect(ids(editor)).toEqual([two, one, three])
  press(editor, 'ArrowDown', { altKey: true, shiftKey: true })
  press(editor, 'ArrowDown', { altKey: true, shiftKey: true })
  expect(ids(editor)).toEqual([one, three, two])
  type(editor, 'X')
  expect(words(editor)).toBe('Uno\n\nTre\n\nDXue')
  valid(editor)
})

it('three dashes become a line, and writing goes on below it', () => {
  const editor = blank()
  type(editor, '---')
  type(editor, 'sotto')
  expect(stored(editor).content.map((block) => block.type)).toEqual(['horizontalRule', 'paragraph'])
  valid(editor)
})

it('what is offered after «/» is found by the beginning of its name or of another word for it', () => {
  const { words: all } = stageOf()
  expect(matching(all.insert, '')).toEqual(insertKeys)
  expect(matching(all.insert, 'foto')).toEqual(['figure', 'gallery'])
  expect(matching(all.insert, 'piè')).toEqual(['footnote'])
  expect(matching(all.insert, 'inesistente')).toEqual([])
})

it('every element can be inserted, one after the other, and the text stays valid', () => {
  const host = stageOf([
    { id: 4, headline: 'Altro', path: '/citta/altro', status: 'published', publishedAt: 1 },
  ])
  const editor = editorOf(doc(paragraph('Prima')), host)
  for (const key of insertKeys) {
    editor.commands.setTextSelection(editor.state.doc.content.size - 1)
    insert(editor, key, host)
    const request = host.asked.pop()
    if (request?.kind === 'pictures') request.onPick([mediaOf(3, 'Il mare')])
    if (request?.kind === 'embed') request.onPick('https://youtu.be/aqz-KE-bpKQ')
    if (request?.kind === 'article')
      request.onPick({ id: 4, headline: 'Altro', path: '/citta/altro', status: 'published', publishedAt: 1 })
    valid(editor)
  }
  const types = new Set(stored(editor).content.map((block) => block.type))
  for (const wanted of ['figure', 'gallery', 'embed', 'relatedArticle', 'infobox', 'table', 'pullQuote'])
    expect(types).toContain(wanted)
})

it('an empty note is not stored, a written one is', () => {
  const host = stageOf()
  const editor = editorOf(doc(paragraph('Testo')), host)
  editor.commands.setTextSelection(6)
  insert(editor, 'footnote', host)
  expect(JSON.stringify(stored(editor))).not.toContain('footnote')
  editor.view.dispatch(editor.state.tr.insertText('Fonte', 7))
  expect(stored(editor).content[0]).toMatchObject({
    content: [{ text: 'Testo' }, { type: 'footnote', content: [{ text: 'Fonte' }] }],
  })
  valid(editor)
})

it('Enter in a caption goes on below the picture', () => {
  const editor = editorOf(
    doc({
      type: 'figure',
      attrs: { mediaId: 1, alt: '', credit: null, layout: 'normal' },
      content: [{ type: 'text', text: 'Didascalia' }],
    }),
  )
  editor.commands.setTextSelection(5)
  press(editor, 'Enter')
  type(editor, 'Poi')
  expect(stored(editor).content).toMatchObject([
    { type: 'figure', content: [{ text: 'Didascalia' }] },
    { type: 'paragraph', content: [{ text: 'Poi' }] },
  ])
})

it('Escape leaves a table, and makes a place for text where the table is the last thing', () => {
  const editor = editorOf(doc(everything.content.find((block) => block.type === 'table') as Block))
  editor.commands.setTextSelection(4)
  press(editor, 'Escape')
  type(editor, 'Dopo')
  expect(stored(editor).content.map((block) => block.type)).toEqual(['table', 'paragraph'])
})

it('Tab indents a list item only at its beginning, and is left to the page elsewhere', () => {
  const editor = blank()
  type(editor, '- uno')
  press(editor, 'Enter')
  expect(press(editor, 'Tab')).toBe(true)
  type(editor, 'due')
  expect(words(editor)).toBe('- uno\n\n  - due')
  expect(press(editor, 'Tab')).toBe(false)
})

it('in the last cell of a table Tab is left to the page', () => {
  const editor = editorOf(
    doc({
      type: 'table',
      content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [paragraph('x')] }] }],
    }),
  )
  editor.commands.setTextSelection(4)
  expect(press(editor, 'Tab')).toBe(false)
})

it('a text that is as large as can be stored takes nothing more, and says so', () => {
  const host = stageOf()
  const editor = editorOf(doc(paragraph('a'.repeat(999_000))), host)
  editor.commands.insertContentAt(1, 'b'.repeat(5000))
  expect(stored(editor).content[0]).toMatchObject({ content: [{ text: 'a'.repeat(999_000) }] })
  expect(host.said).toEqual([host.words.tooLong])
  editor.commands.deleteRange({ from: 1, to: 500_000 })
  editor.commands.insertContentAt(1, 'b')
  valid(editor)
})

const key = fc.constantFrom('Enter', 'Backspace', 'Delete', 'Tab', 'Escape')
const command = fc.constantFrom(
  'toggleBulletList',
  'toggleOrderedList',
  'splitBlock',
  'undo',
  'redo',
  'addRowAfter',
  'addColumnBefore',
  'deleteRow',
  'deleteColumn',
  'mergeCells',
  'toggleHeaderRow',
  'joinBackward',
  'lift',
  'selectParentNode',
  'deleteSelection',
)
const edit = fc.oneof(
  fc.record({ do: fc.constant('type'), text: fc.constantFrom('x', '## ', '- ', '> ', '**b** ', '/') }),
  fc.record({ do: fc.constant('key'), key }),
  fc.record({ do: fc.constant('command'), command }),
  fc.record({ do: fc.constant('insert'), key: fc.constantFrom(...insertKeys) }),
  fc.record({ do: fc.constant('select'), from: fc.nat(), size: fc.nat(40) }),
  fc.record({ do: fc.constant('mark'), mark: fc.constantFrom('bold', 'italic', 'sup', 'sub', 'code') }),
  fc.record({ do: fc.constant('cut and paste'), at: fc.nat() }),
)
type Edit = {
  do: string
  text?: string
  key?: string
  command?: string
  mark?: string
  from?: number
  size?: number
  at?: number
}

function perform(editor: Editor, host: ReturnType<typeof stageOf>, step: Edit): void {
  const size = editor.state.doc.content.size
  if (step.do === 'type' && step.text) type(editor, step.text)
  if (step.do === 'key' && step.key) press(editor, step.key)
  if (step.do === 'mark' && step.mark) editor.commands.toggleMark(step.mark)
  if (step.do === 'command')
    (editor.commands as unknown as Record<string, () => void>)[step.command ?? '']?.()
  if (step.do === 'select') {
    const from = (step.from ?? 0) % (size + 1)
    editor.commands.setTextSelection({ from, to: Math.min(size, from + (step.size ?? 0)) })
  }
  if (step.do === 'insert') {
    insert(editor, step.key as (typeof insertKeys)[number], host)
    const request = host.asked.pop()
    if (request?.kind === 'pictures') request.onPick([mediaOf(3), mediaOf(4)])
    if (request?.kind === 'embed') request.onPick('https://vimeo.com/123456789')
    if (request?.kind === 'article')
      request.onPick({ id: 4, headline: 'Altro', path: '/a/b', status: 'draft', publishedAt: null })
  }
  if (step.do === 'cut and paste') {
    const slice = editor.state.selection.content()
    const { dom } = editor.view.serializeForClipboard(slice)
    editor.commands.setTextSelection((step.at ?? 0) % (size + 1))
    editor.view.pasteHTML(dom.innerHTML, new Event('paste') as ClipboardEvent)
  }
}

it('whatever is done to whatever text, what is stored is valid and every block has one name', () => {
  fc.assert(
    fc.property(carriedDocument, fc.array(edit, { minLength: 1, maxLength: 12 }), (document, edits) => {
      const host = stageOf()
      const editor = editorOf(document, host)
      for (const step of edits) {
        perform(editor, host, step as Edit)
        valid(editor)
      }
      editor.destroy()
    }),
    { numRuns: 60 },
  )
}, 120_000)

it('heading levels are those of an article', () => {
  const editor = editorOf(doc(heading('Capo')))
  editor.commands.insertContentAt(0, '<h1>Alto</h1><h6>Basso</h6>')
  valid(editor)
})
