// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { ArticlesPart } from '@/features/issues/components/articles-part.tsx'
import { blank, type IssueItem } from '@/features/issues/schema.ts'
import type { Draft } from '@/features/issues/working-copy.ts'

vi.stubGlobal('CSS', { escape: (text: string) => text })
afterEach(cleanup)

const item = (id: number, headline: string): IssueItem => ({
  ...{ id, headline, path: `/a/${id}`, kicker: '', standfirst: '', byline: '', picture: null },
})
const items = [item(1, 'Porti'), item(2, 'Ponti'), item(3, 'Prati')]
const hours = { from: 'hours', hours: 24, sectionId: null } as const
const draftOf = (over: Partial<Draft> = {}): Draft => ({
  ...{ newsletterId: 1, kind: 'digest', subject: '', subjectB: '', preheader: '', intro: blank },
  ...{ source: hours, articles: [], testShare: 0, testHours: 4 },
  ...over,
})

function Page({ draft: first, seen }: { draft: Draft; seen(draft: Draft): void }) {
  const [draft, setDraft] = useState(first)
  const edit = (change: Partial<Draft>) => {
    const next = { ...draft, ...change }
    setDraft(next)
    seen(next)
  }
  const shown =
    draft.source.from === 'hours' && draft.articles.length === 0
      ? items
      : items.filter(({ id }) => draft.articles.includes(id))
  return <ArticlesPart draft={draft} items={shown} isSettled sections={[]} onEdit={edit} />
}
const show = (draft = draftOf()) => {
  const seen: Draft[] = []
  render(<Page draft={draft} seen={(next) => seen.push(next)} />)
  return seen
}
const order = () =>
  within(screen.getByRole('grid', { name: 'Articoli' }))
    .getAllByRole('row')
    .map((row) => row.getAttribute('aria-label'))
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

it('shows what the last hours hold, and stays so until somebody touches it', () => {
  show()
  expect(order()).toEqual(['Porti', 'Ponti', 'Prati'])
  expect((screen.getByRole('radio', { name: 'I più recenti' }) as HTMLInputElement).checked).toBe(true)
})

it('an article that is moved makes the choice one by hand, in that order', () => {
  const seen = show()
  press('Su: «Prati»')
  expect(seen.at(-1)).toMatchObject({ source: { from: 'hand' }, articles: [1, 3, 2] })
  expect((screen.getByRole('radio', { name: 'Scelti a mano' }) as HTMLInputElement).checked).toBe(true)
  press('Giù: «Porti»')
  expect(seen.at(-1)?.articles).toEqual([3, 1, 2])
})

it('the first cannot go up, and the last not down', () => {
  show()
  expect((screen.getByRole('button', { name: 'Su: «Porti»' }) as HTMLButtonElement).disabled).toBe(true)
  expect((screen.getByRole('button', { name: 'Giù: «Prati»' }) as HTMLButtonElement).disabled).toBe(true)
})

it('one that is taken out is gone from the letter only', () => {
  const seen = show()
  press('Togli «Ponti»')
  expect(seen.at(-1)).toMatchObject({ source: { from: 'hand' }, articles: [1, 3] })
})

it('back to the latest forgets the order', () => {
  const seen = show(draftOf({ source: { from: 'hand' }, articles: [2, 1] }))
  fireEvent.click(screen.getByRole('radio', { name: 'I più recenti' }))
  expect(seen.at(-1)).toMatchObject({ source: { from: 'hours', hours: 24 }, articles: [] })
})

it('says of a chosen article that readers can read it no more', () => {
  show(draftOf({ source: { from: 'hand' }, articles: [1, 9] }))
  expect(screen.getByText('Non è più pubblico: non entra nella lettera.')).toBeDefined()
})

it('says when there is nothing that would go out', () => {
  render(<ArticlesPart draft={draftOf()} items={[]} isSettled sections={[]} onEdit={() => {}} />)
  expect(screen.getByText(/se resta così, il numero non parte/)).toBeDefined()
})

it('after an article was found and added the page is free again', async () => {
  const found = { id: 7, headline: 'Treni di notte', path: '/a/7', status: 'published', publishedAt: 0 }
  const hidden = { ...found, id: 8, headline: 'Treni futuri', status: 'draft', publishedAt: null }
  vi.stubGlobal('fetch', async () => Response.json({ items: [found, hidden] }))
  const seen = show()
  const field = screen.getByRole('combobox', { name: 'Aggiungi un articolo' })
  act(() => field.focus())
  fireEvent.change(field, { target: { value: 'treni' } })
  fireEvent.click(await screen.findByRole('option', { name: /Treni di notte/ }))
  expect(screen.queryByRole('option', { name: /Treni futuri/ })).toBeNull()
  await act(() => new Promise((done) => setTimeout(done, 50)))
  expect(seen.at(-1)).toMatchObject({ source: { from: 'hand' }, articles: [1, 2, 3, 7] })
  expect(order()).toEqual(['Porti', 'Ponti', 'Prati', 'Treni di notte'])
  expect(screen.queryByRole('listbox')).toBeNull()
  vi.unstubAllGlobals()
  vi.stubGlobal('CSS', { escape: (text: string) => text })
})
