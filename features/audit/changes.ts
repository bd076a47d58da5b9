// What changed, field by field, from the two states that a line of the log keeps.

export type Change = { field: string; before: string; after: string }

const longest = 300
const deepest = 3

function shown(value: unknown): string {
  if (value === undefined || value === null) return ''
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The fields that differ, with dots for what lies inside: `roles.author`. Equal fields are left out. */
export function changesBetween(before: unknown, after: unknown, path = '', depth = 0): Change[] {
  const inside = (isRecord(before) || isRecord(after)) && depth < deepest
  const plain = (value: unknown) => value === undefined || value === null || isRecord(value)
  if (inside && plain(before) && plain(after)) {
    const [old, now] = [isRecord(before) ? before : {}, isRecord(after) ? after : {}]
    return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((key) =>
      changesBetween(old[key], now[key], path ? `${path}.${key}` : key, depth + 1),
    )
  }
  if (JSON.stringify(before ?? null) === JSON.stringify(after ?? null)) return []
  return [{ field: path, before: shown(before), after: shown(after) }]
}
