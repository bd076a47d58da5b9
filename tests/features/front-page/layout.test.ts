import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  fillAutomatically,
  itemAt,
  mergeLayouts,
  placeOf,
  placesOf,
  put,
  takeTheirs,
  withItem,
} from '@/features/front-page/layout.ts'
import { automaticLayout, itemsOf, type Layout, layoutSchema } from '@/features/front-page/schema.ts'

const now = 1_000
const empty: Layout = {
  ...automaticLayout,
  blocks: [
    { sectionId: 1, weight: 'wide', size: 3, items: [] },
    { sectionId: 2, weight: 'half', size: 2, items: [] },
  ],
}
const places = placesOf(empty)
const ids = (layout: Layout) => places.map((place) => itemAt(layout, place)?.articleId ?? 0)

it('a piece that is put somewhere is there, and nowhere else', () => {
  const layout = put(put(empty, 'lead', 5, now), 'block:1:2', 5, now)
  expect(placeOf(layout, 5)).toBe('block:1:2')
  expect(itemsOf(layout)).toHaveLength(1)
})

it('two pieces change places, and each keeps what was said of it', () => {
  const worded = withItem(put(empty, 'second:1', 6, now), 'lead', {
    articleId: 5,
    placedAt: 0,
    lock: null,
    headline: 'Qui',
  })
  const layout = put(worded, 'second:1', 5, now)
  expect(itemAt(layout, 'second:1')).toEqual({ articleId: 5, placedAt: now, lock: null, headline: 'Qui' })
  expect(itemAt(layout, 'lead')?.articleId).toBe(6)
})

it('a new piece takes the place of the old one', () => {
  const layout = put(put(empty, 'lead', 5, now), 'lead', 6, now)
  expect([placeOf(layout, 6), placeOf(layout, 5)]).toEqual(['lead', null])
})

it('the automatic filling spares what is locked', () => {
  const locked = withItem(put(empty, 'second:0', 6, now), 'lead', {
    articleId: 5,
    placedAt: now,
    lock: { until: null },
  })
  const layout = fillAutomatically(locked)
  expect(itemsOf(layout).map((item) => item.articleId)).toEqual([5])
})

it('two editors who changed different places both have their way', () => {
  const mine = put(empty, 'lead', 5, now)
  const theirs = put(empty, 'block:2:1', 6, now)
  const { layout, clashes } = mergeLayouts(empty, mine, theirs)
  expect(clashes).toEqual([])
  expect([itemAt(layout, 'lead')?.articleId, itemAt(layout, 'block:2:1')?.articleId]).toEqual([5, 6])
})

it('two editors who changed one place are both named, and either can have it', () => {
  const mine = put(empty, 'lead', 5, now)
  const theirs = put(empty, 'lead', 6, now)
  const { layout, clashes } = mergeLayouts(empty, mine, theirs)
  expect(
    clashes.map(({ place, mine: own, theirs: other }) => [place, own?.articleId, other?.articleId]),
  ).toEqual([['lead', 5, 6]])
  expect(itemAt(layout, 'lead')?.articleId).toBe(5)
  const [clash] = clashes
  if (!clash) throw new Error('a clash was expected')
  expect(itemAt(takeTheirs(layout, clash, theirs), 'lead')?.articleId).toBe(6)
})

it('one who only took away and one who did nothing: it is gone', () => {
  const base = put(empty, 'lead', 5, now)
  expect(itemAt(mergeLayouts(base, empty, base).layout, 'lead')).toBeNull()
  expect(itemAt(mergeLayouts(base, base, empty).layout, 'lead')).toBeNull()
})

it('the order of the sections by one and a piece by the other stand together', () => {
  const [first, second] = empty.blocks ?? []
  if (!first || !second) throw new Error('two blocks were expected')
  const mine: Layout = { ...empty, blocks: [second, first] }
  const theirs = put(empty, 'block:1:0', 6, now)
  const { layout, clashes } = mergeLayouts(empty, mine, theirs)
  expect(clashes).toEqual([])
  expect(layout.blocks?.map((block) => block.sectionId)).toEqual([2, 1])
  expect(itemAt(layout, 'block:1:0')?.articleId).toBe(6)
})

it('whatever two editors do, the result is valid, and whatever one of them alone changed is in it or named', () => {
  const steps = fc.array(fc.tuple(fc.constantFrom(...places), fc.integer({ min: 1, max: 9 })), {
    maxLength: 6,
  })
  const apply = (layout: Layout, list: [string, number][], at: number) =>
    list.reduce((result, [place, id]) => put(result, place, id, at), layout)
  fc.assert(
    fc.property(steps, steps, steps, (before, own, other) => {
      const base = apply(empty, before, 1)
      const [mine, theirs] = [apply(base, own, 2), apply(base, other, 3)]
      const { layout, clashes } = mergeLayouts(base, mine, theirs)
      expect(layoutSchema.safeParse(layout).success).toBe(true)
      const named = new Set(clashes.map(({ place }) => place))
      places.forEach((place, i) => {
        if (named.has(place)) return
        const [was, a, b, result] = [base, mine, theirs, layout].map((entry) => ids(entry)[i])
        if (a !== was && b === was) expect(result).toBe(a)
        if (b !== was && a === was) expect(result).toBe(b)
      })
    }),
    {
      numRuns: 150,
      examples: [
        [
          [
            ['lead', 2],
            ['block:1:2', 9],
          ],
          [['block:1:1', 3]],
          [
            ['lead', 3],
            ['lead', 9],
            ['opinion:1', 2],
          ],
        ],
      ],
    },
  )
})
