import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countWords, initials, readingMinutes, slugify, truncate } from '@/lib/text.ts'

const anyText = fc.string({ unit: 'binary', maxLength: 300 })

it('a slug is lower-case ASCII words joined by single hyphens, whatever the text and limit', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 1, max: 120 }), (text, limit) => {
      const slug = slugify(text, limit)
      expect(slug).toMatch(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/)
      expect(slug.length).toBeLessThanOrEqual(limit)
    }),
  )
})

it('a slug of a slug is the same slug', () => {
  fc.assert(fc.property(anyText, (text) => slugify(slugify(text)) === slugify(text)))
})

it('accents, ligatures and signs become plain letters and hyphens, other scripts nothing', () => {
  const slugs = [
    ['Perché no? Così è', 'perche-no-cosi-e'],
    ['L’Aquila, 3ª edizione', 'l-aquila-3a-edizione'],
    ['Straße & Łódź', 'strasse-lodz'],
    ['Ærø ﬁne', 'aero-fine'],
    ['  --- ', ''],
    ['Привет', ''],
  ]
  expect(slugs.map(([text = '']) => slugify(text))).toEqual(slugs.map(([, slug]) => slug))
})

it('a long slug is cut between words, a single long word in the middle', () => {
  expect(slugify('uno due tre quattro', 11)).toBe('uno-due-tre')
  expect(slugify('uno due tre quattro', 10)).toBe('uno-due')
  expect(slugify('precipitevolissimevolmente', 10)).toBe('precipitev')
})

it('a shortened text is never longer than its limit and is the whole text where that fits', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 1, max: 200 }), (text, limit) => {
      const short = truncate(text, limit)
      const clean = text.replace(/\s+/g, ' ').trim()
      expect(short.length).toBeLessThanOrEqual(limit)
      if (clean.length <= limit) expect(short).toBe(clean)
      else expect(short.endsWith('…')).toBe(true)
    }),
  )
})

it('a text is shortened between words, without the comma that stood there', () => {
  expect(truncate('Il mare, poi la collina', 12)).toBe('Il mare…')
  expect(truncate('Il mare', 7)).toBe('Il mare')
})

it('a shortened text never ends in half a character', () => {
  expect(() => encodeURIComponent(truncate('🌊🌊🌊🌊', 6))).not.toThrow()
})

it('words are counted as readers count them', () => {
  expect(countWords('L’isola che non c’è, 3,5 km')).toBe(7)
  expect(countWords("dell'acqua vice-sindaco")).toBe(2)
  expect(countWords(' … — « » ')).toBe(0)
})

it('reading takes at least a minute and is rounded to whole ones', () => {
  expect(readingMinutes(0)).toBe(1)
  expect(readingMinutes(238 * 3)).toBe(3)
  expect(readingMinutes(238 * 3 + 130)).toBe(4)
})

it('initials are those of the first and last capitalised word', () => {
  const names = [
    ['Ada Neri', 'AN'],
    ['Marta de la Fuente', 'MF'],
    ['Redazione', 'R'],
    ['Élise Òrsi', 'ÉÒ'],
    ['la redazione', ''],
    ['', ''],
  ]
  expect(names.map(([name = '']) => initials(name))).toEqual(names.map(([, letters]) => letters))
})
