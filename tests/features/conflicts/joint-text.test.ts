import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textOf } from '@/features/articles/document/visitor.ts'
import { jointText } from '@/features/conflicts/joint-text.ts'
import { paragraphOf } from '../../factories/editors.ts'

const id = 'blocco0001'
const line = (text: string) => paragraphOf(id, text)
const joined = (earlier: string, base: string, mine: string) =>
  textOf(jointText(`block:${id}`, line(earlier), line(base), line(mine)) as never)

describe('what one person wrote before and what they wrote now', () => {
  it.each([
    ['the same again', 'Il ponte è chiuso', 'Il ponte', 'Il ponte è chiuso', 'Il ponte è chiuso'],
    ['typed on', 'Il ponte è', 'Il ponte', 'Il ponte è chiuso', 'Il ponte è chiuso'],
    ['told late', 'Il ponte è chiuso', 'Il ponte', 'Il ponte è', 'Il ponte è chiuso'],
    [
      'on top of another’s text',
      'Il ponte è chiuso',
      'Il ponte riapre lunedì',
      'Il ponte riapre lunedì alle otto',
      'Il ponte è chiuso alle otto',
    ],
    ['at the same place', 'uno due', 'uno', 'uno tre', 'uno due tre'],
    ['words without a space between', 'due', '', 'tre', 'due tre'],
    [
      'taken out by themselves',
      'uno due tre',
      'uno due tre quattro',
      'uno tre quattro cinque',
      'uno tre cinque',
    ],
  ])('%s', (_, earlier, base, mine, expected) => {
    expect(joined(earlier, base, mine)).toBe(expected)
    expect(jointText('standfirst', earlier, base, mine)).toBe(expected)
  })

  it('keeps marks and what is no text, and takes the newest kind of block', () => {
    const bold = { type: 'text', text: 'chiuso', marks: [{ type: 'bold' }] }
    const note = { type: 'footnote', content: [{ type: 'text', text: 'Fonte' }] }
    const earlier = { ...line(''), content: [{ type: 'text', text: 'Il ponte ' }, bold, note] }
    const base = line('Il ponte')
    const mine = {
      type: 'heading',
      attrs: { id, level: 2 },
      content: [{ type: 'text', text: 'Il ponte oggi' }],
    }
    expect(jointText(`block:${id}`, earlier, base, mine)).toEqual({
      type: 'heading',
      attrs: { id, level: 2 },
      content: [{ type: 'text', text: 'Il ponte ' }, bold, note, { type: 'text', text: ' oggi' }],
    })
  })

  it('of choices the last one counts; a removed place gives way to a text, never the other way round', () => {
    expect(jointText('genre', 'news', 'review', 'opinion')).toBe('opinion')
    expect(jointText('sectionId', 3, 1, 2)).toBe(2)
    expect(jointText('seriesId', 3, 1, null)).toBeNull()
    expect(jointText(`block:${id}`, null, line('a'), line('b'))).toEqual(line('b'))
    expect(jointText(`block:${id}`, line('b'), line('a'), null)).toBeUndefined()
  })

  it('what cannot be one text stays two', () => {
    const box = (text: string) => ({ type: 'infobox', attrs: { id }, content: [line(text)] })
    expect(jointText(`block:${id}`, box('uno due'), box('uno'), box('uno tre'))).toBeUndefined()
    expect(jointText(`block:${id}`, box('uno due'), box('uno'), box('uno due tre'))).toEqual(
      box('uno due tre'),
    )
    const quote = (text: string, attribution: string | null) => ({
      ...line(text),
      type: 'pullQuote',
      attrs: { id, attribution },
    })
    expect(
      jointText(`block:${id}`, quote('a', 'Ada Neri'), quote('a', null), quote('a b', null)),
    ).toBeUndefined()
    expect(jointText('seo.canonicalUrl', 'https://a.example', '', 'https://b.example')).toBeUndefined()
    const picture = (mediaId: number) => ({ mediaId, alt: 'scritto', caption: null, credit: null })
    expect(jointText('hero', picture(1), null, picture(2))).toBeUndefined()
  })
})

it('texts that have nothing in common are not compared for ever: both wait', () => {
  const long = (who: string) => Array.from({ length: 4_000 }, (_, n) => `${who}${n}`).join(' ')
  expect(jointText('standfirst', long('a'), long('b'), long('c'))).toBeUndefined()
})

it('whatever is typed on whatever stands there: every word of either is in the one text', () => {
  const word = fc.constantFrom('il', 'ponte', 'riapre', 'da', 'lunedì', 'a', '§')
  const text = fc.array(word, { maxLength: 12 })
  const typing = fc.array(fc.tuple(fc.nat(12), fc.boolean()), { maxLength: 5 })
  fc.assert(
    fc.property(text, text, typing, typing, (first, second, before, after) => {
      let count = 0
      const type = (words: string[], steps: [number, boolean][], who: string) => {
        const typed: string[] = []
        const result = [...words]
        for (const [at, removes] of steps) {
          const own = `${who}${++count}`
          const place = at % (result.length + 1)
          // Whoever takes out a word of their own has not lost it.
          const [gone] = result.splice(place, removes ? 1 : 0, own)
          typed.push(own)
          if (gone !== undefined && typed.includes(gone)) typed.splice(typed.indexOf(gone), 1)
        }
        return { result, typed }
      }
      const earlier = type(first, before, 'prima')
      const now = type(second, after, 'dopo')
      const found = joined(earlier.result.join(' '), second.join(' '), now.result.join(' ')).split(/\s+/)
      expect([...earlier.typed, ...now.typed].filter((own) => !found.includes(own))).toEqual([])
    }),
    { numRuns: 500 },
  )
})
