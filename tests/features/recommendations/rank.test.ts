import fc from 'fast-check'
import { expect, it } from 'vitest'
import { rank, relatedLimit } from '@/features/recommendations/rank.ts'

const none = { self: 1, pins: [], topics: [], section: [], recent: [] }

it('pins come first, then topics, section and recent pieces, each article once', () => {
  const list = rank({
    self: 1,
    pins: [9, 8],
    topics: [
      { id: 7, shared: 1 },
      { id: 9, shared: 3 },
      { id: 6, shared: 2 },
    ],
    section: [7, 5],
    recent: [5, 4, 8],
  })
  expect(list).toEqual([
    { targetId: 9, reason: 'pin' },
    { targetId: 8, reason: 'pin' },
    { targetId: 6, reason: 'topic' },
    { targetId: 7, reason: 'topic' },
    { targetId: 5, reason: 'section' },
    { targetId: 4, reason: 'recent' },
  ])
})

it('of articles with as many topics in common the given order decides', () => {
  const topics = [3, 5, 2, 4].map((id) => ({ id, shared: id === 4 ? 2 : 1 }))
  expect(rank({ ...none, topics }).map((entry) => entry.targetId)).toEqual([4, 3, 5, 2])
})

it('an article is never recommended on its own page, not even when pinned', () => {
  expect(rank({ ...none, pins: [1], section: [1], recent: [1], topics: [{ id: 1, shared: 9 }] })).toEqual([])
})

it('nothing gives nothing', () => {
  expect(rank(none)).toEqual([])
})

it('whatever the candidates: no more than fit, no doubles, reasons in order, and full while there are candidates', () => {
  const ids = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 })
  const topics = fc.array(
    fc.record({ id: fc.integer({ min: 1, max: 40 }), shared: fc.integer({ min: 1, max: 4 }) }),
    { maxLength: 30 },
  )
  fc.assert(
    fc.property(ids, topics, ids, ids, (pins, shared, section, recent) => {
      const list = rank({ self: 1, pins, topics: shared, section, recent })
      const chosen = list.map((entry) => entry.targetId)
      const possible = new Set([...pins, ...shared.map((topic) => topic.id), ...section, ...recent])
      possible.delete(1)
      expect(new Set(chosen).size).toBe(chosen.length)
      expect(list.length).toBe(Math.min(relatedLimit, possible.size))
      const order = list.map((entry) => ['pin', 'topic', 'section', 'recent'].indexOf(entry.reason))
      expect(order).toEqual([...order].sort())
    }),
  )
})
