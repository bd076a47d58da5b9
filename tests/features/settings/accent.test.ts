import fc from 'fast-check'
import { expect, it } from 'vitest'
import { accentPair, contrast } from '@/features/settings/accent.ts'

const colour = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`)
const pages = { light: ['#ffffff', '#f4f1ea'], dark: ['#16181b', '#22262b'] }

it('whatever colour is wished for, the accent stands out from pages and boxes of both themes', () => {
  fc.assert(
    fc.property(colour, (wish) => {
      const pair = accentPair(wish)
      for (const theme of ['light', 'dark'] as const) {
        expect(pair[theme]).toMatch(/^#[0-9a-f]{6}$/)
        for (const page of pages[theme]) expect(contrast(pair[theme], page)).toBeGreaterThanOrEqual(4.5)
      }
    }),
    { numRuns: 1000 },
  )
})

it('a colour that stands out already is kept', () => {
  expect(accentPair('#9b2c1f').light).toBe('#9b2c1f')
  expect(accentPair('#FFCC66').dark).toBe('#ffcc66')
})

it('a colour that does not is moved no further than needed', () => {
  const { light } = accentPair('#e06050')
  expect(light).not.toBe('#e06050')
  expect(contrast(light, '#f4f1ea')).toBeLessThan(5)
})

it('contrast is that of WCAG: 21 for black on white, 1 for a colour on itself, the same both ways', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
  fc.assert(
    fc.property(colour, colour, (a, b) => {
      expect(contrast(a, a)).toBe(1)
      expect(contrast(a, b)).toBe(contrast(b, a))
    }),
  )
})
