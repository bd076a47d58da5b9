import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lastPage, pageOf, pageSize, parsePage, stretchOf } from '@/features/listings/page.ts'

it('pages one after another show every item once, and only the last says that there is no more', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 130 }), (count) => {
      const everything = Array.from({ length: count }, (_, i) => i)
      const seen: number[] = []
      for (let page = 1, more = true; more; page++) {
        const { limit, offset } = stretchOf(page)
        const shown = pageOf(everything.slice(offset, offset + limit), page)
        expect(shown.items.length).toBeLessThanOrEqual(pageSize)
        expect(shown.page).toBe(page)
        seen.push(...shown.items)
        more = shown.more
      }
      expect(seen).toEqual(everything)
    }),
  )
})

it('a page number in an address is a whole number from 2, without ornaments', () => {
  expect([parsePage('2'), parsePage(String(lastPage))]).toEqual([2, lastPage])
  for (const text of [
    '',
    '0',
    '1',
    '01',
    '02',
    '-2',
    '2.0',
    '2 ',
    '+2',
    '1e3',
    '0x2',
    '２',
    '_',
    String(lastPage + 1),
    '9'.repeat(30),
  ])
    expect([text, parsePage(text)]).toEqual([text, null])
})
