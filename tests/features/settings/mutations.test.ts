import { expect, it } from 'vitest'
import { write } from '@/db/client.ts'
import { findPublication } from '@/features/settings/data.ts'
import { savePublication } from '@/features/settings/mutations.ts'
import { defaultPublication, type Publication } from '@/features/settings/schema.ts'
import { everyRow, freshDatabase, rows, touchedBy } from '../../factories/database.ts'

freshDatabase()

const save = (over: Partial<Publication>) =>
  write((tx) => savePublication(tx, { ...defaultPublication, ...over }))
const full: Partial<Publication> = {
  name: 'Altana',
  tagline: 'Il mare, visto dall’alto',
  description: 'Un giornale di prova.',
  language: 'en',
  timeZone: 'America/New_York',
  accent: '#336699',
  support: { heading: 'Sostieni', text: 'Un testo.', button: 'Dona', url: 'https://example.org/dona' },
  newsletter: { heading: 'Lettere', text: 'Una a settimana.', button: 'Iscriviti' },
  legal: { ...defaultPublication.legal, court: 'Portalba', responsibleDirector: 'Ada Neri' },
  about: { version: 1, document: { type: 'doc', content: [{ type: 'paragraph' }] } },
}

it('before anything was saved there are defaults, and no row', async () => {
  expect(await findPublication()).toEqual(defaultPublication)
  expect(rows('SELECT * FROM settings')).toEqual([])
})

it('what is saved comes back as it was', async () => {
  await save(full)
  expect(await findPublication()).toEqual({ ...defaultPublication, ...full })
})

it('there is one publication: a second save replaces the first', async () => {
  await save(full)
  await save({ name: 'Levante' })
  expect(await findPublication()).toEqual({ ...defaultPublication, name: 'Levante' })
  expect(rows('SELECT id FROM settings')).toEqual([{ id: 1 }])
})

it('a save makes every page stale that shows the publication', async () => {
  expect(await touchedBy(() => save({}))).toEqual(['settings'])
})

it('blanks around words are not kept', async () => {
  await save({ name: ' Altana ', tagline: ' ' })
  expect(await findPublication()).toMatchObject({ name: 'Altana', tagline: '' })
})

it('inside a unit of work its own save is seen', async () => {
  const name = await write(async (tx) => {
    await savePublication(tx, { ...defaultPublication, name: 'Altana' })
    return (await findPublication(tx)).name
  })
  expect(name).toBe('Altana')
})

it.each<[string, object]>([
  ['no name', { name: ' ' }],
  ['a name too long for a page', { name: 'a'.repeat(81) }],
  ['a zone that is none', { timeZone: 'Europa/Roma' }],
  ['an empty zone', { timeZone: '' }],
  ['a colour that is none', { accent: 'red' }],
  ['a colour with more to it', { accent: '#336699;}body{display:none' }],
  ['a language without words', { language: 'fr' }],
  ['a key that is not known', { motto: 'x' }],
  ['a legal fact that is not known', { legal: { ...defaultPublication.legal, vat: '1' } }],
])('%s is refused, and nothing changes', async (_, over) => {
  await save(full)
  const before = everyRow()
  await expect(save(over as Partial<Publication>)).rejects.toThrow()
  expect(everyRow()).toEqual(before)
})
