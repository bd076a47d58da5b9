import { expect, it } from 'vitest'
import { textOf } from '@/features/articles/document/visitor.ts'
import type { Snapshot } from '@/features/articles/schema.ts'
import { changeFor, decisionsFor, standingText } from '@/features/writing/resolve.ts'
import { blankSnapshot, placeholderSlug, proposedSlug } from '@/features/writing/slugs.ts'
import { paragraphOf } from '../../factories/editors.ts'

const snapshot: Snapshot = {
  ...blankSnapshot,
  byline: [],
  genre: 'news',
  language: 'it',
  sectionId: 1,
  slug: 'ponte',
  headline: 'Ora',
  standfirst: 'Qui',
  seo: { title: 'T', description: 'D' },
  body: { type: 'doc', content: [paragraphOf('aaaaaa', 'Uno'), paragraphOf('bbbbbb', 'Due')] },
}
const block = {
  field: 'block:aaaaaa',
  mine: paragraphOf('aaaaaa', 'Mio'),
  theirs: paragraphOf('aaaaaa', 'Uno'),
}
const body = (change: Partial<Snapshot>) =>
  (change.body as { content: Parameters<typeof textOf>[0][] }).content
const texts = (change: Partial<Snapshot>) => body(change).map(textOf)

it('a block: the waiting text takes the place, leaves it, or stands beside under a name of its own', () => {
  expect(texts(changeFor(snapshot, block, 'mine'))).toEqual(['Mio', 'Due'])
  expect(texts(changeFor(snapshot, block, 'theirs'))).toEqual(['Uno', 'Due'])
  const both = changeFor(snapshot, block, 'both')
  expect(texts(both)).toEqual(['Uno', 'Mio', 'Due'])
  expect(new Set(body(both).map((node) => (node.attrs as { id: string }).id)).size).toBe(3)
})

it('a block that is gone comes back at the end; one that a side removed can be removed or kept', () => {
  expect(texts(changeFor(snapshot, { ...block, field: 'block:zzzzzz' }, 'mine'))).toEqual([
    'Uno',
    'Due',
    'Mio',
  ])
  expect(texts(changeFor(snapshot, { ...block, mine: null }, 'mine'))).toEqual(['Due'])
  expect(texts(changeFor(snapshot, { ...block, mine: null }, 'theirs'))).toEqual(['Uno', 'Due'])
  expect(texts(changeFor(snapshot, { ...block, theirs: null }, 'theirs'))).toEqual(['Due'])
  expect(decisionsFor(snapshot, { ...block, theirs: null })).toEqual(['mine', 'theirs'])
  expect(decisionsFor(snapshot, block)).toEqual(['mine', 'theirs', 'both'])
})

it('a field: whole or in parts', () => {
  const headline = { field: 'headline', mine: 'Mio', theirs: 'Ora' }
  expect(changeFor(snapshot, headline, 'mine')).toEqual({ headline: 'Mio' })
  expect(changeFor(snapshot, headline, 'theirs')).toEqual({})
  expect(decisionsFor(snapshot, headline)).toEqual(['mine', 'theirs'])
  expect(changeFor(snapshot, { field: 'standfirst', mine: 'E là', theirs: 'Qui' }, 'both')).toEqual({
    standfirst: 'Qui E là',
  })
  expect(changeFor(snapshot, { field: 'seo.title', mine: 'M', theirs: 'T' }, 'mine')).toEqual({
    seo: { title: 'M', description: 'D' },
  })
  expect(changeFor(snapshot, { field: 'seo.title', mine: null, theirs: 'T' }, 'mine')).toEqual({
    seo: { description: 'D' },
  })
  expect(standingText(snapshot, { field: 'seo.title', mine: null, theirs: null })).toBe('T')
})

it('an address follows the headline until somebody chooses another', () => {
  expect(proposedSlug(placeholderSlug(1), '', 'Il ponte è aperto')).toBe('il-ponte-e-aperto')
  expect(proposedSlug('il-ponte-2', 'Il ponte', 'Il ponte riapre')).toBe('il-ponte-riapre')
  expect(proposedSlug('scelto-a-mano', 'Il ponte', 'Il ponte riapre')).toBeNull()
  expect(proposedSlug('il-ponte', 'Il ponte', '')).toBeNull()
  expect(proposedSlug('il-ponte-2', 'Il ponte', 'Il ponte')).toBeNull()
})
