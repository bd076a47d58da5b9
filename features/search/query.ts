const longest = 200
const mostWords = 12

/**
 * What a reader typed, as a query of SQLite's FTS5 that always parses: each word in quotes, all of them wanted, the last
 * one also as a beginning. Phrases in quotation marks stay together. Null when there is no word in it.
 */
export function matchExpression(typed: string): string | null {
  const text = typed.slice(0, longest).normalize('NFC')
  const phrases: string[] = []
  const words = (part: string) => part.match(/[\p{L}\p{N}]+/gu) ?? []
  const rest = text.replace(/["“”«»]([^"“”«»]+)["“”«»]/g, (_, phrase: string) => {
    const inside = words(phrase)
    if (inside.length > 0) phrases.push(`"${inside.join(' ')}"`)
    return ' '
  })
  const single = words(rest).slice(0, mostWords)
  const last = single.at(-1)
  const terms = single.map((word, i) =>
    i === single.length - 1 && last && last.length > 2 ? `"${word}"*` : `"${word}"`,
  )
  const all = [...phrases.slice(0, 4), ...terms]
  return all.length > 0 ? all.join(' AND ') : null
}

/** Marks around the words found. Private-use characters: no word of a language has them. */
export const found = { start: '\ue000', end: '\ue001' } as const

/** Cuts an excerpt at its marks. */
export function splitFound(excerpt: string): { text: string; found: boolean }[] {
  return excerpt
    .split(/([\ue000][^\ue000\ue001]*[\ue001])/)
    .filter(Boolean)
    .map((part) => ({ found: part.startsWith(found.start), text: part.replace(/[\ue000\ue001]/g, '') }))
}
