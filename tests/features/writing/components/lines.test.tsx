// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { lineLimits, snapshotSchema } from '@/features/articles/schema.ts'
import { GrowArea } from '@/features/writing/components/grow-area.tsx'
import { snapshotOf } from '../../../factories/database.ts'

// jsdom has no such object; browsers do.
vi.stubGlobal('CSS', { supports: () => true })
afterEach(cleanup)

function Headline() {
  const [value, setValue] = useState('')
  return (
    <GrowArea look="headline" label="Titolo" value={value} limit={lineLimits.headline} onChange={setValue} />
  )
}

it('a long paste stays whole: the line counts, then says that it is too long and that nothing was cut', () => {
  render(<Headline />)
  const area = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Titolo' })
  expect(area.getAttribute('maxlength')).toBeNull()
  const type = (value: string) => fireEvent.change(area, { target: { value } })
  type('a'.repeat(200))
  expect(area.getAttribute('aria-describedby')).toBeNull()
  type('a'.repeat(290))
  expect(screen.getByText('290 su 300 caratteri.')).toBeTruthy()
  type('a'.repeat(301))
  expect(area.value).toHaveLength(301)
  expect(area.getAttribute('aria-invalid')).toBe('true')
  const words = document.getElementById(area.getAttribute('aria-describedby') ?? '')?.textContent
  expect(words).toContain('301 caratteri, al massimo 300. Niente è stato tagliato')
})

it('a draft holds what readers could not be shown', async () => {
  const long = 'a'.repeat(5_000)
  const snapshot = await snapshotOf({
    sectionId: 1,
    headline: long,
    kicker: long,
    standfirst: long,
    place: long,
    bylineOverride: long,
    hero: { mediaId: 1, alt: long, caption: long, credit: long },
    seo: { title: long },
    source: { name: long },
  })
  expect(snapshotSchema.parse(snapshot)).toEqual(snapshot)
})
