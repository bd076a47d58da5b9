// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { SupportNotice } from '@/features/settings/components/support-notice.tsx'
import { dictionaryOf } from '@/lib/i18n/dictionary.ts'
import { publication } from '@/tests/factories/views.ts'

afterEach(cleanup)
const t = dictionaryOf('it')
const show = (over: Partial<ReturnType<typeof publication>['support']>) => {
  const support = { heading: '', text: '', button: '', url: '', ...over }
  return render(<SupportNotice publication={publication({ support })} t={t} />).container
}

it('without a text there is no notice, whatever else was entered', () => {
  expect(show({}).innerHTML).toBe('')
  expect(show({ heading: 'Aiutaci', button: 'Dona', url: 'https://example.org/' }).innerHTML).toBe('')
})

it('a text alone is a notice without a button, with a name for those who do not see it', () => {
  show({ text: 'Siamo liberi.' })
  expect(screen.getByRole('complementary', { name: t.article.free }).textContent).toContain('Siamo liberi.')
  expect(screen.queryByRole('link')).toBeNull()
  expect(screen.queryByRole('heading')).toBeNull()
})

it('with everything it has heading, text and a button that leads where it should', () => {
  show({ heading: 'Aiutaci', text: 'Siamo liberi.', button: 'Dona', url: 'https://example.org/dona' })
  expect(screen.getByRole('heading').textContent).toBe('Aiutaci')
  expect(screen.getByRole('link', { name: 'Dona' }).getAttribute('href')).toBe('https://example.org/dona')
})

it('a button without an address leads to the page about the newspaper', () => {
  show({ text: 'Siamo liberi.', button: 'Come aiutarci' })
  expect(screen.getByRole('link').getAttribute('href')).toBe('/about')
})

it('the button that closes it waits for the script that makes it work', () => {
  const container = show({ text: 'Siamo liberi.' })
  expect(container.querySelector('[data-close]')?.hasAttribute('hidden')).toBe(true)
})
