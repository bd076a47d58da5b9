/** The things with one of them put before or after another. */
export function moved<T extends { id: number }>(
  things: readonly T[],
  id: number,
  targetId: number,
  place: 'before' | 'after',
): T[] {
  const thing = things.find((one) => one.id === id)
  if (!thing || id === targetId) return [...things]
  const rest = things.filter((one) => one.id !== id)
  const target = rest.findIndex((one) => one.id === targetId)
  if (target === -1) return [...things]
  const at = target + (place === 'after' ? 1 : 0)
  return [...rest.slice(0, at), thing, ...rest.slice(at)]
}
