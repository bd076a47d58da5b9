// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { SuggestField } from '@/components/ui/suggest-field.tsx'

// jsdom has no such object; browsers do.
vi.stubGlobal('CSS', { escape: (text: string) => text })
afterEach(cleanup)

const all = [
  { id: 1, name: 'Porti' },
  { id: 2, name: 'Ponti' },
]

function Adding({ onChoose }: { onChoose(id: number): void }) {
  const [typed, setTyped] = useState('')
  const items = typed === '' ? [] : all.filter((item) => item.name.toLowerCase().includes(typed))
  return (
    <SuggestField
      label="Aggiungi"
      compact
      items={items}
      nothing="Niente"
      onType={setTyped}
      onChoose={onChoose}
    />
  )
}

it('after a choice the field is empty, its list closed and the page around it there again', async () => {
  const chosen: number[] = []
  render(
    <>
      <button type="button">Accanto</button>
      <Adding onChoose={(id) => chosen.push(id)} />
    </>,
  )
  const field = screen.getByRole('combobox', { name: 'Aggiungi' })
  act(() => field.focus())
  fireEvent.change(field, { target: { value: 'por' } })
  const option = await screen.findByRole('option', { name: 'Porti' })
  fireEvent.click(option)
  await act(async () => {
    await new Promise((done) => setTimeout(done, 50))
  })
  expect(chosen).toEqual([1])
  expect((field as HTMLInputElement).value).toBe('')
  expect(screen.queryByRole('listbox')).toBeNull()
  expect(screen.getByRole('button', { name: 'Accanto' })).toBeDefined()
})

it('says when nothing fits', async () => {
  render(<Adding onChoose={() => {}} />)
  const field = screen.getByRole('combobox', { name: 'Aggiungi' })
  act(() => field.focus())
  fireEvent.change(field, { target: { value: 'zzz' } })
  expect(await screen.findByText('Niente')).toBeDefined()
})
