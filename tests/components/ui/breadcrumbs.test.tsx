// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { Breadcrumbs } from '@/components/ui/breadcrumbs.tsx'

afterEach(cleanup)

it('the way is a labelled, ordered list of links', () => {
  const crumbs = [
    { name: 'Cultura', href: '/cultura' },
    { name: 'Libri & <riviste>', href: '/libri' },
  ]
  render(<Breadcrumbs label="Percorso" crumbs={crumbs} />)
  const nav = screen.getByRole('navigation', { name: 'Percorso' })
  expect(nav.querySelector('ol')?.children).toHaveLength(2)
  expect(screen.getAllByRole('link').map((a) => [a.textContent, a.getAttribute('href')])).toEqual([
    ['Cultura', '/cultura'],
    ['Libri & <riviste>', '/libri'],
  ])
})

it('without a way there is nothing', () => {
  expect(render(<Breadcrumbs label="Percorso" crumbs={[]} />).container.innerHTML).toBe('')
})
