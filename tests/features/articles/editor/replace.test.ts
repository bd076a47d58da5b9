// @vitest-environment jsdom
import { TextSelection } from '@tiptap/pm/state'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { documentOf } from '@/features/articles/components/editor/document-json.ts'
import { anchorOf, type NoteRange, notesKey, rangeOf } from '@/features/articles/components/editor/notes.ts'
import { replaceDocument } from '@/features/articles/components/editor/replace.ts'
import { withBlockIds } from '@/features/articles/document/block-ids.ts'
import type { Document } from '@/features/articles/document/schema.ts'
import { doc, paragraph } from '../../../factories/documents.ts'
import { editorOf, stageOf } from '../../../factories/editor.ts'
import { carriedDocument } from '../../../factories/random-documents.ts'

const named = (document: Document) => withBlockIds(document) as Document
const text = (id: string, value: string) => ({ ...paragraph(value), attrs: { id } })

function opened(document: Document, caret: string) {
  const editor = editorOf(document)
  let at = 0
  editor.state.doc.descendants((node, pos) => {
    if (node.isText && node.text?.includes(caret)) at = pos + node.text.indexOf(caret)
  })
  editor.commands.setTextSelection(at)
  return editor
}
const afterCaret = (editor: ReturnType<typeof editorOf>) => {
  const { $from } = editor.state.selection
  return $from.parent.textBetween($from.parentOffset, $from.parent.content.size)
}

it('any text can take the place of any other', () => {
  fc.assert(
    fc.property(carriedDocument, carriedDocument, (before, after) => {
      const editor = editorOf(before)
      // As the change itself leaves it: afterwards a table with rows of unequal length is put in order.
      const { doc: made } = replaceDocument(editor.state, after)
      expect(documentOf(made).document).toEqual(named(after))
      editor.destroy()
    }),
    { numRuns: 80 },
  )
})

it('parts of one text mixed with those of another come out as they were asked for', () => {
  fc.assert(
    fc.property(
      carriedDocument,
      carriedDocument,
      fc.array(fc.boolean(), { maxLength: 8 }),
      (one, two, picks) => {
        const a = named(one).content
        const b = named(two).content
        const content = [...a, ...b].filter((_, i) => picks[i] ?? true)
        if (content.length === 0) return
        const wanted = named({ type: 'doc', content })
        const editor = editorOf(one)
        expect(documentOf(replaceDocument(editor.state, wanted).doc).document).toEqual(wanted)
        editor.destroy()
      },
    ),
    { numRuns: 80 },
  )
})

it('the caret stays at its word when other blocks change, come and go', () => {
  const editor = opened(
    doc(text('aaaaaa', 'Uno'), text('bbbbbb', 'Due parole'), text('cccccc', 'Tre')),
    'parole',
  )
  editor.view.dispatch(
    replaceDocument(
      editor.state,
      doc(
        text('dddddd', 'Nuovo'),
        text('aaaaaa', 'Uno!'),
        text('bbbbbb', 'Due parole'),
        text('eeeeee', 'Fine'),
      ),
    ),
  )
  expect(afterCaret(editor)).toBe('parole')
})

it('the caret stays at its word when its own block changes around it', () => {
  const editor = opened(doc(text('aaaaaa', 'Il ponte è chiuso')), 'chiuso')
  editor.view.dispatch(replaceDocument(editor.state, doc(text('aaaaaa', 'Il vecchio ponte è chiuso'))))
  expect(afterCaret(editor)).toBe('chiuso')
})

it('only what differs is replaced: the other blocks are the very same', () => {
  const editor = editorOf(doc(text('aaaaaa', 'Uno'), text('bbbbbb', 'Due'), text('cccccc', 'Tre')))
  const before = editor.state.doc
  editor.view.dispatch(
    replaceDocument(editor.state, doc(text('aaaaaa', 'Uno'), text('bbbbbb', 'Due!'), text('cccccc', 'Tre'))),
  )
  expect(editor.state.doc.child(0)).toBe(before.child(0))
  expect(editor.state.doc.child(2)).toBe(before.child(2))
})

it('undo takes back what was written here, not what came from somebody else', () => {
  const editor = editorOf(doc(text('aaaaaa', 'Uno'), text('bbbbbb', 'Due')))
  editor.view.dispatch(editor.state.tr.insertText('!', 4))
  editor.view.dispatch(
    replaceDocument(editor.state, doc(text('aaaaaa', 'Uno!'), text('bbbbbb', 'Due altrui'))),
  )
  editor.commands.undo()
  expect(documentOf(editor.state.doc).document).toEqual(
    doc(text('aaaaaa', 'Uno'), text('bbbbbb', 'Due altrui')),
  )
})

it('a picture that is on its way stays where it is awaited', () => {
  const host = stageOf()
  const editor = editorOf(doc(text('aaaaaa', 'Uno'), text('bbbbbb', 'Due')), host)
  const waiting = editor.schema.nodes.pendingPicture?.create({ key: 'k' })
  if (waiting) editor.view.dispatch(editor.state.tr.insert(5, waiting))
  editor.view.dispatch(replaceDocument(editor.state, doc(text('aaaaaa', 'Uno'), text('bbbbbb', 'Due!'))))
  expect(editor.state.doc.content.content.map((node) => node.type.name)).toEqual([
    'paragraph',
    'pendingPicture',
    'paragraph',
  ])
})

const note = (part: Partial<NoteRange['anchor']>): NoteRange => ({
  id: 1,
  resolved: false,
  anchor: { block: 'aaaaaa', start: 3, end: 8, quote: 'ponte', ...part },
})
const marked = (editor: ReturnType<typeof editorOf>) =>
  [...editor.view.dom.querySelectorAll('.note-range')].map((mark) => mark.textContent)
const show = (editor: ReturnType<typeof editorOf>, notes: NoteRange[]) =>
  editor.view.dispatch(editor.state.tr.setMeta(notesKey, { notes, onOpen: () => {} }))

it('a note is shown over its words, and moves with them', () => {
  const editor = editorOf(doc(text('aaaaaa', 'Il ponte è chiuso')))
  show(editor, [note({})])
  expect(marked(editor)).toEqual(['ponte'])
  editor.view.dispatch(editor.state.tr.insertText('Ecco: ', 1))
  expect(marked(editor)).toEqual(['ponte'])
  show(editor, [note({})])
  expect(marked(editor)).toEqual(['ponte'])
  show(editor, [])
  expect(marked(editor)).toEqual([])
})

it('a note whose words have moved since it was made is found by them', () => {
  const editor = editorOf(doc(text('aaaaaa', 'Ieri il ponte era aperto'), text('bbbbbb', 'Un argine')))
  expect(rangeOf(editor.state.doc, note({}).anchor)).toEqual({ from: 9, to: 14 })
  expect(rangeOf(editor.state.doc, note({ block: 'zzzzzz', quote: 'argine' }).anchor)).toBe(null)
  expect(rangeOf(editor.state.doc, note({ block: 'zzzzzz', quote: 'Un argine' }).anchor)).toEqual({
    from: 27,
    to: 36,
  })
})

it('a note whose words were rewritten stays with what is left of them, else with its block', () => {
  const quote = 'il vecchio ponte'
  const at = { start: 5, end: 21, quote }
  const open = (...blocks: [string, string][]) =>
    editorOf(
      doc(
        ...blocks.map(([id, value]) =>
          value === '' ? { type: 'paragraph' as const, attrs: { id } } : text(id, value),
        ),
      ),
    )
  const shown = (editor: ReturnType<typeof editorOf>) => {
    show(editor, [note(at)])
    return marked(editor)
  }
  expect(shown(open(['aaaaaa', 'Ieri il nuovo e il vecchio viadotto']))).toEqual(['il vecchio'])
  expect(shown(open(['aaaaaa', 'Tutto è un altro testo']))).toEqual(['Tutto è un altro testo'])
  expect(shown(open(['aaaaaa', ''], ['bbbbbb', 'Altro']))).toEqual([''])
  expect(shown(open(['aaaaaa', 'Ieri'], ['bbbbbb', 'il vecchio ponte è chiuso']))).toEqual([quote])
  expect(shown(open(['bbbbbb', 'Altro']))).toEqual([])
})

it('a note whose words are taken out while one writes goes to its block at once, and to them again when they come back', () => {
  const editor = editorOf(doc(text('aaaaaa', 'Il ponte è chiuso'), text('bbbbbb', 'Altro')))
  show(editor, [note({})])
  editor.view.dispatch(editor.state.tr.delete(4, 9))
  expect(marked(editor)).toEqual(['Il  è chiuso'])
  editor.view.dispatch(editor.state.tr.insertText('X', 1))
  expect(marked(editor).join('')).toContain('Il  è chiuso')
  show(editor, [])
  editor.view.dispatch(editor.state.tr.insertText('ponte', 5))
  show(editor, [note({})])
  expect(marked(editor)).toEqual(['ponte'])
})

it('a selection is the anchor of a note, also inside a list and over a footnote', () => {
  const editor = editorOf(
    doc({
      type: 'bulletList',
      attrs: { id: 'llllll' },
      content: [
        { type: 'listItem', content: [paragraph('Primo')] },
        {
          type: 'listItem',
          content: [
            paragraph('Il ', { type: 'footnote', content: [{ type: 'text', text: 'Fonte' }] }, 'ponte'),
          ],
        },
      ],
    }),
  )
  const { doc: now } = editor.state
  let start = 0
  now.descendants((node, pos) => {
    if (node.text === 'Il ') start = pos
  })
  editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(now, start, start + 15)))
  const anchor = anchorOf(editor.state)
  expect(anchor).toMatchObject({ block: 'llllll' })
  expect(anchor && rangeOf(now, anchor)).toEqual({ from: start, to: start + 15 })
  editor.commands.setTextSelection(start)
  expect(anchorOf(editor.state)).toBe(null)
})
