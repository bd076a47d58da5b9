import type { Section } from './schema.ts'

/**
 * The sections with one of them dropped before or after another: it goes in where the other stands. What has sections
 * inside stays a main section, and takes them along.
 */
export function rearranged<S extends Section>(
  sections: readonly S[],
  movedId: number,
  targetId: number,
  place: 'before' | 'after',
): S[] {
  const moved = sections.find((section) => section.id === movedId)
  const target = sections.find((section) => section.id === targetId)
  if (!moved || !target || moved === target) return [...sections]
  const hasInside = sections.some((section) => section.parentId === movedId)
  const parentId = hasInside ? null : target.parentId === movedId ? null : target.parentId
  const rest = sections.filter((section) => section !== moved)
  const at = rest.indexOf(target) + (place === 'after' ? 1 : 0)
  return [...rest.slice(0, at), { ...moved, parentId }, ...rest.slice(at)]
}
