// What a decision on a conflict does to the article.
import {
  blockIdOf,
  canonical,
  renamed,
  shortHash,
  withBlockIds,
} from '@/features/articles/document/block-ids.ts'
import type { LooseNode } from '@/features/articles/document/visitor.ts'
import type { Snapshot } from '@/features/articles/schema.ts'
import type { OpenConflict, Resolution } from './schema.ts'

type Place = Pick<OpenConflict, 'field' | 'mine' | 'theirs'>

/** The name of the block that a conflict is about, or null when it is about a field. */
export const blockOf = (conflict: Pick<OpenConflict, 'field'>): string | null =>
  conflict.field.startsWith('block:') ? conflict.field.slice('block:'.length) : null

/** What stands in that place now; null when nothing does. */
export function standingText(snapshot: Snapshot, conflict: Place): unknown {
  const id = blockOf(conflict)
  if (id !== null) return withBlockIds(snapshot.body).content.find((node) => blockIdOf(node) === id) ?? null
  const [name = '', part] = conflict.field.split('.')
  const value = (snapshot as unknown as Record<string, unknown>)[name]
  return (part === undefined ? value : (value as Record<string, unknown> | null)?.[part]) ?? null
}

/** The decisions that make sense: both texts need a place for two. */
export function decisionsFor(snapshot: Snapshot, conflict: Place): Resolution[] {
  const two = blockOf(conflict) !== null || conflict.field === 'standfirst'
  return two &&
    conflict.mine !== null &&
    standingText(snapshot, conflict) !== null &&
    conflict.theirs !== null
    ? ['mine', 'theirs', 'both']
    : ['mine', 'theirs']
}

/** The change that a decision makes. `theirs` is what stands there now. */
export function changeFor(snapshot: Snapshot, conflict: Place, resolution: Resolution): Partial<Snapshot> {
  const id = blockOf(conflict)
  if (id !== null) return { body: { type: 'doc', content: decided(snapshot.body, id, conflict, resolution) } }
  if (resolution === 'theirs') return {}
  const [name = '', part] = conflict.field.split('.')
  const key = name as keyof Snapshot
  if (resolution === 'both')
    return { [key]: [standingText(snapshot, conflict), conflict.mine].filter(Boolean).join(' ') }
  if (part === undefined) return { [key]: conflict.mine }
  const whole = snapshot[key] as Record<string, unknown> | null
  if (whole === null) return {}
  const { [part]: _old, ...rest } = whole
  return { [key]: conflict.mine === null && name !== 'hero' ? rest : { ...rest, [part]: conflict.mine } }
}

function decided(body: unknown, id: string, { mine, theirs }: Place, resolution: Resolution): LooseNode[] {
  const { content } = withBlockIds(body)
  const waiting = mine as LooseNode | null
  const stands = content.some((node) => blockIdOf(node) === id)
  const without = content.filter((node) => blockIdOf(node) !== id)
  const named = (list: LooseNode[]) => withBlockIds({ type: 'doc', content: list }).content
  if (resolution === 'theirs') return theirs === null ? named(without) : content
  if (waiting === null) return resolution === 'mine' ? named(without) : content
  if (resolution === 'mine' && stands)
    return content.map((node) => (blockIdOf(node) === id ? renamed(waiting, id) : node))
  const added = stands ? renamed(waiting, shortHash(`both:${id}:${canonical(waiting)}`)) : waiting
  const at = content.findIndex((node) => blockIdOf(node) === id)
  return named(
    at === -1 ? [...content, added] : [...content.slice(0, at + 1), added, ...content.slice(at + 1)],
  )
}
