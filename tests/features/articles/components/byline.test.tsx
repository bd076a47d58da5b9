// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { Byline } from '@/features/articles/components/byline.tsx'
import type { Byline as Entry } from '@/features/articles/schema.ts'
import { byline } from '@/tests/factories/views.ts'

afterEach(cleanup)
const [ada, ugo, ida] = [byline('Ada Neri', 1), byline('Ugo Bruni', 2), byline('Ida Sala', 3)]
const show = (entries: Entry[], props: { override?: string; linked?: boolean } = {}) =>
  render(
    <Byline
      byline={entries}
      override={props.override ?? ''}
      words={{ by: 'di', and: 'e' }}
      linked={props.linked ?? false}
    />,
  ).container

it('nobody is named where nobody signed', () => {
  expect(show([]).innerHTML).toBe('')
})

it('one author', () => {
  expect(show([ada]).textContent).toBe('di Ada Neri')
})

it('two authors are joined by a word', () => {
  expect(show([ada, ugo]).textContent).toBe('di Ada Neri e Ugo Bruni')
})

it('three authors: commas, and the word before the last', () => {
  expect(show([ada, ugo, ida]).textContent).toBe('di Ada Neri, Ugo Bruni e Ida Sala')
})

it('photographers and translators are no authors', () => {
  expect(show([{ ...ugo, role: 'photo' }, ada, { ...ida, role: 'translator' }]).textContent).toBe(
    'di Ada Neri',
  )
  expect(show([{ ...ugo, role: 'photo' }]).innerHTML).toBe('')
})

it('a byline of its own words stands instead of the names', () => {
  expect(show([ada], { override: 'dal nostro inviato', linked: true }).textContent).toBe('dal nostro inviato')
  expect(screen.queryByRole('link')).toBeNull()
})

it('names are links where that is wanted, and only there', () => {
  show([ada, ugo], { linked: true })
  expect(
    screen.getAllByRole('link').map((a) => [a.textContent, a.getAttribute('href'), a.getAttribute('rel')]),
  ).toEqual([
    ['Ada Neri', '/authors/autore-1', 'author'],
    ['Ugo Bruni', '/authors/autore-2', 'author'],
  ])
  cleanup()
  show([ada])
  expect(screen.queryByRole('link')).toBeNull()
})
