// Three versions of one list of named things made into one.

export type Clash<T> = { key: string; base: T | null; mine: T | null; theirs: T | null }
export type Sequence<T> = ReadonlyMap<string, T>

/**
 * Merges what two sides did to a list since `base`: insertions, removals, moves and changes. Where both changed one
 * entry differently, or one changed what the other removed, the changed one stays (theirs before mine) and the clash
 * is told. Nothing that either side wrote is left out of the answer.
 */
export function mergeSequences<T>(
  base: Sequence<T>,
  mine: Sequence<T>,
  theirs: Sequence<T>,
  equal: (a: T, b: T) => boolean,
): { merged: Map<string, T>; clashes: Clash<T>[] } {
  const kept = new Map<string, T>()
  const clashes: Clash<T>[] = []
  for (const key of new Set([...theirs.keys(), ...mine.keys()])) {
    const b = base.get(key)
    const m = mine.get(key)
    const t = theirs.get(key)
    if (m !== undefined && t !== undefined) {
      if (equal(m, t) || (b !== undefined && equal(m, b))) kept.set(key, t)
      else if (b !== undefined && equal(t, b)) kept.set(key, m)
      else {
        kept.set(key, t)
        clashes.push({ key, base: b ?? null, mine: m, theirs: t })
      }
      continue
    }
    const one = (m ?? t) as T
    if (b === undefined) kept.set(key, one)
    else if (!equal(one, b)) {
      kept.set(key, one)
      clashes.push({ key, base: b, mine: m ?? null, theirs: t ?? null })
    }
  }
  const merged = new Map<string, T>()
  for (const key of order([...base.keys()], [...mine.keys()], [...theirs.keys()], kept))
    merged.set(key, kept.get(key) as T)
  return { merged, clashes }
}

/** Their order, with my moves and insertions done again in it, each after the neighbour that it follows in mine. */
function order(
  base: string[],
  mine: string[],
  theirs: string[],
  kept: ReadonlyMap<string, unknown>,
): string[] {
  const theyMoved = moved(base, theirs)
  const iMoved = new Set([...moved(base, mine)].filter((key) => !theyMoved.has(key)))
  const result = theirs.filter((key) => kept.has(key) && !iMoved.has(key))
  const placed = new Set(result)
  let before: string | undefined
  for (const key of mine) {
    if (!kept.has(key)) continue
    if (!placed.has(key)) {
      result.splice(before === undefined ? 0 : result.indexOf(before) + 1, 0, key)
      placed.add(key)
    }
    before = key
  }
  return result
}

/** What stands elsewhere than before: the entries outside the longest run that kept its order. */
function moved(before: string[], after: string[]): Set<string> {
  const was = new Map(before.map((key, i) => [key, i]))
  const common = after.filter((key) => was.has(key))
  const places = common.map((key) => was.get(key) as number)
  const tails: number[] = []
  const previous: number[] = []
  for (const [i, place] of places.entries()) {
    let low = 0
    for (let high = tails.length; low < high; ) {
      const middle = (low + high) >> 1
      if ((places[tails[middle] as number] as number) < place) low = middle + 1
      else high = middle
    }
    previous[i] = low > 0 ? (tails[low - 1] as number) : -1
    tails[low] = i
  }
  const still = new Set<number>()
  for (let at = tails.at(-1) ?? -1; at !== -1; at = previous[at] as number) still.add(at)
  return new Set(common.filter((_, i) => !still.has(i)))
}
