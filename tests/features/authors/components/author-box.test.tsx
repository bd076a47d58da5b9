// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { AuthorBox } from '@/features/authors/components/author-box.tsx'
import type { Author } from '@/features/authors/schema.ts'
import { dictionaryOf } from '@/lib/i18n/dictionary.ts'
import { author, picture, publication } from '@/tests/factories/views.ts'

afterEach(cleanup)
const t = dictionaryOf('it')
const base = publication()
const registered = publication({
  legal: {
    ...base.legal,
    court: 'Tribunale di Lumera',
    number: '12/2019',
    date: '2019-05-08',
    email: 'redazione@example.org',
  },
})
const newsroom = author({ id: 2, slug: 'redazione', name: 'La redazione', kind: 'organisation' })
const show = (authors: Author[], newspaper = registered) =>
  render(<AuthorBox authors={authors} portraits={[picture()]} publication={newspaper} t={t} />).container
const note = (container: Element) => container.querySelector('.legal-note')?.textContent ?? null

it('without authors there is no box', () => {
  expect(show([]).innerHTML).toBe('')
})

it('a person has name, role and words, and no legal note', () => {
  const container = show([author()])
  expect(screen.getByRole('link', { name: 'Ada Neri' }).getAttribute('href')).toBe('/authors/ada-neri')
  expect(container.textContent).toContain('Cronista')
  expect(container.textContent).toContain('Scrive di porti.')
  expect(note(container)).toBeNull()
})

it('under a newsroom’s name stands the registration, with its date in words and an address to write to', () => {
  const words = note(show([newsroom]))
  expect(words).toContain('Tribunale di Lumera')
  expect(words).toContain('12/2019')
  expect(words).toContain('8 maggio 2019')
  expect(screen.getByRole('link', { name: 'redazione@example.org' }).getAttribute('href')).toBe(
    'mailto:redazione@example.org',
  )
})

it('a newsroom of a newspaper that is not registered has no legal note', () => {
  expect(note(show([newsroom], publication()))).toBeNull()
})

it('several authors stand in one box that says so', () => {
  show([author(), newsroom])
  expect(screen.getByRole('region', { name: t.article.aboutAuthors }).children).toHaveLength(2)
})

it('a face is shown where there is a photograph, initials elsewhere', () => {
  const container = show([
    author({ portraitMediaId: 7 }),
    author({ id: 3, name: 'Ugo Bruni' }),
    author({ id: 4, portraitMediaId: 99 }),
  ])
  expect(
    [...container.querySelectorAll('.portrait')].map(
      (face) => face.querySelector('img') !== null || face.textContent,
    ),
  ).toEqual([true, 'UB', 'AN'])
})
