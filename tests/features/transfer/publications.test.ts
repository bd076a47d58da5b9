import { expect, it } from 'vitest'
import { freshDatabase, rows } from '../../factories/database.ts'
import { bring, file, freshFolder } from '../../factories/markdown-files.ts'
import { addActor } from '../../factories/people.ts'

freshDatabase()
freshFolder()

const publications = () =>
  rows<{ article_id: number }>(
    "SELECT article_id FROM audit_log WHERE event LIKE '%publish%' ORDER BY id",
  ).map((row) => row.article_id)

it('each article that an import publishes is one publication, also when its links are found later', async () => {
  const first = file({}, 'Come abbiamo scritto [qui](/citta/mercato).')
  const second = file({ slug: 'mercato', title: 'Il mercato' }, 'Riapre.')
  await bring([first, second])
  expect(rows('SELECT headline FROM articles WHERE status = ?', 'published')).toHaveLength(2)
  expect(publications()).toEqual([1, 2])
  await bring([first, second])
  expect(publications()).toEqual([1, 2])
  await bring(file({}, 'Un altro testo.'))
  expect(publications()).toEqual([1, 2, 1])
})

it('a draft that is imported is none', async () => {
  await bring(file({ status: 'draft', date: undefined }))
  expect(publications()).toEqual([])
})

it('corrections that readers see come from whoever publishes the article, in an import as well', async () => {
  await bring(file())
  const correction = file({ corrections: [{ date: '2026-03-03', text: 'Non è vero niente.' }] })
  for (const role of ['contributor', 'author'] as const) {
    const report = await bring(correction, { actor: await addActor(role) })
    expect(report.errors).toHaveLength(1)
    expect(rows('SELECT text FROM corrections')).toEqual([])
  }
  expect((await bring(correction, { actor: await addActor('editor') })).errors).toEqual([])
  expect(rows('SELECT text FROM corrections')).toEqual([{ text: 'Non è vero niente.' }])
})
