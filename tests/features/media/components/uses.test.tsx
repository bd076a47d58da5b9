// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { Uses } from '@/features/media/components/uses.tsx'
import { newsroomWords } from '@/lib/i18n/newsroom/words.ts'

afterEach(cleanup)
const t = newsroomWords('it')

it('every place has a name by which it can be followed, also a draft that has no headline yet', () => {
  render(
    <Uses
      t={t}
      uses={[
        { kind: 'article', id: 3, title: '', status: 'draft' },
        { kind: 'author', id: 7, title: 'Ada Neri' },
      ]}
    />,
  )
  expect(screen.getByRole('link', { name: 'Senza titolo' }).getAttribute('href')).toBe('/admin/articles/3')
  expect(screen.getByRole('link', { name: /Ada Neri/ }).getAttribute('href')).toBe('/admin/authors/7')
})

it('a picture that nobody uses says so', () => {
  const { container } = render(<Uses t={t} uses={[]} />)
  expect(container.textContent).toBe(t.media.usedNowhere)
})
