// What two people did to one article since they had it in common, made into one article.
import type { Snapshot } from '../schema.ts'
import { blockIdOf, canonical, shortHash, withBlockIds } from './block-ids.ts'
import { mergeSequences } from './merge-sequences.ts'
import type { LooseNode } from './visitor.ts'

/**
 * One place that both sides wrote. `field` is `block:ID`, the name of a field, or `seo.title`, `hero.alt` and the like.
 * `theirs` has the place; null where a side removed it.
 */
export type MergeConflict = { field: string; base: unknown; mine: unknown; theirs: unknown }
export type Merged = { snapshot: Snapshot; conflicts: MergeConflict[] }

const texts = ['headline', 'kicker', 'standfirst', 'place', 'bylineOverride'] as const
const choices = [
  'sectionId',
  'language',
  'translationGroupId',
  'seriesId',
  'genre',
  'hideSupport',
  'hideNewsletter',
] as const
const limits = { tagIds: 30, byline: 20, relatedPins: 15 } as const

const equal = (a: unknown, b: unknown) => canonical(a) === canonical(b)

/** A key that is the same whenever the same conflict is told again. */
export const conflictKey = (conflict: MergeConflict): string =>
  shortHash(canonical([conflict.field, conflict.mine, conflict.theirs])) + shortHash(conflict.field)

/**
 * Merges mine into theirs: blocks by their names, everything else field by field. Where both wrote the same place,
 * theirs stands there and mine goes to the conflicts; a block that one side removed and the other wrote stays.
 */
export function mergeSnapshots(base: Snapshot, mine: Snapshot, theirs: Snapshot): Merged {
  const conflicts: MergeConflict[] = []
  const pick = <T>(field: string, b: T, m: T, t: T): T => {
    if (equal(m, t) || equal(m, b)) return t
    if (equal(t, b)) return m
    conflicts.push({ field, base: b, mine: m, theirs: t })
    return t
  }
  const snapshot: Snapshot = { ...theirs, body: mergeBodies(base.body, mine.body, theirs.body, conflicts) }
  for (const field of texts) snapshot[field] = pick(field, base[field], mine[field], theirs[field])
  for (const field of choices)
    Object.assign(snapshot, { [field]: pick(field, base[field], mine[field], theirs[field]) })
  // Nobody's text: of two addresses the one that is stored already stays.
  snapshot.slug = equal(theirs.slug, base.slug) ? mine.slug : theirs.slug
  snapshot.seo = mergeRecord('seo', base.seo, mine.seo, theirs.seo, pick)
  snapshot.source = mergeRecord('source', base.source, mine.source, theirs.source, pick)
  const samePicture = base.hero?.mediaId === mine.hero?.mediaId && mine.hero?.mediaId === theirs.hero?.mediaId
  snapshot.hero =
    base.hero && mine.hero && theirs.hero && samePicture
      ? {
          mediaId: theirs.hero.mediaId,
          alt: pick('hero.alt', base.hero.alt, mine.hero.alt, theirs.hero.alt),
          caption: pick('hero.caption', base.hero.caption, mine.hero.caption, theirs.hero.caption),
          credit: pick('hero.credit', base.hero.credit, mine.hero.credit, theirs.hero.credit),
        }
      : pick('hero', base.hero, mine.hero, theirs.hero)
  snapshot.tagIds = mergeList(base.tagIds, mine.tagIds, theirs.tagIds, limits.tagIds)
  snapshot.relatedPins = mergeList(base.relatedPins, mine.relatedPins, theirs.relatedPins, limits.relatedPins)
  snapshot.byline = mergeList(base.byline, mine.byline, theirs.byline, limits.byline)
  return { snapshot, conflicts }
}

function mergeBodies(base: unknown, mine: unknown, theirs: unknown, conflicts: MergeConflict[]): unknown {
  const blocks = (body: unknown) =>
    new Map(withBlockIds(body).content.map((node): [string, LooseNode] => [blockIdOf(node) ?? '', node]))
  const { merged, clashes } = mergeSequences(blocks(base), blocks(mine), blocks(theirs), equal)
  for (const { key, ...sides } of clashes) conflicts.push({ field: `block:${key}`, ...sides })
  return withBlockIds({ type: 'doc', content: [...merged.values()] })
}

function mergeRecord<T extends Record<string, unknown>>(
  name: string,
  base: T,
  mine: T,
  theirs: T,
  pick: (field: string, b: unknown, m: unknown, t: unknown) => unknown,
): T {
  const keys = new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(theirs)])
  const entries = [...keys].map((key): [string, unknown] => [
    key,
    pick(`${name}.${key}`, filled(base[key]), filled(mine[key]), filled(theirs[key])),
  ])
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as T
}

/** Nothing, an empty text and a box that is not ticked are one answer. */
const filled = (value: unknown) => (value === '' || value === false ? undefined : value)

/** What either side added is in, what either side took out is out. */
function mergeList<T>(base: T[], mine: T[], theirs: T[], limit: number): T[] {
  const keyed = (list: T[]) => new Map(list.map((entry): [string, T] => [canonical(entry), entry]))
  return [...mergeSequences(keyed(base), keyed(mine), keyed(theirs), () => true).merged.values()].slice(
    0,
    limit,
  )
}

/**
 * The base to merge from when the answer to a save was lost. What stands in theirs exactly as it was sent is ours:
 * only what was written after it counts as mine.
 */
export function rebase(base: Snapshot, sent: Snapshot, theirs: Snapshot): Snapshot {
  const result: Record<string, unknown> = { ...base }
  for (const key of Object.keys(base) as (keyof Snapshot)[])
    if (key !== 'body' && equal(sent[key], theirs[key])) result[key] = sent[key]
  const named = (body: unknown) =>
    new Map(withBlockIds(body).content.map((node): [string, LooseNode] => [blockIdOf(node) ?? '', node]))
  const [was, own, now] = [named(base.body), named(sent.body), named(theirs.body)]
  const content: LooseNode[] = []
  for (const [id, node] of was) {
    const [mine, stored] = [own.get(id), now.get(id)]
    if (mine === undefined && stored === undefined) continue
    content.push(mine !== undefined && stored !== undefined && equal(mine, stored) ? mine : node)
  }
  for (const [id, node] of own) if (!was.has(id) && equal(node, now.get(id))) content.push(node)
  return { ...(result as Snapshot), body: { type: 'doc', content } }
}

/** Whether two snapshots say the same. */
export const sameSnapshot = (a: Snapshot, b: Snapshot): boolean =>
  equal({ ...a, body: withBlockIds(a.body) }, { ...b, body: withBlockIds(b.body) })
