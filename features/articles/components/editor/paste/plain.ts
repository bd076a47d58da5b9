import type { Node as PMNode, Schema } from '@tiptap/pm/model'
import { Fragment, Slice } from '@tiptap/pm/model'

/** Plain text as paragraphs: an empty line parts them, or every line does where there is no empty one. */
export function plainParagraphs(text: string, schema: Schema): Slice | null {
  const { paragraph, hardBreak } = schema.nodes
  if (!paragraph || !hardBreak) return null
  const clean = text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u200b\u200e\u200f\ufeff]/g, '')
    .trim()
  if (clean === '') return null
  const hasGaps = /\n[ \t]*\n/.test(clean)
  const parts = clean.split(hasGaps ? /\n[ \t]*\n\s*/ : /\n/)
  const nodes = parts.map((part) => {
    const lines = part.split('\n').map((line) => line.trim())
    const content = lines.flatMap((line, i): PMNode[] => [
      ...(i > 0 ? [hardBreak.create()] : []),
      ...(line ? [schema.text(line)] : []),
    ])
    return paragraph.create(null, content)
  })
  return new Slice(Fragment.from(nodes), 1, 1)
}
