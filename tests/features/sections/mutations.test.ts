import { expect, it } from 'vitest'
import { type Actor, systemActor } from '@/features/accounts/policy.ts'
import { resolvePath } from '@/features/paths/data.ts'
import { listSections } from '@/features/sections/data.ts'
import * as sections from '@/features/sections/mutations.ts'
import { rearranged } from '@/features/sections/order.ts'
import { orderSeen, type SectionForm, type SectionOrder, sectionSeen } from '@/features/sections/schema.ts'
import {
  addArticle,
  addDraft,
  addSection,
  everyRow,
  freshDatabase,
  rows,
  touchedBy,
} from '../../factories/database.ts'

freshDatabase()

const { deleteSection } = sections

const form = (over: Partial<SectionForm>): SectionForm => ({
  id: null,
  name: 'Porto',
  slug: '',
  description: '',
  parentId: null,
  seen: '',
  ...over,
})

/** Saves what somebody made of the section as it is now. */
async function saveSection(actor: Actor, input: SectionForm) {
  const now = (await listSections()).find(({ id }) => id === input.id)
  return sections.saveSection(actor, { ...input, seen: now ? sectionSeen(now) : '' })
}
const orderSections = async (actor: Actor, order: SectionOrder['order']) =>
  sections.orderSections(actor, { seen: orderSeen(await listSections()), order })

it('whoever changes what they saw before somebody else’s change is refused, and nothing changes', async () => {
  const [city, port] = [await addSection('Città'), await addSection('Porto')]
  const shown = await listSections()
  const seen = sectionSeen(shown[0] as (typeof shown)[number])
  await saveSection(systemActor, form({ id: city, name: 'Centro', slug: 'citta' }))
  const before = everyRow()
  const late = form({ id: city, name: 'Città vecchia', slug: 'citta', seen })
  await expect(sections.saveSection(systemActor, late)).rejects.toThrow('stale-version')
  await expect(sections.saveSection(systemActor, { ...late, seen: '' })).rejects.toThrow('stale-version')
  expect(everyRow()).toEqual(before)
  // An order that was made of another order would undo it.
  const order = [port, city].map((id) => ({ id, parentId: null }))
  await orderSections(systemActor, order)
  const late2 = sections.orderSections(systemActor, { seen: orderSeen(shown), order: [...order].reverse() })
  await expect(late2).rejects.toThrow('stale-version')
  expect((await listSections()).map(({ id }) => id)).toEqual([port, city])
})

it('a section is renamed for every page that shows its name, and the audit log says how it was called', async () => {
  const id = await addSection('Città')
  await addArticle({ sectionId: id })
  const tags = await touchedBy(() => saveSection(systemActor, form({ id, name: 'Centro', slug: 'citta' })))
  expect(tags).toEqual(expect.arrayContaining(['articles', 'section:citta', 'sections']))
  expect((await listSections())[0]).toMatchObject({ name: 'Centro', slug: 'citta' })
  const [entry] = rows<{ before: string; after: string }>(
    "SELECT before, after FROM audit_log WHERE event = 'section.change'",
  )
  expect(entry?.before).toContain('Città')
  expect(entry?.after).toContain('Centro')
})

it('with another address all articles move, old addresses lead there, and back again', async () => {
  const id = await addSection('Città')
  await addArticle({ sectionId: id, slug: 'ponte' })
  await addDraft({ sectionId: id, slug: 'bozza' })
  const tags = await touchedBy(() => saveSection(systemActor, form({ id, name: 'Centro', slug: 'centro' })))
  expect(tags).toEqual(expect.arrayContaining(['article:/citta/ponte', 'article:/centro/ponte']))
  expect(rows('SELECT path FROM articles ORDER BY id')).toEqual([
    { path: '/centro/ponte' },
    { path: '/centro/bozza' },
  ])
  expect(await resolvePath('/centro/ponte')).toEqual({ kind: 'article' })
  expect(await resolvePath('/citta/ponte')).toEqual({ kind: 'moved', to: '/centro/ponte' })
  expect(await resolvePath('/citta')).toEqual({ kind: 'moved', to: '/centro' })
  expect(await resolvePath('/citta/feed.xml')).toEqual({ kind: 'moved', to: '/centro/feed.xml' })
  await saveSection(systemActor, form({ id, name: 'Città', slug: 'citta' }))
  expect(await resolvePath('/citta/ponte')).toEqual({ kind: 'article' })
  expect(await resolvePath('/centro/ponte')).toEqual({ kind: 'moved', to: '/citta/ponte' })
  expect(await resolvePath('/centro')).toEqual({ kind: 'moved', to: '/citta' })
  expect(await resolvePath('/citta')).toEqual({ kind: 'missing' })
})

it('an address that is taken, reserved or belonged to another section’s article is refused, and nothing changes', async () => {
  const city = await addSection('Città')
  const port = await addSection('Porto')
  await addArticle({ sectionId: city, slug: 'ponte' })
  await saveSection(systemActor, form({ id: city, name: 'Città', slug: 'centro' })) // /citta/ponte was the first's
  await addArticle({ sectionId: port, slug: 'ponte' })
  const before = everyRow()
  const change = (slug: string) => saveSection(systemActor, form({ id: port, name: 'Porto', slug }))
  await expect(change('centro')).rejects.toThrow('slug-taken')
  await expect(change('admin')).rejects.toThrow('slug-reserved')
  await expect(change('citta')).rejects.toThrow('path-taken')
  await expect(saveSection(systemActor, form({ id: 999 }))).rejects.toThrow('not-found')
  await expect(saveSection(systemActor, form({ parentId: 999 }))).rejects.toThrow('not-found')
  expect(everyRow()).toEqual(before)
})

it('a section cannot be put inside itself or what is inside it', async () => {
  const city = await addSection('Città')
  const port = await addSection('Porto', city)
  const change = (parentId: number) =>
    saveSection(systemActor, form({ id: city, name: 'Città', slug: 'citta', parentId }))
  await expect(change(port)).rejects.toThrow('section-circle')
  await expect(change(city)).rejects.toThrow('section-circle')
})

it('the order is saved whole or not at all', async () => {
  const [a, b] = [await addSection('A'), await addSection('B')]
  await orderSections(systemActor, [
    { id: b, parentId: null },
    { id: a, parentId: b },
  ])
  expect((await listSections()).map(({ name, parentId }) => [name, parentId])).toEqual([
    ['B', null],
    ['A', b],
  ])
  await expect(orderSections(systemActor, [{ id: a, parentId: null }])).rejects.toThrow('stale-version')
  const circle = [
    { id: a, parentId: b },
    { id: b, parentId: a },
  ]
  await expect(orderSections(systemActor, circle)).rejects.toThrow('section-circle')
})

it('only an empty section is deleted', async () => {
  const city = await addSection('Città')
  const port = await addSection('Porto', city)
  await addDraft({ sectionId: port })
  await expect(deleteSection(systemActor, city)).rejects.toThrow('section-used')
  await expect(deleteSection(systemActor, port)).rejects.toThrow('section-used')
  await expect(deleteSection(systemActor, 999)).rejects.toThrow('not-found')
  const empty = await addSection('Vuota')
  await deleteSection(systemActor, empty)
  expect((await listSections()).map((section) => section.name)).toEqual(['Città', 'Porto'])
})

it('a section that is dropped goes in where the other stands, unless it holds sections itself', () => {
  const section = (id: number, parentId: number | null) => ({
    id,
    parentId,
    slug: `s${id}`,
    name: `S${id}`,
    description: '',
  })
  const all = [section(1, null), section(2, 1), section(3, null)]
  const shape = (list: typeof all) => list.map(({ id, parentId }) => [id, parentId])
  expect(shape(rearranged(all, 3, 2, 'before'))).toEqual([
    [1, null],
    [3, 1],
    [2, 1],
  ])
  expect(shape(rearranged(all, 1, 3, 'after'))).toEqual([
    [2, 1],
    [3, null],
    [1, null],
  ])
})
