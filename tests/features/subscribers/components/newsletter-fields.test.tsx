// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { NewsletterFields } from '@/features/subscribers/components/newsletter-fields.tsx'
import { dictionaryOf } from '@/lib/i18n/dictionary.ts'
import { publication } from '@/tests/factories/views.ts'

afterEach(cleanup)
const t = dictionaryOf('it')
const show = (props: { email?: string; error?: string } = {}, button = '') =>
  render(
    <form>
      <NewsletterFields
        publication={publication({ newsletter: { heading: '', text: '', button } })}
        t={t}
        source="/citta/ponte"
        {...props}
      />
    </form>,
  ).container
const field = () => screen.getByLabelText(t.newsletter.email) as HTMLInputElement
const described = () =>
  (field().getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent)

it('asks for an address, says what it is for, and remembers where it was asked', () => {
  const container = show()
  expect(field()).toMatchObject({ name: 'email', type: 'email', required: true, value: '' })
  expect(described()).toEqual([t.newsletter.consent])
  expect(container.querySelector<HTMLInputElement>('[name=source]')?.value).toBe('/citta/ponte')
  expect(screen.queryByRole('alert')).toBeNull()
  expect(field().hasAttribute('aria-invalid')).toBe(false)
})

it('after a mistake it says what was wrong, at the field, and keeps what was typed', () => {
  show({ email: 'ada@<example>', error: t.newsletter.invalid })
  expect(screen.getByRole('alert').textContent).toBe(t.newsletter.invalid)
  expect(field().value).toBe('ada@<example>')
  expect(field().getAttribute('aria-invalid')).toBe('true')
  expect(described()).toEqual([t.newsletter.invalid, t.newsletter.consent])
})

it('the button has the newspaper’s own words where it has some', () => {
  show()
  expect(screen.getByRole('button').textContent).toBe(t.newsletter.button)
  cleanup()
  show({}, 'Scrivetemi')
  expect(screen.getByRole('button').textContent).toBe('Scrivetemi')
})

it('the trap for robots is out of the way of readers', () => {
  const trap = show().querySelector<HTMLInputElement>('[name=website]')
  expect([trap?.tabIndex, trap?.autocomplete]).toEqual([-1, 'off'])
  expect(trap?.closest('[aria-hidden=true]')).not.toBeNull()
})
