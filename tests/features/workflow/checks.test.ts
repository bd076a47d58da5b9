import { describe, expect, it } from 'vitest'
import type { Block } from '@/features/articles/document/schema.ts'
import { lineLimits, type Snapshot } from '@/features/articles/schema.ts'
import { newsroomSettings } from '@/features/settings/newsroom.ts'
import { type Facts, findingsOf, likeness, longestHeadline } from '@/features/workflow/checks.ts'
import { doc, heading, link, paragraph, text } from '../../factories/documents.ts'

const { checks } = newsroomSettings.parse({})
const now = Date.parse('2026-11-24T09:00:00Z')
const facts = (over: Partial<Facts> = {}): Facts => ({
  pictures: new Map([[1, { alt: 'Il ponte', credit: 'Ada Neri' }]]),
  published: new Set(),
  dead: new Set(),
  recent: [],
  embargoUntil: null,
  ...over,
})
const snapshot = (over: Partial<Snapshot> = {}, ...blocks: Block[]): Snapshot => ({
  headline: 'Il ponte riapre lunedì',
  kicker: '',
  standfirst: 'Dopo un anno di lavori.',
  body: doc(...(blocks.length > 0 ? blocks : [paragraph('Da lunedì si passa.')])),
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
const look = (text: Snapshot, known = facts(), levels = checks, at = now) =>
  findingsOf(text, known, levels, at).map(({ check, level, block }) =>
    [check, level, block].filter(Boolean).join(' '),
  )

const figure = (alt: string | null, credit: string | null = 'Ada Neri', id = 'blk001'): Block => ({
  type: 'figure',
  attrs: { id, mediaId: 2, alt, credit, layout: 'normal' },
  content: [],
})
const hero = (over: Partial<NonNullable<Snapshot['hero']>> = {}) => ({
  mediaId: 1,
  alt: null,
  caption: null,
  credit: null,
  ...over,
})

it('finds nothing in a text that is in order', () => {
  const body = [heading('Uno'), heading('Due', 3), figure('La piazza'), heading('Tre')]
  expect(look(snapshot({ hero: hero() }, ...body))).toEqual([])
})

describe('pictures', () => {
  it('without alternative text are found, where they are; those said to be decoration are not', () => {
    expect(look(snapshot({}, figure(''), figure('  ', 'x', 'blk002'), figure(null, 'x', 'blk003')))).toEqual([
      'alt-missing block blk001',
      'alt-missing block blk002',
    ])
  })
  it('of a gallery and inside a box are looked at one by one', () => {
    const gallery: Block = {
      type: 'gallery',
      attrs: {
        id: 'blk001',
        items: [
          { mediaId: 2, alt: 'sì', credit: 'x', caption: null },
          { mediaId: 2, alt: '', credit: 'x', caption: null },
        ],
      },
      content: [],
    }
    const box = { type: 'infobox', attrs: { id: 'blk009' }, content: [figure('')] } as Block
    expect(look(snapshot({}, gallery, box))).toEqual(['alt-missing block blk001', 'alt-missing block blk009'])
  })
  it('in the lead have the words of the library unless they have their own', () => {
    expect(look(snapshot({ hero: hero() }))).toEqual([])
    expect(look(snapshot({ hero: hero({ mediaId: 5 }) }))).toEqual([
      'alt-missing block',
      'credit-missing warn',
    ])
    expect(look(snapshot({ hero: hero({ mediaId: 5, alt: 'Il porto', credit: 'Ugo' }) }))).toEqual([])
    expect(look(snapshot({ hero: hero({ mediaId: 5, alt: '', credit: 'Ugo' }) }))).toEqual([])
  })
})

it('a heading that skips a level is found', () => {
  const found = findingsOf(
    snapshot({}, heading('Subito terzo', 3), heading('Due'), heading('Quattro', 4)),
    facts(),
    checks,
    now,
  )
  expect(found.map((finding) => [finding.check, finding.detail])).toEqual([
    ['heading-order', 'Subito terzo'],
    ['heading-order', 'Quattro'],
  ])
})

it('a missing headline blocks, whatever the settings; a long one and a missing standfirst are only said', () => {
  expect(look(snapshot({ headline: ' ' }))).toEqual(['headline-missing block'])
  expect(look(snapshot({ headline: 'a'.repeat(longestHeadline) }))).toEqual([])
  expect(look(snapshot({ headline: 'a'.repeat(longestHeadline + 1), standfirst: '' }))).toEqual([
    'headline-length warn',
    'standfirst-missing warn',
  ])
})

it('links to articles that readers cannot open are found, once for each block', () => {
  const body = paragraph(
    text('qui', link(null, 5)),
    text(' e qui', link(null, 5), { type: 'bold' }),
    text('là', link(null, 6)),
    text('fuori', link('https://example.org/')),
    text('vecchio', link('/citta/sparito')),
  )
  const known = facts({ published: new Set([6]), dead: new Set(['/citta/sparito']) })
  expect(look(snapshot({}, body, { type: 'relatedArticle', attrs: { articleId: 9 } }), known)).toEqual([
    'link-dead warn',
    'link-dead warn',
    'link-dead warn',
  ])
})

describe('a headline of the last days', () => {
  const recent = [
    { id: 3, headline: 'Il ponte riapre lunedì mattina' },
    { id: 4, headline: 'Il mercato chiude' },
  ]
  it('that is nearly the same is named', () => {
    const [found] = findingsOf(snapshot(), facts({ recent }), checks, now)
    expect(found).toMatchObject({ check: 'headline-similar', article: { id: 3 } })
  })
  it('is alike without regard to accents, case and marks', () => {
    expect(likeness('Perché il ponte è chiuso', 'perche il ponte e chiuso?')).toBe(1)
    expect(likeness('Il ponte riapre', 'Sciopero dei treni')).toBeLessThan(0.3)
  })
})

it('an embargo blocks what would be public before it ends, and not what comes later', () => {
  const known = facts({ embargoUntil: now + 1000 })
  expect(look(snapshot(), known)).toEqual(['embargo block'])
  expect(look(snapshot(), known, checks, now + 1000)).toEqual([])
})

it('a check that is off finds nothing, one that blocks comes first', () => {
  const levels = { ...checks, 'headline-length': 'off', 'credit-missing': 'block' } as const
  const text = snapshot({ headline: 'a'.repeat(200), standfirst: '', hero: hero({ alt: 'x', mediaId: 9 }) })
  expect(look(text, facts(), levels)).toEqual(['credit-missing block', 'standfirst-missing warn'])
})

it('a text that readers cannot be shown blocks, whatever the settings say, and names its place', () => {
  const off = { ...checks, 'headline-length': 'off' as const }
  const long = (length: number) => 'a'.repeat(length)
  const text = snapshot({
    headline: long(lineLimits.headline + 1),
    kicker: long(lineLimits.kicker),
    hero: { mediaId: 1, alt: null, caption: long(lineLimits['hero.caption'] + 1), credit: null },
    seo: { title: long(lineLimits['seo.title'] + 1) },
  })
  expect(findingsOf(text, facts(), off, now)).toEqual([
    { check: 'too-long', level: 'block', field: 'headline', detail: `${long(60)}…` },
    { check: 'too-long', level: 'block', field: 'hero', detail: `${long(60)}…` },
    { check: 'too-long', level: 'block', detail: `${long(60)}…` },
  ])
})
