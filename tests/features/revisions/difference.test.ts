import { describe, expect, it } from 'vitest'
import type { Block } from '@/features/articles/document/schema.ts'
import type { Snapshot } from '@/features/articles/schema.ts'
import { differenceOf, isEmpty } from '@/features/revisions/difference.ts'
import { doc, heading, link, paragraph, text } from '../../factories/documents.ts'

const names = (kind: string, id: number) => `${kind} ${id}`
const base: Snapshot = {
  headline: 'Il ponte riapre',
  kicker: '',
  standfirst: '',
  body: doc(paragraph('Uno.')),
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
}
const named = (id: string, words: string): Block => ({ ...paragraph(words), attrs: { id } }) as Block
const bodies = (before: Block[], after: Block[]) =>
  differenceOf({ ...base, body: doc(...before) }, { ...base, body: doc(...after) }, names).blocks
/** +came+, -went-, kinds of blocks by their first letter. */
const marked = (blocks: ReturnType<typeof bodies>) =>
  blocks.map((block) =>
    block.kind === 'same'
      ? `=${block.count}`
      : `${block.kind}: ${block.runs
          .map((run) =>
            run.kind === 'same' ? run.text : run.kind === 'added' ? `+${run.text}+` : `-${run.text}-`,
          )
          .join('')}`,
  )

it('nothing differs between a text and itself', () => {
  expect(isEmpty(differenceOf(base, { ...base }, names))).toBe(true)
})

it('fields are compared by what they say, not by their numbers', () => {
  const after = {
    ...base,
    headline: 'Il ponte chiude',
    tagIds: [3],
    byline: [{ authorId: 4, role: 'photo' as const }],
  }
  const { fields } = differenceOf(base, after, names)
  expect(fields).toEqual([
    {
      field: 'headline',
      runs: [
        { kind: 'same', text: 'Il ponte ' },
        { kind: 'removed', text: 'riapre' },
        { kind: 'added', text: 'chiude' },
      ],
    },
    { field: 'byline', runs: [{ kind: 'added', text: 'author 4 (photo)' }] },
    { field: 'topics', runs: [{ kind: 'added', text: 'topic 3' }] },
  ])
})

it('only the fields that are asked for are compared', () => {
  const after = { ...base, slug: 'altro', headline: 'Altro' }
  expect(differenceOf(base, after, names, ['headline']).fields.map((field) => field.field)).toEqual([
    'headline',
  ])
})

describe('in the text', () => {
  it('a changed paragraph shows its words, what stayed around it is left out', () => {
    const before = [
      paragraph('Uno.'),
      paragraph('Il ponte apre lunedì.'),
      paragraph('Tre.'),
      paragraph('Quattro.'),
    ]
    const after = [
      paragraph('Uno.'),
      paragraph('Il ponte apre martedì.'),
      paragraph('Tre.'),
      paragraph('Quattro.'),
    ]
    expect(marked(bodies(before, after))).toEqual(['=1', 'changed: Il ponte apre -lunedì-+martedì+.', '=2'])
  })
  it('blocks that came and went are shown whole', () => {
    expect(marked(bodies([paragraph('Uno.'), heading('Via')], [paragraph('Uno.')]))).toEqual([
      '=1',
      'removed: -Via-',
    ])
    expect(marked(bodies([paragraph('Uno.')], [heading('Qui'), paragraph('Uno.')]))).toEqual([
      'added: +Qui+',
      '=1',
    ])
  })
  it('a block is followed by its name, also past a new one', () => {
    const before = [named('aaaaaa', 'Primo testo qui.'), named('bbbbbb', 'Secondo testo qui.')]
    const after = [
      named('cccccc', 'Nuovo.'),
      named('aaaaaa', 'Primo testo là.'),
      named('bbbbbb', 'Secondo testo là.'),
    ]
    expect(marked(bodies(before, after))).toEqual([
      'added: +Nuovo.+',
      'changed: Primo testo -qui-+là+.',
      'changed: Secondo testo -qui-+là+.',
    ])
  })
  it('a link that came is a change of form', () => {
    const before = [paragraph('Qui.')]
    const after = [paragraph(text('Qui.', link('https://example.org/')))]
    expect(marked(bodies(before, after))).toEqual(['form: Qui.'])
  })
  it('a picture is compared by what is said of it', () => {
    const figure = (alt: string): Block => ({
      type: 'figure',
      attrs: { id: 'blk001', mediaId: 1, alt, credit: null, layout: 'normal' },
      content: [],
    })
    expect(marked(bodies([figure('Il porto')], [figure('Il porto vecchio')]))).toEqual([
      'changed: Il porto+ vecchio+',
    ])
  })
})
