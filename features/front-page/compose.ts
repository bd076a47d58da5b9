import type { Teaser } from '@/features/articles/schema.ts'

/** A block of one section on the front page. */
export type SectionBlock = { section: { slug: string; name: string }; items: Teaser[] }

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
  sections: SectionBlock[]
  mostRead: Teaser[]
}

const day = 24 * 3600 * 1000
const seconds = 4
const latestShown = 9

/**
 * Makes a page of what there is, while no editor has arranged one: the lead is the newest piece of reporting with a
 * picture; the seconds come from different sections; no piece stands in two places, except in "latest" and "most read",
 * which are lists of what is elsewhere too.
 */
export function compose({ latest, opinions, sections, mostRead }: Material): FrontPage {
  const used = new Set<number>()
  const take = (teaser: Teaser): Teaser => {
    used.add(teaser.id)
    return teaser
  }
  const reporting = latest.filter((teaser) => teaser.genre !== 'opinion')
  const newest = reporting[0]
  const fresh = newest ? reporting.filter((teaser) => newest.publishedAt - teaser.publishedAt < 2 * day) : []
  const leadPiece = fresh.find((teaser) => teaser.hero) ?? newest
  const lead = leadPiece ? take(leadPiece) : null

  const chosen: Teaser[] = []
  const bySection = new Set(lead ? [lead.section.slug] : [])
  for (const teaser of reporting) {
    if (chosen.length === seconds) break
    if (used.has(teaser.id) || !teaser.hero || bySection.has(teaser.section.slug)) continue
    bySection.add(teaser.section.slug)
    chosen.push(take(teaser))
  }
  for (const teaser of reporting) {
    if (chosen.length === seconds) break
    if (!used.has(teaser.id)) chosen.push(take(teaser))
  }
  const voices = opinions.slice(0, 4).map(take)
  const blocks = sections
    .map(({ section, items }) => ({
      section,
      items: picturesFirst(items.filter((teaser) => !used.has(teaser.id)).slice(0, 5)),
    }))
    .filter((block) => block.items.length > 0)
  return {
    lead,
    seconds: chosen,
    latest: latest.filter((teaser) => teaser.id !== lead?.id).slice(0, latestShown),
    opinions: voices,
    blocks,
    mostRead: mostRead.slice(0, 5),
  }
}

/** A block opens with a picture where one of its pieces has one; the others keep their order. */
function picturesFirst(items: Teaser[]): Teaser[] {
  const opening = items.find((teaser) => teaser.hero)
  return opening ? [opening, ...items.filter((teaser) => teaser !== opening)] : items
}
