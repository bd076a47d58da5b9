import fc from 'fast-check'
import { expect, it } from 'vitest'
import { blockIdOf, canonical, withBlockIds } from '@/features/articles/document/block-ids.ts'
import { conflictKey, mergeSnapshots, rebase, sameSnapshot } from '@/features/articles/document/merge.ts'
import { checkDocument } from '@/features/articles/document/schema.ts'
import type { LooseNode } from '@/features/articles/document/visitor.ts'
import { textOf } from '@/features/articles/document/visitor.ts'
import type { Snapshot } from '@/features/articles/schema.ts'
import { everything } from '../../../factories/documents.ts'

const block = (id: string, text: string): LooseNode => ({
  type: 'paragraph',
  attrs: { id: id.padEnd(6, '0') },
  ...(text ? { content: [{ type: 'text', text }] } : {}),
})
const body = (...blocks: [string, string][]) => ({
  type: 'doc',
  content: blocks.map(([id, text]) => block(id, text)),
})
const snapshot = (over: Partial<Snapshot> = {}): Snapshot => ({
  headline: 'Il ponte',
  kicker: '',
  standfirst: '',
  body: body(['a', 'Uno'], ['b', 'Due'], ['c', 'Tre']),
  sectionId: 1,
  slug: 'ponte',
  language: 'it',
  translationGroupId: null,
  byline: [],
  bylineOverride: '',
  tagIds: [],
  seriesId: null,
  genre: 'news',
  place: '',
  hero: null,
  seo: {},
  source: {},
  hideSupport: false,
  hideNewsletter: false,
  relatedPins: [],
  ...over,
})
const written = (one: Snapshot) => (one.body as { content: LooseNode[] }).content.map(textOf)
const merge = (m: [string, string][], t: [string, string][]) =>
  mergeSnapshots(snapshot(), snapshot({ body: body(...m) }), snapshot({ body: body(...t) }))

it('changes to different blocks are both there, and nobody is asked', () => {
  const { snapshot: merged, conflicts } = merge(
    [
      ['a', 'Uno mio'],
      ['b', 'Due'],
      ['c', 'Tre'],
    ],
    [
      ['a', 'Uno'],
      ['b', 'Due'],
      ['c', 'Tre suo'],
    ],
  )
  expect(written(merged)).toEqual(['Uno mio', 'Due', 'Tre suo'])
  expect(conflicts).toEqual([])
})

it('of one block that both wrote theirs has the place and mine is told', () => {
  const { snapshot: merged, conflicts } = merge(
    [
      ['a', 'Uno'],
      ['b', 'Due mio'],
      ['c', 'Tre'],
    ],
    [
      ['a', 'Uno'],
      ['b', 'Due suo'],
      ['c', 'Tre'],
    ],
  )
  expect(written(merged)).toEqual(['Uno', 'Due suo', 'Tre'])
  expect(
    conflicts.map((one) => [one.field, textOf(one.base as LooseNode), textOf(one.mine as LooseNode)]),
  ).toEqual([['block:b00000', 'Due', 'Due mio']])
})

it('a block that one side removed and the other wrote stays and is told; one that nobody wrote goes', () => {
  const mineRemoved = merge(
    [['a', 'Uno']],
    [
      ['a', 'Uno'],
      ['b', 'Due suo'],
      ['c', 'Tre'],
    ],
  )
  expect(written(mineRemoved.snapshot)).toEqual(['Uno', 'Due suo'])
  expect(mineRemoved.conflicts.map((one) => [one.field, one.mine])).toEqual([['block:b00000', null]])
  const theyRemoved = merge(
    [
      ['a', 'Uno'],
      ['b', 'Due mio'],
      ['c', 'Tre'],
    ],
    [['a', 'Uno']],
  )
  expect(written(theyRemoved.snapshot)).toEqual(['Uno', 'Due mio'])
  expect(theyRemoved.conflicts.map((one) => [one.field, one.theirs])).toEqual([['block:b00000', null]])
})

it('insertions of both sides stand where each put them, moves are kept', () => {
  const { snapshot: merged, conflicts } = merge(
    [
      ['m', 'Nuovo mio'],
      ['a', 'Uno'],
      ['b', 'Due'],
      ['c', 'Tre'],
    ],
    [
      ['c', 'Tre'],
      ['a', 'Uno'],
      ['b', 'Due'],
      ['t', 'Nuovo suo'],
    ],
  )
  expect(written(merged)).toEqual(['Nuovo mio', 'Tre', 'Uno', 'Due', 'Nuovo suo'])
  expect(conflicts).toEqual([])
})

it('other fields merge one by one, lists by what was added and taken out', () => {
  const base = snapshot({ tagIds: [1, 2], seo: { title: 'T' }, byline: [{ authorId: 1, role: 'author' }] })
  const mine = {
    ...base,
    headline: 'Il ponte riapre',
    tagIds: [1, 2, 3],
    seo: { title: 'T', description: 'D' },
    hero: { mediaId: 4, alt: 'x', caption: null, credit: null },
  }
  const theirs = {
    ...base,
    headline: 'Riapre il ponte',
    standfirst: 'Da lunedì',
    tagIds: [2],
    seo: { title: 'Titolo' },
    byline: [],
  }
  const { snapshot: merged, conflicts } = mergeSnapshots(base, mine, theirs)
  expect(merged).toMatchObject({
    headline: 'Riapre il ponte',
    standfirst: 'Da lunedì',
    tagIds: [2, 3],
    seo: { title: 'Titolo', description: 'D' },
    byline: [],
    hero: { mediaId: 4 },
  })
  expect(conflicts).toEqual([
    { field: 'headline', base: 'Il ponte', mine: 'Il ponte riapre', theirs: 'Riapre il ponte' },
  ])
})

it('a conflict told twice has one key, two conflicts have two', () => {
  const one = { field: 'headline', base: 'a', mine: 'b', theirs: 'c' }
  expect(conflictKey(one)).toBe(conflictKey({ ...one }))
  expect(conflictKey(one)).not.toBe(conflictKey({ ...one, mine: 'd' }))
})

it('names are given from the words: the same for everybody, kept when a block beside changes', () => {
  const bare = (...texts: string[]) => ({
    type: 'doc',
    content: texts.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
  })
  const first = withBlockIds(bare('Uno', 'Due', 'Due'))
  expect(withBlockIds(bare('Uno', 'Due', 'Due'))).toEqual(first)
  expect(new Set(first.content.map(blockIdOf)).size).toBe(3)
  expect(
    withBlockIds(bare('Zero', 'Due', 'Due'))
      .content.map(blockIdOf)
      .slice(1),
  ).toEqual(first.content.map(blockIdOf).slice(1))
  expect(withBlockIds(first)).toEqual(first)
  expect(checkDocument(withBlockIds(everything)).ok).toBe(true)
  expect(checkDocument(withBlockIds({ type: 'doc', content: [] })).ok).toBe(true)
})

it('two blocks under one name are two blocks', () => {
  const twice = withBlockIds(body(['a', 'Uno'], ['a', 'Altro']))
  expect(twice.content.map(textOf)).toEqual(['Uno', 'Altro'])
  expect(new Set(twice.content.map(blockIdOf)).size).toBe(2)
})

it('after a lost answer what was stored is mine: typing on is no conflict', () => {
  const base = snapshot()
  const sent = snapshot({ headline: 'A', body: body(['a', 'Uno x'], ['n', 'Nuovo']) })
  const mine = snapshot({ headline: 'AB', body: body(['a', 'Uno xy'], ['n', 'Nuovo e oltre']) })
  const theirs = { ...sent, body: body(['a', 'Uno x'], ['n', 'Nuovo'], ['t', 'Altri']) }
  const { snapshot: merged, conflicts } = mergeSnapshots(rebase(base, sent, theirs), mine, theirs)
  expect(conflicts).toEqual([])
  expect(merged.headline).toBe('AB')
  expect(written(merged)).toEqual(['Uno xy', 'Nuovo e oltre', 'Altri'])
})

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
const version = fc
  .shuffledSubarray(names)
  .chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc.constantFrom('0', '1', '2').map((text): [string, string] => [id, `${id}${text}`]),
      ),
    ),
  )
  .map((blocks) => snapshot({ body: body(...blocks) }))
const blocksOf = (one: Snapshot) =>
  new Map(withBlockIds(one.body).content.map((b) => [blockIdOf(b) as string, canonical(b)]))

it('whatever two sides do, every block that either wrote is in the article or in the conflicts', () => {
  fc.assert(
    fc.property(version, version, version, (base, mine, theirs) => {
      const { snapshot: merged, conflicts } = mergeSnapshots(base, mine, theirs)
      const [b, result] = [blocksOf(base), blocksOf(merged)]
      const told = new Set(conflicts.flatMap((one) => [canonical(one.mine), canonical(one.theirs)]))
      for (const side of [mine, theirs])
        for (const [id, text] of blocksOf(side))
          if (b.get(id) !== text) expect(result.get(id) === text || told.has(text)).toBe(true)
      for (const id of result.keys())
        expect(blocksOf(mine).has(id) || blocksOf(theirs).has(id) || id.length > 6).toBe(true)
      expect(checkDocument(merged.body).ok).toBe(true)
    }),
    { numRuns: 500 },
  )
})

it('one side alone is taken as it is, order included; twice the same is no conflict', () => {
  fc.assert(
    fc.property(version, version, (base, one) => {
      for (const [mine, theirs] of [
        [one, base],
        [base, one],
        [one, one],
      ] as const) {
        const { snapshot: merged, conflicts } = mergeSnapshots(base, mine, theirs)
        expect(conflicts).toEqual([])
        expect(sameSnapshot(merged, one)).toBe(true)
      }
    }),
    { numRuns: 300 },
  )
})
