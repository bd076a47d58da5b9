// @vitest-environment jsdom
import { readFileSync } from 'node:fs'
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { Activity, useEffect, useLayoutEffect, useState } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Main } from '@/components/layout/main.tsx'

// The page as it comes from the server, with early.js in it and no other script yet.
const early = readFileSync('public/newsroom/early.js', 'utf8')
const saved: string[] = []
const keys: string[] = []

function Form() {
  const [name, setName] = useState('prima')
  const [text, setText] = useState('prima')
  const [role, setRole] = useState('a')
  const [ticked, setTicked] = useState(false)
  const [open, setOpen] = useState(0)
  const [again, setAgain] = useState(false)
  useLayoutEffect(() => setAgain(true), []) // drawn twice at once, as components that measure are, and one part anew
  useEffect(() => {
    const listen = ({ key }: KeyboardEvent) => void keys.push(key)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        saved.push(`${name} ${text} ${role} ${ticked}`)
      }}
    >
      <input aria-label="Nome" value={name} onChange={(event) => setName(event.target.value)} />
      <textarea aria-label="Testo" value={text} onChange={(event) => setText(event.target.value)} />
      <select aria-label="Ruolo" value={role} onChange={(event) => setRole(event.target.value)}>
        <option value="a">A</option>
        <option value="b">B</option>
      </select>
      <input
        type="checkbox"
        aria-label="Spunta"
        checked={ticked}
        onChange={(event) => setTicked(event.target.checked)}
      />
      <button type="button" key={String(again)} onClick={() => setOpen(open + 1)}>
        Apri
      </button>
      <output>{`${name} ${text} ${role} ${ticked} ${open}`}</output>
      <button type="submit">Salva</button>
    </form>
  )
}
const page = (
  <Main>
    <Activity>
      <Form />
    </Activity>
  </Main>
)
let container: HTMLElement

beforeEach(() => {
  saved.length = 0
  keys.length = 0
  container = document.createElement('div')
  document.body.append(container)
  new Function(early)()
  container.innerHTML = renderToString(page)
})
afterEach(() => {
  cleanup()
  container.remove()
})

const hydrate = async () => {
  render(page, { container, hydrate: true })
  await act(() => new Promise((resolve) => setTimeout(resolve, 250)))
}

it('what was typed, chosen and ticked before the scripts came is noticed', async () => {
  for (const [label, value] of [
    ['Nome', 'dopo'],
    ['Testo', 'scritto'],
    ['Ruolo', 'b'],
  ] as const)
    fireEvent.input(screen.getByLabelText(label), { target: { value } })
  screen.getByLabelText('Spunta').click()
  await hydrate()
  expect(screen.getByRole('status').textContent).toBe('dopo scritto b true 0')
  expect((screen.getByLabelText('Testo') as HTMLTextAreaElement).value).toBe('scritto')
})

it('what was left alone stays as it is', async () => {
  await hydrate()
  expect(screen.getByRole('status').textContent).toBe('prima prima a false 0')
})

it('a button that was pressed, twice because nothing happened, does its work once', async () => {
  const button = screen.getByText('Apri')
  button.click()
  button.click()
  await hydrate()
  expect(screen.getByRole('status').textContent).toBe('prima prima a false 1')
  fireEvent.click(screen.getByText('Apri'))
  expect(screen.getByRole('status').textContent).toBe('prima prima a false 2')
})

it('keys of the page come in their order; those that the browser answers do not come again', async () => {
  for (const key of ['?', 'j', 'Tab', 'x']) fireEvent.keyDown(document.body, { key })
  fireEvent.keyDown(screen.getByLabelText('Nome'), { key: 'n' })
  fireEvent.keyDown(screen.getByText('Apri'), { key: 'Enter' })
  await hydrate()
  expect(keys).toEqual(['?', 'j', 'x'])
})

it('a form that only scripts can send waits for them and then says what was typed', async () => {
  fireEvent.input(screen.getByLabelText('Nome'), { target: { value: 'dopo' } })
  expect(fireEvent.submit(screen.getByText('Salva').closest('form') as HTMLElement)).toBe(false)
  await hydrate()
  expect(saved).toEqual(['dopo prima a false'])
})
