import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Teaser } from '@/features/articles/schema.ts'
import { arrange, compose, type Material } from '@/features/front-page/compose.ts'
import { keepsFor } from '@/features/front-page/policy.ts'
import { automaticLayout, type Item, type Layout, layoutSchema } from '@/features/front-page/schema.ts'
import { picture, teaser } from '@/tests/factories/views.ts'

const hour = 3_600_000
const noon = Date.parse('2026-11-24T11:00:00Z')
const moment = { startsAt: noon, now: noon }
const slugs = ['citta', 'mare', 'sport']

const piece = (id: number, section = 'citta', over: Partial<Teaser> = {}) =>
  teaser({
    id,
    path: `/${section}/${id}`,
    headline: `Pezzo ${id}`,
    section: { id: slugs.indexOf(section) + 1, slug: section, name: section },
    publishedAt: noon - id * hour,
    hero: picture({ id }),
    ...over,
  })
const item = (articleId: number, over: Partial<Item> = {}): Item => ({
  articleId,
  placedAt: noon,
  lock: null,
  ...over,
})
function materialOf(all: Teaser[], chosen = all): Material {
  return {
    latest: all,
    opinions: all.filter((entry) => entry.genre === 'opinion'),
    sections: slugs.map((slug, i) => ({
      id: i + 1,
      section: { slug, name: slug },
      items: all.filter((entry) => entry.section.slug === slug),
    })),
    mostRead: [],
    pieces: chosen,
    pictures: [picture({ id: 900 })],
  }
}
const pieces = [1, 2, 3, 4, 5, 6, 7, 8].map((id) => piece(id, slugs[id % 3]))
const withLead = (lead: Item): Layout => ({ ...automaticLayout, lead })

it('a chosen piece has its place, and the automatic choice fills the others without it', () => {
  const page = compose(materialOf(pieces), withLead(item(6)), moment)
  expect(page.lead?.id).toBe(6)
  expect(page.seconds).toHaveLength(4)
  expect([...page.seconds, ...page.blocks.flatMap((block) => block.items)].map(({ id }) => id)).not.toContain(
    6,
  )
})

it('a piece shows the words and the picture that it was given for the front page, and only there', () => {
  const lead = item(2, { headline: 'In prima', kicker: 'Esclusiva', mediaId: 900 })
  const page = compose(materialOf(pieces), withLead(lead), moment)
  expect([page.lead?.headline, page.lead?.kicker, page.lead?.hero?.id]).toEqual([
    'In prima',
    'Esclusiva',
    900,
  ])
  expect(pieces[1]?.headline).toBe('Pezzo 2')
})

it('a piece that is not public any more leaves its place to the automatic choice', () => {
  const page = compose(
    materialOf(
      pieces.filter(({ id }) => id !== 6),
      pieces.filter(({ id }) => id !== 6),
    ),
    withLead(item(6)),
    moment,
  )
  expect(page.lead?.id).toBe(1)
})

it('a piece that nobody locked gives way after a day, a locked one stays, until its time where it has one', () => {
  const leadAt = (lead: Item, now: number) =>
    compose(materialOf(pieces), withLead(lead), { startsAt: noon, now }).lead?.id
  expect(leadAt(item(6), noon + keepsFor - 1)).toBe(6)
  expect(leadAt(item(6), noon + keepsFor)).toBe(1)
  expect(leadAt(item(6, { lock: { until: null } }), noon + 100 * keepsFor)).toBe(6)
  expect(leadAt(item(6, { lock: { until: noon + hour } }), noon + hour - 1)).toBe(6)
  expect(leadAt(item(6, { lock: { until: noon + hour } }), noon + hour)).toBe(1)
})

it('the day of a piece begins when the page that holds it takes effect', () => {
  const early = item(6, { placedAt: noon - 5 * keepsFor })
  expect(compose(materialOf(pieces), withLead(early), moment).lead?.id).toBe(6)
})

it('blocks stand in the order, width and size that they were given; a section that is gone has none', () => {
  const layout: Layout = {
    ...automaticLayout,
    blocks: [
      { sectionId: 3, weight: 'wide', size: 1, items: [] },
      { sectionId: 99, weight: 'half', size: 2, items: [] },
      { sectionId: 1, weight: 'half', size: 2, items: [null, item(3)] },
    ],
  }
  const many = Array.from({ length: 30 }, (_, i) => piece(i + 1, slugs[i % 3]))
  const page = compose(materialOf(many), layout, moment)
  expect(page.blocks.map(({ section, major, items }) => [section.slug, major, items.length])).toEqual([
    ['sport', true, 1],
    ['citta', false, 2],
  ])
  expect(page.blocks[1]?.items[1]?.id).toBe(3)
})

it('a layout that names a piece or a section twice is refused', () => {
  const twice = { ...automaticLayout, lead: item(1), seconds: [item(1), null, null, null] }
  expect(layoutSchema.safeParse(twice).success).toBe(false)
  const block = { sectionId: 1, weight: 'wide', size: 1, items: [] }
  expect(layoutSchema.safeParse({ ...automaticLayout, blocks: [block, block] }).success).toBe(false)
  expect(layoutSchema.safeParse({ ...automaticLayout, surprise: 1 }).success).toBe(false)
  expect(layoutSchema.safeParse(automaticLayout).success).toBe(true)
})

it('whatever is chosen, no piece stands twice, nothing public that is locked moves, and no gap is left that could be filled', () => {
  const slotOf = (ids: number[]) =>
    ids.map((id) => (id % 4 === 0 ? null : item(id, { lock: { until: null } })))
  const layouts = fc
    .shuffledSubarray(
      Array.from({ length: 40 }, (_, i) => i + 1),
      { minLength: 9, maxLength: 9 },
    )
    .map((ids): Layout => {
      const slots = slotOf(ids)
      return {
        ...automaticLayout,
        lead: slots[0] ?? null,
        seconds: slots.slice(1, 5),
        opinions: slots.slice(5, 9),
      }
    })
  const world = fc.array(
    fc.record({
      section: fc.constantFrom(...slugs),
      genre: fc.constantFrom('news' as const, 'opinion' as const),
      pictured: fc.boolean(),
    }),
    { maxLength: 40 },
  )
  fc.assert(
    fc.property(layouts, world, (layout, entries) => {
      const all = entries.map(({ section, genre, pictured }, i) =>
        piece(i + 1, section, { genre, ...(pictured ? {} : { hero: null }) }),
      )
      const page = arrange(materialOf(all), layout, moment)
      const places = [page.lead, ...page.seconds, ...page.opinions, ...page.blocks.flatMap((b) => b.places)]
      const shown = places.flatMap(({ teaser }) => teaser?.id ?? [])
      expect(new Set(shown).size).toBe(shown.length)
      const slots = [layout.lead, ...layout.seconds, ...layout.opinions]
      const there = [page.lead, ...page.seconds, ...page.opinions]
      slots.forEach((slot, i) => {
        if (slot && slot.articleId <= all.length) expect(there[i]?.teaser?.id).toBe(slot.articleId)
      })
      const spare = all.filter((entry) => entry.genre !== 'opinion' && !shown.includes(entry.id))
      if (spare.length > 0) expect([page.lead, ...page.seconds].every(({ teaser }) => teaser)).toBe(true)
    }),
  )
})
