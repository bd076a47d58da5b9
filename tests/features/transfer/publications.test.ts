import { expect, it } from 'vitest'
import { freshDatabase, rows } from '../../factories/database.ts'
import { bring, file, freshFolder } from '../../factories/markdown-files.ts'

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
