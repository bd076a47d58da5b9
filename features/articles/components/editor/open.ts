// Whether the editor can hold a text whole. Tiptap opens what it does not know as an empty text, and saving that would
// be the end of the article.
import { getSchema } from '@tiptap/core'
import type { Schema } from '@tiptap/pm/model'
import { withBlockIds } from '@/features/articles/document/block-ids.ts'
import { checkDocument, type Document } from '@/features/articles/document/schema.ts'
import { documentOf } from './document-json.ts'
import { editorExtensions } from './extensions.ts'
import type { EditorHost } from './host.ts'

export type Opened = { ok: true; document: Document } | { ok: false; errors: string[] }

/** The text with a name on every block, if the editor's grammar takes all of it; else why not. */
export function openDocument(value: unknown, schema: Schema): Opened {
  const checked = checkDocument(value)
  if (!checked.ok) return checked
  const document = withBlockIds(checked.document) as Document
  try {
    const node = schema.nodeFromJSON(document)
    node.check()
    const { errors } = documentOf(node)
    return errors.length > 0 ? { ok: false, errors } : { ok: true, document }
  } catch (error) {
    return { ok: false, errors: [error instanceof Error ? error.message : String(error)] }
  }
}

/** The editor's grammar, for checking before there is an editor. */
export const editorSchema = (host: EditorHost): Schema => getSchema(editorExtensions(host))
