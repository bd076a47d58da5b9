import { expect, it } from 'vitest'
import { write } from '@/db/client.ts'
import { findArticle } from '@/features/articles/data.ts'
import { publishArticle, reviseArticle, unpublishArticle } from '@/features/articles/mutations.ts'
import type { Snapshot } from '@/features/articles/schema.ts'
import { findChanged, findDifference, listPublicChanges, listRevisions } from '@/features/revisions/data.ts'
import { locate } from '@/server/addresses.ts'
import { addArticle, freshDatabase, rows, snapshotOf, touchedBy } from '../../factories/database.ts'

freshDatabase()

const version = (id: number) =>
  rows<{ v: number }>('SELECT lock_version AS v FROM articles WHERE id = ?', id)[0]?.v ?? 0

async function change(id: number, over: Partial<Snapshot>, publish: { substantive: boolean } | null) {
  const snapshot = await snapshotOf(over)
  await write(async (tx) => {
    const lockVersion = await reviseArticle(tx, { id, lockVersion: version(id), snapshot, kind: 'manual' })
    if (publish) await publishArticle(tx, { id, lockVersion, ...publish })
  })
}

it('readers see changes of substance between what they had before them, and nothing of the newsroom', async () => {
  const id = await addArticle({ headline: 'Uno' })
  expect(await locate('/citta/ponte/changes', '')).toEqual({ kind: 'missing' })
  await change(id, { headline: 'Bozza segreta' }, null)
  await change(id, { headline: 'Due' }, { substantive: false })
  expect((await findArticle('/citta/ponte'))?.hasChanges).toBe(false)
  await change(id, { headline: 'Tre' }, { substantive: true })
  await change(id, { headline: 'Quattro, non ancora' }, null)
  const changes = await listPublicChanges(id)
  expect(changes).toHaveLength(1)
  expect(changes[0]?.difference.fields).toEqual([
    {
      field: 'headline',
      runs: [
        { kind: 'removed', text: 'Due' },
        { kind: 'added', text: 'Tre' },
      ],
    },
  ])
  expect(JSON.stringify(changes)).not.toMatch(/segreta|non ancora/)
  expect((await findArticle('/citta/ponte'))?.hasChanges).toBe(true)
  expect(await locate('/citta/ponte/changes', '')).toEqual({ kind: 'page' })
})

it('the page of changes moves and goes with its article', async () => {
  const id = await addArticle()
  await change(id, { headline: 'Due', slug: 'nuovo' }, { substantive: true })
  expect(await locate('/citta/ponte/changes', '')).toEqual({ kind: 'moved', to: '/citta/nuovo/changes' })
  await write((tx) => unpublishArticle(tx, id, version(id)))
  expect(await locate('/citta/nuovo/changes', '')).toEqual({ kind: 'gone' })
  expect(await findChanged('/citta/nuovo')).toBeNull()
})

it('the newsroom compares any two versions of one article, of another none', async () => {
  const id = await addArticle({ headline: 'Uno' })
  const other = await addArticle({ slug: 'altro' })
  await change(id, { headline: 'Due' }, null)
  const [newest, oldest] = await listRevisions(id)
  expect(newest).toMatchObject({ kind: 'manual', isWorking: true, isLive: false })
  expect(oldest).toMatchObject({ kind: 'publish', isWorking: false, isLive: true })
  expect((await findDifference(id, oldest?.id ?? 0, newest?.id ?? 0))?.fields).toHaveLength(1)
  expect(await findDifference(other, oldest?.id ?? 0, newest?.id ?? 0)).toBeNull()
})

it('translations name each other, and publishing one makes the page of the other stale', async () => {
  const id = await addArticle()
  const english = { slug: 'bridge', headline: 'The bridge', language: 'en', translationGroupId: id }
  const tags = await touchedBy(() => addArticle(english))
  expect(tags).toContain('article:/citta/ponte')
  expect((await findArticle('/citta/ponte'))?.translations).toMatchObject([
    { language: 'en', path: '/citta/bridge' },
  ])
  expect((await findArticle('/citta/bridge'))?.translations).toMatchObject([
    { language: 'it', path: '/citta/ponte' },
  ])
})
