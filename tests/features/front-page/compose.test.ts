import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Teaser } from '@/features/articles/schema.ts'
import { compose } from '@/features/front-page/compose.ts'
import { picture, teaser } from '@/tests/factories/views.ts'

const hour = 3_600_000
const noon = Date.parse('2026-11-24T11:00:00Z')
const none = { latest: [], opinions: [], sections: [], mostRead: [] }

/** A piece published `age` hours ago. */
const piece = (id: number, section: string, age: number, over: Partial<Teaser> = {}) =>
  teaser({
    id,
    path: `/${section}/${id}`,
    section: { id: section.length, slug: section, name: section },
    publishedAt: noon - age * hour,
    hero: picture({ id }),
    ...over,
  })
const ids = (list: Teaser[]) => list.map((entry) => entry.id)

it('an empty newspaper has an empty front page', () => {
  expect(compose(none)).toEqual({
    lead: null,
    seconds: [],
    latest: [],
    opinions: [],
    blocks: [],
    mostRead: [],
  })
})

it('the lead is the newest reporting with a picture', () => {
  const latest = [
    piece(1, 'voci', 0, { genre: 'opinion' }),
    piece(2, 'citta', 1, { hero: null }),
    piece(3, 'mare', 2),
    piece(4, 'sport', 3),
  ]
  expect(compose({ ...none, latest }).lead?.id).toBe(3)
})

it('an old picture does not push the news aside', () => {
  const latest = [piece(1, 'citta', 0, { hero: null }), piece(2, 'mare', 49)]
  expect(compose({ ...none, latest }).lead?.id).toBe(1)
})

it('the seconds come from different sections before any section has two', () => {
  const latest = [
    piece(1, 'citta', 0),
    piece(2, 'citta', 1),
    piece(3, 'mare', 2),
    piece(4, 'mare', 3),
    piece(5, 'sport', 4),
  ]
  expect(ids(compose({ ...none, latest }).seconds)).toEqual([3, 5, 2, 4])
})

it('opinion is never among the reporting, and reporting fills no place of opinion', () => {
  const voice = piece(1, 'voci', 0, { genre: 'opinion' })
  const page = compose({ ...none, latest: [voice], opinions: [voice] })
  expect([page.lead, page.seconds, ids(page.opinions)]).toEqual([null, [], [1]])
})

it('a section with nothing left to show has no block', () => {
  const [one, two] = [piece(1, 'citta', 0), piece(2, 'mare', 1)]
  const block = (items: Teaser[], slug: string) => ({ section: { slug, name: slug }, items })
  const page = compose({ ...none, latest: [one], sections: [block([one], 'citta'), block([two], 'mare')] })
  expect(page.blocks.map((entry) => [entry.section.slug, ids(entry.items)])).toEqual([['mare', [2]]])
})

it('a block opens with a picture where it has one, and keeps its order otherwise', () => {
  const items = [1, 2, 3, 4].map((id) => piece(id, 'mare', id, id === 3 ? {} : { hero: null }))
  const page = compose({ ...none, sections: [{ section: { slug: 'mare', name: 'Mare' }, items }] })
  expect(ids(page.blocks[0]?.items ?? [])).toEqual([3, 1, 2, 4])
})

it('no piece stands in two places but in the lists of latest and most read, and nothing is invented', () => {
  const sections = ['citta', 'mare', 'sport', 'voci']
  const pieces = fc
    .array(
      fc.record({
        section: fc.constantFrom(...sections),
        age: fc.integer({ min: 0, max: 200 }),
        hasHero: fc.boolean(),
        genre: fc.constantFrom('news' as const, 'opinion' as const, 'analysis' as const),
      }),
      { maxLength: 60 },
    )
    .map((list) =>
      list
        .map(({ section, age, hasHero, genre }, i) =>
          piece(i + 1, section, age, { genre, ...(hasHero ? {} : { hero: null }) }),
        )
        .sort((a, b) => b.publishedAt - a.publishedAt),
    )
  fc.assert(
    fc.property(pieces, fc.integer({ min: 0, max: 30 }), (all, shown) => {
      const page = compose({
        latest: all.slice(0, shown),
        opinions: all.filter((entry) => entry.genre === 'opinion').slice(0, 6),
        sections: sections.map((slug) => ({
          section: { slug, name: slug },
          items: all.filter((entry) => entry.section.slug === slug).slice(0, 12),
        })),
        mostRead: all.slice(-8),
      })
      const placed = [
        ...(page.lead ? [page.lead] : []),
        ...page.seconds,
        ...page.opinions,
        ...page.blocks.flatMap((block) => block.items),
      ]
      expect(new Set(ids(placed)).size).toBe(placed.length)
      expect(ids(page.latest)).not.toContain(page.lead?.id)
      const known = new Set(ids(all))
      expect(ids([...placed, ...page.latest, ...page.mostRead]).filter((id) => !known.has(id))).toEqual([])
      expect([page.seconds.length <= 4, page.opinions.length <= 4, page.mostRead.length <= 5]).not.toContain(
        false,
      )
      expect(page.blocks.filter((block) => block.items.length === 0 || block.items.length > 5)).toEqual([])
    }),
  )
})
