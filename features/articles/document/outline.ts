import { blockIdOf, withBlockIds } from './block-ids.ts'
import { textOf } from './visitor.ts'

export type OutlineEntry = { id: string; level: number; text: string }

/** The subheads that stand by themselves in a text, in their order; those without words are left out. */
export function outlineOf(document: unknown): OutlineEntry[] {
  return withBlockIds(document).content.flatMap((node) => {
    const id = blockIdOf(node)
    const text = node.type === 'heading' ? textOf(node).trim() : ''
    const level = Number((node.attrs as { level?: unknown } | undefined)?.level) || 2
    return id !== null && text ? [{ id, level, text }] : []
  })
}
