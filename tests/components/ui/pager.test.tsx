// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { Pager } from '@/components/ui/pager.tsx'
import { dictionaryOf } from '@/lib/i18n/dictionary.ts'

afterEach(cleanup)
const words = dictionaryOf('it').pager
const show = (page: number, more: boolean) =>
  render(<Pager base="/citta" page={page} more={more} words={words} />).container
const hrefs = () => screen.queryAllByRole('link').map((a) => [a.getAttribute('rel'), a.getAttribute('href')])

it('a list of one page has no pager', () => {
  expect(show(1, false).innerHTML).toBe('')
})

it('the first page leads only on', () => {
  show(1, true)
  expect(hrefs()).toEqual([['next', '/citta/page/2']])
})

it('the second page leads back to the address without a number', () => {
  show(2, true)
  expect(hrefs()).toEqual([
    ['prev', '/citta'],
    ['next', '/citta/page/3'],
  ])
})

it('the last page leads only back, and says its number', () => {
  show(7, false)
  expect(hrefs()).toEqual([['prev', '/citta/page/6']])
  expect(screen.getByRole('navigation', { name: words.label }).textContent).toContain(words.page(7))
})
