import Database from 'better-sqlite3'
import { expect, it, vi } from 'vitest'
import { close, databaseFile, write } from '@/db/client.ts'
import { pruneTagClock } from '@/features/outbox/mutations.ts'
import { TagClock } from '@/server/tag-clock.ts'
import { dataDir, freshDatabase, rows } from '../factories/database.ts'

freshDatabase()

const touch = (...tags: string[]) => write((tx) => tx.touch(...tags))
const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

function begun(): TagClock {
  const clock = new TagClock()
  clock.look()
  return clock
}

it('what was touched before the process began does not matter to it', async () => {
  await touch('articles')
  const clock = begun()
  expect([clock.seq, clock.touchedSince(['articles'], 0)]).toEqual([1, false])
})

it('a touched tag is newer than what was made before it, and older than what is made after', async () => {
  const clock = begun()
  await touch('article:/citta/ponte', 'articles')
  expect(clock.touchedSince(['articles'], 0)).toBe(false)
  clock.look()
  expect(clock.seq).toBe(2)
  expect(clock.touchedSince(['section:citta', 'articles'], 1)).toBe(true)
  expect(clock.touchedSince(['articles'], 2)).toBe(false)
  expect(clock.touchedSince(['section:citta'], 0)).toBe(false)
  expect(clock.touchedSince([], 0)).toBe(false)
})

it('the latest touch of a tag counts', async () => {
  const clock = begun()
  await touch('articles')
  clock.look()
  const { seq } = clock
  await touch('articles')
  clock.look()
  expect(clock.touchedSince(['articles'], seq)).toBe(true)
})

it('it does not matter which process touched', async () => {
  const clock = begun()
  const other = new Database(databaseFile(dataDir()))
  other.prepare("INSERT INTO tag_clock (tag, at) VALUES ('articles', 1)").run()
  other.close()
  clock.look()
  expect(clock.touchedSince(['articles'], 0)).toBe(true)
})

it('commits that touch nothing change nothing', async () => {
  const clock = begun()
  await write((tx) => tx.enqueue('related', { articleId: 1 }))
  clock.look()
  expect([clock.seq, clock.touchedSince(['articles'], 0)]).toEqual([0, false])
})

it('it glances once a turn of the event loop', async () => {
  const clock = new TagClock()
  clock.glance()
  await touch('articles')
  clock.glance()
  expect(clock.seq).toBe(0)
  await nextTurn()
  clock.glance()
  expect(clock.seq).toBe(1)
})

it('rows that were pruned before they were seen make everything old', async () => {
  await touch('a')
  const clock = begun()
  await touch('b', 'c', 'd')
  await pruneTagClock(-1000)
  expect(rows('SELECT seq, tag FROM tag_clock')).toEqual([{ seq: 4, tag: 'd' }])
  clock.look()
  expect(clock.seq).toBe(4)
  expect(clock.touchedSince(['a'], 1)).toBe(true)
  expect(clock.touchedSince(['never mentioned'], 3)).toBe(true)
  expect(clock.touchedSince(['a', 'b'], 4)).toBe(false)
  await touch('e')
  clock.look()
  expect([clock.touchedSince(['e'], 4), clock.touchedSince(['a'], 4)]).toEqual([true, false])
})

it('rows that were pruned after they were seen make nothing old', async () => {
  const clock = begun()
  await touch('a', 'b', 'c')
  clock.look()
  await pruneTagClock(-1000)
  await touch('d')
  clock.look()
  expect([clock.seq, clock.touchedSince(['a'], 1), clock.touchedSince(['d'], 3)]).toEqual([4, false, true])
  expect(clock.touchedSince(['b'], 1)).toBe(true)
})

it('young rows are not pruned, and never the last', async () => {
  await touch('a', 'b')
  await pruneTagClock(60_000)
  expect(rows('SELECT seq FROM tag_clock')).toHaveLength(2)
  await pruneTagClock(-1000)
  expect(rows('SELECT seq FROM tag_clock')).toEqual([{ seq: 2 }])
})

it('while the database cannot be read the last known state holds; then all that was missed is seen', async () => {
  const clock = begun()
  await touch('a')
  clock.look()
  const folder = dataDir()
  await close()
  process.env.DATA_DIR = databaseFile(folder) // a file where a folder should be
  const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  clock.look()
  clock.look()
  expect(log).toHaveBeenCalledOnce()
  log.mockRestore()
  expect([clock.healthy, clock.seq, clock.touchedSince(['a'], 0)]).toEqual([false, 1, true])
  process.env.DATA_DIR = folder
  await touch('b')
  clock.look()
  expect([clock.healthy, clock.seq, clock.touchedSince(['b'], 1)]).toEqual([true, 2, true])
})
