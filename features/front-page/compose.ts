import type { Teaser } from '@/features/articles/schema.ts'
import type { MediaView } from '@/features/media/schema.ts'
import { holds } from './policy.ts'
import { automaticLayout, type BlockLayout, type Item, itemsOf, type Layout, type Slot } from './schema.ts'

type SectionName = { slug: string; name: string }

/** A block of one section on the front page. `major`: as wide as the page. */
export type SectionBlock = { section: SectionName; major: boolean; items: Teaser[] }

export type FrontPage = {
  lead: Teaser | null
  seconds: Teaser[]
  latest: Teaser[]
  opinions: Teaser[]
  blocks: SectionBlock[]
  mostRead: Teaser[]
}

export type Material = {
  /** The newest of everything. */
  latest: Teaser[]
  opinions: Teaser[]
  /** The newest of each main section, in the order of the navigation. */
  sections: { id?: number; section: SectionName; items: Teaser[] }[]
  mostRead: Teaser[]
  /** The pieces and pictures that the layout names, as far as they are public. */
  pieces?: readonly Teaser[]
  pictures?: readonly MediaView[]
}

/** Name of a place: `lead`, `second:0`, `opinion:0`, `block:SECTION:0`. */
export type Place = string

/** What stands in a place: the piece, and what an editor said of it; without an item it was chosen automatically. */
export type Placed = { place: Place; teaser: Teaser | null; item: Item | null }
export type PlacedBlock = {
  id: number
  section: SectionName
  weight: BlockLayout['weight']
  places: Placed[]
}
export type Arranged = { lead: Placed; seconds: Placed[]; opinions: Placed[]; blocks: PlacedBlock[] }

/** A layout at a time: when it began to hold, and now. UTC milliseconds. */
export type Moment = { startsAt: number; now: number }

const day = 24 * 3600 * 1000
const latestShown = 9

/** How the sections' blocks stand while nobody has arranged them: every third has the page's whole width. */
export function automaticBlocks(sections: Material['sections']): BlockLayout[] {
  return sections.map(({ id }, i) =>
    i % 3 === 0
      ? { sectionId: id ?? -i - 1, weight: 'wide', size: 5, items: [] }
      : { sectionId: id ?? -i - 1, weight: 'half', size: 4, items: [] },
  )
}

/**
 * Puts the pieces that editors chose in their places and fills the others: the lead is the newest reporting with a
 * picture; the seconds come from different sections. No piece stands in two places. A chosen piece that is not public,
 * or whose time is over, leaves its place to the automatic choice.
 */
export function arrange(
  material: Material,
  layout: Layout = automaticLayout,
  { startsAt, now }: Moment = { startsAt: 0, now: 0 },
): Arranged {
  const { latest, opinions, sections, pieces = [], pictures = [] } = material
  const known = new Map(pieces.map((piece) => [piece.id, piece]))
  const shown = new Map(pictures.map((picture) => [picture.id, picture]))
  const valid = (item: Slot): item is Item =>
    item !== null && known.has(item.articleId) && holds(item, startsAt, now)
  const used = new Set(
    itemsOf(layout)
      .filter(valid)
      .map((item) => item.articleId),
  )
  const free = (teaser: Teaser) => !used.has(teaser.id)
  const take = (teaser: Teaser): Teaser => {
    used.add(teaser.id)
    return teaser
  }
  /** Fills one place after the other: with the chosen piece, or with the next of the automatic ones. */
  const fill = (name: string, slots: readonly Slot[], automatic: readonly Teaser[]): Placed[] => {
    const queue = [...automatic]
    return slots.map((item, i) => {
      const place = `${name}:${i}`
      if (!valid(item)) return { place, teaser: queue.shift() ?? null, item: null }
      return { place, teaser: reworded(known.get(item.articleId) ?? null, item, shown), item }
    })
  }
  const gaps = (slots: readonly Slot[]) => slots.filter((item) => !valid(item)).length

  const reporting = latest.filter((teaser) => teaser.genre !== 'opinion')
  let lead: Placed
  if (valid(layout.lead)) {
    const teaser = reworded(known.get(layout.lead.articleId) ?? null, layout.lead, shown)
    lead = { place: 'lead', teaser, item: layout.lead }
  } else {
    const open = reporting.filter(free)
    const newest = open[0]
    const fresh = newest ? open.filter((teaser) => newest.publishedAt - teaser.publishedAt < 2 * day) : []
    const piece = fresh.find((teaser) => teaser.hero) ?? newest
    lead = { place: 'lead', teaser: piece ? take(piece) : null, item: null }
  }

  const chosen: Teaser[] = []
  const wanted = gaps(layout.seconds)
  const bySection = new Set(lead.teaser ? [lead.teaser.section.slug] : [])
  for (const item of layout.seconds.filter(valid))
    bySection.add(known.get(item.articleId)?.section.slug ?? '')
  for (const teaser of reporting) {
    if (chosen.length === wanted) break
    if (!free(teaser) || !teaser.hero || bySection.has(teaser.section.slug)) continue
    bySection.add(teaser.section.slug)
    chosen.push(take(teaser))
  }
  for (const teaser of reporting) {
    if (chosen.length === wanted) break
    if (free(teaser)) chosen.push(take(teaser))
  }
  const voices = opinions.filter(free).slice(0, gaps(layout.opinions)).map(take)

  const bySectionId = new Map(sections.map((entry, i) => [entry.id ?? -i - 1, entry]))
  const blocks = (layout.blocks ?? automaticBlocks(sections)).flatMap((block): PlacedBlock[] => {
    const source = bySectionId.get(block.sectionId)
    if (!source) return []
    const slots = Array.from({ length: block.size }, (_, i) => block.items[i] ?? null)
    const open = source.items.filter(free).slice(0, gaps(slots))
    const automatic = valid(slots[0] ?? null) ? open : picturesFirst(open)
    const places = fill(`block:${block.sectionId}`, slots, automatic.map(take))
    return [{ id: block.sectionId, section: source.section, weight: block.weight, places }]
  })
  return {
    lead,
    seconds: fill('second', layout.seconds, chosen),
    opinions: fill('opinion', layout.opinions, voices),
    blocks,
  }
}

/** The front page that readers see. Besides the places it has two lists of what may be elsewhere too: latest and most read. */
export function compose(material: Material, layout?: Layout, moment?: Moment): FrontPage {
  const { lead, seconds, opinions, blocks } = arrange(material, layout, moment)
  const pieces = (places: Placed[]) => places.flatMap(({ teaser }) => teaser ?? [])
  return {
    lead: lead.teaser,
    seconds: pieces(seconds),
    latest: material.latest.filter((teaser) => teaser.id !== lead.teaser?.id).slice(0, latestShown),
    opinions: pieces(opinions),
    blocks: blocks
      .map(({ section, weight, places }) => ({ section, major: weight === 'wide', items: pieces(places) }))
      .filter((block) => block.items.length > 0),
    mostRead: material.mostRead.slice(0, 5),
  }
}

/** A piece in the words and with the picture that it has on the front page. */
function reworded(teaser: Teaser | null, item: Item, pictures: Map<number, MediaView>): Teaser | null {
  if (!teaser) return null
  const picture = item.mediaId === undefined ? undefined : pictures.get(item.mediaId)
  return {
    ...teaser,
    ...(item.headline ? { headline: item.headline } : {}),
    ...(item.kicker ? { kicker: item.kicker } : {}),
    ...(picture ? { hero: picture } : {}),
  }
}

/** A block opens with a picture where one of its pieces has one; the others keep their order. */
function picturesFirst(items: Teaser[]): Teaser[] {
  const opening = items.find((teaser) => teaser.hero)
  return opening ? [opening, ...items.filter((teaser) => teaser !== opening)] : items
}
