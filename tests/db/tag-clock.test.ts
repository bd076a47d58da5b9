import { rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { close, databaseFile, handles, write } from '@/db/client.ts'
import { dataVersion, latestSeq, oldestSeq, tagsAfter } from '@/db/tag-clock.ts'
import { dataDir, freshDatabase, temporaryFolder } from '../factories/database.ts'

freshDatabase()

const touch = (...tags: string[]) => write((tx) => tx.touch(...tags))

it('the version changes with a commit and with nothing else', async () => {
  const before = dataVersion()
  expect(dataVersion()).toBe(before)
  await touch('articles')
  const after = dataVersion()
  expect(after).not.toBe(before)
  await write(async (tx) => {
    await tx.touch('articles')
    throw new Error('taken back')
  }).catch(() => {})
  expect(dataVersion()).toBe(after)
})

it('the version changes with a commit of another process too', async () => {
  const before = dataVersion()
  const other = new Database(databaseFile(dataDir()))
  other.prepare("INSERT INTO tag_clock (tag, at) VALUES ('articles', 1)").run()
  other.close()
  expect(dataVersion()).not.toBe(before)
  expect(tagsAfter(0)).toEqual([{ seq: 1, tag: 'articles' }])
})

it('tags come oldest first, from after the number that was asked for', async () => {
  await touch('c', 'a')
  await touch('b')
  expect(tagsAfter(0)).toEqual([
    { seq: 1, tag: 'c' },
    { seq: 2, tag: 'a' },
    { seq: 3, tag: 'b' },
  ])
  expect(tagsAfter(2)).toEqual([{ seq: 3, tag: 'b' }])
  expect(tagsAfter(3)).toEqual([])
})

it('an empty clock shows nought', () => {
  expect([oldestSeq(), latestSeq(), tagsAfter(0)]).toEqual([0, 0, []])
})

it('a number is not given twice, even after every row was pruned', async () => {
  await touch('a', 'b')
  handles().writer.exec('DELETE FROM tag_clock')
  await touch('c')
  expect([oldestSeq(), latestSeq()]).toEqual([3, 3])
})

it('after another folder was opened its clock is the one that is read', async () => {
  await touch('a', 'b')
  dataVersion()
  await close()
  const first = dataDir()
  const second = temporaryFolder()
  process.env.DATA_DIR = second
  const before = dataVersion()
  await touch('c')
  expect([dataVersion() !== before, latestSeq(), tagsAfter(0)]).toEqual([true, 1, [{ seq: 1, tag: 'c' }]])
  await close()
  process.env.DATA_DIR = first
  rmSync(second, { recursive: true })
  expect(latestSeq()).toBe(2)
})
