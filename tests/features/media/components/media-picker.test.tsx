// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { WordsProvider } from '@/components/ui/words.tsx'
import { MediaPicker, PicturesPicker } from '@/features/media/components/media-picker.tsx'
import type { LibraryPage, MediaItem } from '@/features/media/schema.ts'

const picture = (id: number, name: string): MediaItem => ({
  id,
  name,
  hash: 'abcdefgh',
  width: 900,
  height: 600,
  alt: name,
  caption: '',
  credit: '',
  licence: '',
  licenceUrl: '',
  focalX: 0.5,
  focalY: 0.5,
  colour: '#888888',
  variants: { webp: [480], jpg: [480] },
  copyright: '',
  source: '',
  sensitive: false,
  takenAt: null,
  rightsExpireAt: null,
  withheldAt: null,
  uses: 0,
  bytes: 1,
  uploaderId: null,
  uploader: '',
  createdAt: 0,
})
const library: LibraryPage = {
  items: [picture(11, 'molo'), picture(12, 'ponte'), picture(13, 'faro')],
  next: null,
}

beforeEach(() => {
  // jsdom has no such object; browsers do.
  vi.stubGlobal('CSS', { escape: (text: string) => text })
  vi.stubGlobal('fetch', async () => Response.json(library))
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const inWords = (picker: React.ReactNode) =>
  render(
    <WordsProvider language="it" timeZone="Europe/Rome">
      {picker}
    </WordsProvider>,
  )
const press = async (name: string) => fireEvent.click(await screen.findByRole('row', { name }))
const use = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

it('a picture of the library is chosen and used; another choice takes its place', async () => {
  const onPick = vi.fn()
  inWords(<MediaPicker isOpen onPick={onPick} onClose={() => {}} />)
  await press('molo')
  await press('ponte')
  use('Usa questa immagine')
  expect(onPick.mock.calls.map(([{ id }]) => id)).toEqual([12])
})

it('several are given in the order in which they were chosen, without those that were taken out again', async () => {
  const onPick = vi.fn()
  inWords(<PicturesPicker most={60} onPick={onPick} onClose={() => {}} />)
  for (const name of ['faro', 'molo', 'ponte', 'molo']) await press(name)
  use('Usa queste 2 immagini')
  expect(onPick.mock.calls[0]?.[0].map(({ id }: MediaItem) => id)).toEqual([13, 12])
})

it('no more than there is room for', async () => {
  const onPick = vi.fn()
  inWords(<PicturesPicker most={2} onPick={onPick} onClose={() => {}} />)
  for (const name of ['faro', 'molo', 'ponte']) await press(name)
  screen.getByText('2 immagini scelte: di più non ce ne stanno')
  use('Usa queste 2 immagini')
  expect(onPick.mock.calls[0]?.[0].map(({ id }: MediaItem) => id)).toEqual([13, 11])
})
