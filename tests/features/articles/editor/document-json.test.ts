// @vitest-environment jsdom
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { documentOf } from '@/features/articles/components/editor/document-json.ts'
import { editorSchema, openDocument } from '@/features/articles/components/editor/open.ts'
import { withBlockIds } from '@/features/articles/document/block-ids.ts'
import { model } from '@/features/articles/document/model.ts'
import { checkDocument, type Document, nodeTypes } from '@/features/articles/document/schema.ts'
import { doc, everything } from '../../../factories/documents.ts'
import { editorOf, stageOf } from '../../../factories/editor.ts'
import { carriedDocument } from '../../../factories/random-documents.ts'

const schema = editorSchema(stageOf())

it('the editor knows the nodes and marks of the model and one of its own, with the same content', () => {
  expect(Object.keys(schema.nodes).sort()).toEqual([...nodeTypes, 'pendingPicture'].sort())
  for (const [name, type] of Object.entries(model.nodes))
    expect([name, schema.nodes[name]?.spec.content ?? '', schema.nodes[name]?.isInline]).toEqual([
      name,
      type.spec.content ?? '',
      type.isInline,
    ])
  expect(Object.keys(schema.marks)).toEqual(Object.keys(model.marks))
})

it('attributes are those of the model, besides names and what tables keep to themselves', () => {
  for (const [name, type] of Object.entries(model.nodes)) {
    const own = Object.keys(schema.nodes[name]?.spec.attrs ?? {}).filter(
      (attr) => attr !== 'id' && attr !== 'colwidth',
    )
    expect([name, own.sort()]).toEqual([name, Object.keys(type.spec.attrs ?? {}).sort()])
  }
})

it('a document with every node and mark comes out as it went in', () => {
  const editor = editorOf(everything)
  expect(documentOf(editor.state.doc)).toEqual({ document: everything, errors: [] })
  editor.destroy()
})

it('any document comes out as it went in, with a name on every block', () => {
  fc.assert(
    fc.property(carriedDocument, (document) => {
      const opened = openDocument(document, schema)
      if (!opened.ok) throw new Error(opened.errors.join('\n'))
      const written = documentOf(schema.nodeFromJSON(opened.document))
      expect(written.errors).toEqual([])
      expect(written.document).toEqual(withBlockIds(document))
      expect(checkDocument(written.document).ok).toBe(true)
    }),
    { numRuns: 300 },
  )
})

it('two people who open a text without names give its blocks the same ones', () => {
  fc.assert(
    fc.property(carriedDocument, (document) => {
      expect(openDocument(structuredClone(document), schema)).toEqual(openDocument(document, schema))
    }),
    { numRuns: 50 },
  )
})

it('a text with an element that is not known is not opened', () => {
  const unknown = { type: 'doc', content: [{ type: 'poll', attrs: { question: 'Sì?' } }] }
  expect(openDocument(unknown, schema)).toMatchObject({ ok: false })
})

it('a text whose address leads to a script is not opened', () => {
  const bad = doc({
    type: 'paragraph',
    content: [
      {
        type: 'text',
        text: 'x',
        marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)', articleId: null } }],
      },
    ],
  } as Document['content'][number])
  expect(openDocument(bad, schema)).toMatchObject({ ok: false })
})
