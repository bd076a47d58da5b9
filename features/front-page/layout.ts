// What an editor does to a layout, and what happens when two did it at once. Pure: the editor's page works with these.
import { automaticBlocks, type Material, type Place } from './compose.ts'
import {
  type BlockLayout,
  type Item,
  type Layout,
  largestBlock,
  layoutSchema,
  opinions,
  type Slot,
  seconds,
} from './schema.ts'

/** The layout with its blocks written out, so that they can be changed. */
export function explicit(layout: Layout, sections: Material['sections']): Layout & { blocks: BlockLayout[] } {
  return { ...layout, blocks: layout.blocks ?? automaticBlocks(sections) }
}

/** Every place of a layout, from the top of the page on. */
export function placesOf(layout: Layout): Place[] {
  const numbered = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}:${i}`)
  return [
    'lead',
    ...numbered('second', seconds),
    ...numbered('opinion', opinions),
    ...(layout.blocks ?? []).flatMap((block) => numbered(`block:${block.sectionId}`, block.size)),
  ]
}

const inBlock = /^block:(-?\d+):(\d+)$/

/** What an editor put in a place; null when it fills itself, or when there is no such place. */
export function itemAt(layout: Layout, place: Place): Slot {
  if (place === 'lead') return layout.lead
  const block = inBlock.exec(place)
  if (block)
    return (
      layout.blocks?.find((entry) => entry.sectionId === Number(block[1]))?.items[Number(block[2])] ?? null
    )
  const [name, index] = place.split(':')
  return (name === 'second' ? layout.seconds : layout.opinions)[Number(index)] ?? null
}

/** The place in which a piece was put; null when it was put in none. */
export const placeOf = (layout: Layout, articleId: number): Place | null =>
  placesOf(layout).find((place) => itemAt(layout, place)?.articleId === articleId) ?? null

/** The layout with something else in one place. Nothing is taken away elsewhere. */
export function withItem(layout: Layout, place: Place, slot: Slot): Layout {
  if (place === 'lead') return { ...layout, lead: slot }
  const block = inBlock.exec(place)
  if (block) {
    const blocks = (layout.blocks ?? []).map((entry) => {
      if (entry.sectionId !== Number(block[1])) return entry
      const items = Array.from({ length: largestBlock }, (_, i) => entry.items[i] ?? null)
      items[Number(block[2])] = slot
      while (items.length > 0 && items.at(-1) === null) items.pop()
      return { ...entry, items }
    })
    return { ...layout, blocks }
  }
  const [name, index] = place.split(':')
  const list = (slots: Slot[]) => slots.map((old, i) => (i === Number(index) ? slot : old))
  return name === 'second'
    ? { ...layout, seconds: list(layout.seconds) }
    : { ...layout, opinions: list(layout.opinions) }
}

/**
 * Puts a piece in a place. If it was put in another one before, what stood here goes there: the two change places.
 * What an editor said of the piece goes with it.
 */
export function put(layout: Layout, place: Place, articleId: number, now: number): Layout {
  const before = placeOf(layout, articleId)
  if (before === place) return layout
  const moved: Item = (before && itemAt(layout, before)) || { articleId, placedAt: now, lock: null }
  const other = itemAt(layout, place)
  const cleared = before ? withItem(layout, before, other) : layout
  return withItem(cleared, place, { ...moved, placedAt: now })
}

/** The layout in which everything fills itself but what is locked. */
export function fillAutomatically(layout: Layout): Layout {
  return placesOf(layout).reduce(
    (result, place) => (itemAt(result, place)?.lock ? result : withItem(result, place, null)),
    layout,
  )
}

/** What two people did to one layout, at one place each time: `blocks` is the order, width and size of the sections. */
export type Clash = { place: Place | 'blocks'; mine: Slot; theirs: Slot }
export type Merged = { layout: Layout; clashes: Clash[] }

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
const frame = (layout: Layout) =>
  layout.blocks?.map(({ sectionId, weight, size }) => ({ sectionId, weight, size })) ?? null

/**
 * Brings together what two people made of one layout. Changes in different places stand side by side; where both
 * changed the same place, or would show one piece twice, `mine` stands and the clash is named.
 */
export function mergeLayouts(base: Layout, mine: Layout, theirs: Layout): Merged {
  const clashes: Clash[] = []
  const frames = [frame(base), frame(mine), frame(theirs)] as const
  const framesClash =
    !same(frames[0], frames[1]) && !same(frames[0], frames[2]) && !same(frames[1], frames[2])
  if (framesClash) clashes.push({ place: 'blocks', mine: null, theirs: null })
  const source = same(frames[0], frames[1]) ? theirs : mine
  let layout: Layout = {
    ...source,
    blocks: source.blocks?.map((block) => ({ ...block, items: [] })) ?? null,
  }
  for (const place of placesOf(layout)) {
    const [was, own, other] = [itemAt(base, place), itemAt(mine, place), itemAt(theirs, place)]
    const changed = !same(was, own)
    if (changed && !same(was, other) && !same(own, other)) clashes.push({ place, mine: own, theirs: other })
    layout = withItem(layout, place, changed ? own : other)
  }
  for (const place of placesOf(layout)) {
    const item = itemAt(layout, place)
    const twin =
      item && placesOf(layout).find((at) => at !== place && itemAt(layout, at)?.articleId === item.articleId)
    if (!twin) continue
    // Moved by both: where the one who merges wants it.
    const lost = same(itemAt(mine, place), item) ? twin : place
    clashes.push({ place: lost, mine: itemAt(mine, lost), theirs: itemAt(theirs, lost) })
    const own = itemAt(mine, lost)
    layout = withItem(layout, lost, own && placeOf(layout, own.articleId) === null ? own : null)
  }
  return { layout, clashes }
}

/** A clash settled for the other side. A piece that would stand twice leaves its other place. */
export function takeTheirs(layout: Layout, clash: Clash, theirs: Layout): Layout {
  if (clash.place === 'blocks') {
    const framed = { ...layout, blocks: theirs.blocks }
    return layoutSchema.safeParse(framed).success
      ? framed
      : { ...fillAutomatically(framed), blocks: theirs.blocks }
  }
  const other = clash.theirs
  const before = other && placeOf(layout, other.articleId)
  return withItem(before ? withItem(layout, before, null) : layout, clash.place, other)
}
