import { blockIdOf } from './block-ids.ts'
import { textOf } from './visitor.ts'

export type OutlineEntry = { id: string; level: number; text: string }

/** The subheads that stand by themselves in a text, in their order; those without words or name are left out. */
export function outlineOf(document: unknown): OutlineEntry[] {
  const content = (document as { content?: unknown } | null)?.content
  if (!Array.isArray(content)) return []
  return content.flatMap((node) => {
    const id = blockIdOf(node)
    const text = node?.type === 'heading' ? textOf(node).trim() : ''
    return id !== null && text ? [{ id, level: Number(node.attrs?.level) || 2, text }] : []
  })
}
