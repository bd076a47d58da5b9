import { existsSync, rmSync, statSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { count, eq, sql } from 'drizzle-orm'
import { expect, it, vi } from 'vitest'
import { close, databaseFile, handles, read, type Tx, write } from '@/db/client.ts'
import { articles } from '@/db/schema/articles.ts'
import { outbox, tagClock } from '@/db/schema/operations.ts'
import { series } from '@/db/schema/taxonomy.ts'
import { addArticle, dataDir, everyRow, freshDatabase, rows, temporaryFolder } from '../factories/database.ts'

freshDatabase()

const add = (tx: Tx, slug: string) => tx.insert(series).values({ slug, name: slug })
const slugs = () => rows<{ slug: string }>('SELECT slug FROM series ORDER BY id').map((row) => row.slug)

it('a unit of work returns what its function returns, and its rows are there for readers', async () => {
  const answer = await write(async (tx) => {
    await add(tx, 'uno')
    return 'done'
  })
  expect(answer).toBe('done')
  expect(await read.select({ slug: series.slug }).from(series)).toEqual([{ slug: 'uno' }])
})

it('units that are begun at once run one after the other, also when they wait in between', async () => {
  const increment = () =>
    write(async (tx) => {
      const [row] = await tx.select({ n: count() }).from(series)
      await pause(1)
      await add(tx, `n-${row?.n}`)
    })
  await Promise.all(Array.from({ length: 20 }, increment))
  expect(slugs()).toEqual(Array.from({ length: 20 }, (_, i) => `n-${i}`))
})

it('readers see nothing of a unit that is under way', async () => {
  const seen: number[] = []
  await write(async (tx) => {
    await add(tx, 'uno')
    seen.push((await read.select().from(series)).length, (await tx.select().from(series)).length)
  })
  expect(seen).toEqual([0, 1])
})

it('a unit that throws leaves nothing: no rows, no tags, no jobs', async () => {
  const before = everyRow()
  const failure = new Error('no ink')
  const unit = write(async (tx) => {
    await add(tx, 'uno')
    await tx.touch('articles')
    await tx.enqueue('related', { articleId: 1 })
    throw failure
  })
  await expect(unit).rejects.toBe(failure)
  expect(everyRow()).toEqual(before)
})

it('a unit that throws does not take the next one with it', async () => {
  const first = write(async (tx) => {
    await add(tx, 'uno')
    throw new Error('no ink')
  })
  const second = write((tx) => add(tx, 'due'))
  await expect(first).rejects.toThrow('no ink')
  await second
  expect(slugs()).toEqual(['due'])
})

it('a statement that fails takes the whole unit back when nobody catches it', async () => {
  await write((tx) => add(tx, 'uno'))
  const unit = write(async (tx) => {
    await add(tx, 'due')
    await add(tx, 'uno')
  })
  await expect(unit).rejects.toThrow()
  expect(slugs()).toEqual(['uno'])
})

it('what only the commit can find wrong takes the whole unit back too', async () => {
  const id = await addArticle()
  const before = everyRow()
  const unit = write(async (tx) => {
    await add(tx, 'uno')
    await tx.update(articles).set({ liveRevisionId: 999 }).where(eq(articles.id, id))
  })
  await expect(unit).rejects.toThrow(/FOREIGN KEY/)
  expect(everyRow()).toEqual(before)
  await write((tx) => add(tx, 'due'))
  expect(slugs()).toEqual(['due'])
})

it('references to rows that are not there are refused', async () => {
  const unit = write(async (tx) =>
    tx.run(sql`INSERT INTO article_tags (article_id, position, tag_id) VALUES (1, 0, 1)`),
  )
  await expect(unit).rejects.toThrow()
})

it('a unit cannot be used after it ended, in whatever way', async () => {
  let late: Tx | undefined
  await write(async (tx) => {
    late = tx
  })
  const tx = late as Tx
  const before = everyRow()
  const ways = [
    async () => add(tx, 'uno'),
    async () => tx.select().from(series),
    async () => tx.all(sql`SELECT 1`),
    () => tx.touch('articles'),
    () => tx.enqueue('related', {}),
  ]
  for (const use of ways) await expect(use()).rejects.toThrow('tx used after its unit of work ended')
  expect(everyRow()).toEqual(before)
})

it('late statements of a unit do not land in another one that is under way', async () => {
  let late: Promise<unknown> | undefined
  await write(async (tx) => {
    late = pause(5).then(() => add(tx, 'straggler'))
    late.catch(() => {})
  })
  await write(async (tx) => {
    await add(tx, 'uno')
    await pause(15)
  })
  await expect(late).rejects.toThrow('tx used after its unit of work ended')
  expect(slugs()).toEqual(['uno'])
})

it('a unit that failed cannot be used later either', async () => {
  let late: Tx | undefined
  const unit = write(async (tx) => {
    late = tx
    throw new Error('no ink')
  })
  await expect(unit).rejects.toThrow('no ink')
  await expect((late as Tx).touch('articles')).rejects.toThrow('tx used after its unit of work ended')
})

it('a unit inside a unit is refused, not waited for', async () => {
  const unit = write(async (tx) => {
    await add(tx, 'uno')
    await write((inner) => add(inner, 'due'))
  })
  await expect(unit).rejects.toThrow('write() inside write()')
  expect(slugs()).toEqual([])
})

it('after a unit its caller may begin another', async () => {
  await write((tx) => add(tx, 'uno')).then(() => write((tx) => add(tx, 'due')))
  expect(slugs()).toEqual(['uno', 'due'])
})

it('what was begun in a unit may begin one of its own when that has ended', async () => {
  let later: Promise<unknown> | undefined
  await write(async (tx) => {
    await add(tx, 'uno')
    later = pause(5).then(() => write((next) => add(next, 'due')))
  })
  await later
  expect(slugs()).toEqual(['uno', 'due'])
})

it('tags are touched each once a call, in order, with the time of day', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_800_000_000_000 })
  await write((tx) => tx.touch('b', 'a', 'b'))
  await write((tx) => tx.touch())
  vi.useRealTimers()
  expect(await read.select().from(tagClock)).toEqual([
    { seq: 1, tag: 'b', at: 1_800_000_000_000 },
    { seq: 2, tag: 'a', at: 1_800_000_000_000 },
  ])
})

it('a job waits for its delay', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_800_000_000_000 })
  await write(async (tx) => {
    await tx.enqueue('related', { articleId: 7 })
    await tx.enqueue('avif', { mediaId: 3 }, 60_000)
  })
  vi.useRealTimers()
  expect(await read.select().from(outbox)).toMatchObject([
    { kind: 'related', payload: { articleId: 7 }, dueAt: 1_800_000_000_000, attempts: 0, leasedUntil: 0 },
    { kind: 'avif', payload: { mediaId: 3 }, dueAt: 1_800_000_060_000, createdAt: 1_800_000_000_000 },
  ])
})

it('nothing is written through the connection for reading', async () => {
  await expect(async () => read.insert(series).values({ slug: 'uno', name: 'uno' })).rejects.toThrow()
  expect(slugs()).toEqual([])
})

it('the connections are set up to keep commits and refuse what is wrong', () => {
  const { reader, writer } = handles()
  const pragma = (name: string) => writer.pragma(name, { simple: true })
  expect(pragma('journal_mode')).toBe('wal')
  expect(pragma('synchronous')).toBe(2) // FULL
  expect(pragma('foreign_keys')).toBe(1)
  expect(pragma('trusted_schema')).toBe(0)
  expect(pragma('busy_timeout')).toBe(5000)
  expect([reader.readonly, reader.pragma('trusted_schema', { simple: true })]).toEqual([true, 0])
})

it('closing waits for the units under way, and the next use opens the DATA_DIR of then', async () => {
  const first = dataDir()
  const unit = write(async (tx) => {
    await pause(10)
    await add(tx, 'uno')
  })
  await close()
  await unit
  const second = temporaryFolder()
  process.env.DATA_DIR = second
  await write((tx) => add(tx, 'due'))
  expect(slugs()).toEqual(['due'])
  await close()
  rmSync(second, { recursive: true })
  process.env.DATA_DIR = first
  expect(slugs()).toEqual(['uno'])
})

it('a build has an empty database of its own and makes no file', async () => {
  process.env.NEXT_PHASE = 'phase-production-build'
  try {
    expect(await read.select().from(articles)).toEqual([])
    expect(existsSync(databaseFile(dataDir()))).toBe(false)
    await close()
  } finally {
    delete process.env.NEXT_PHASE
  }
})

it('a new database is its owner’s alone, with the files beside it', async () => {
  await write((tx) => add(tx, 'uno'))
  for (const file of [databaseFile(dataDir()), `${databaseFile(dataDir())}-wal`])
    expect((statSync(file).mode & 0o777).toString(8)).toBe('600')
})
