// The only file that opens the database. Two things come out: `read` and `write`.
import { AsyncLocalStorage } from 'node:async_hooks'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import { readEnv } from '@/lib/env.mjs'
import { switchToWal } from './journal.ts'
import { migrate } from './migrate.ts'
import { makePrivate } from './private-file.ts'
import { outbox, tagClock } from './schema/operations.ts'

/** Queries are awaited: on another database they will take time. */
export type Read = BetterSQLite3Database
export type Tx = BetterSQLite3Database & {
  /** Says which cache tags this unit of work makes stale. Commits or rolls back with it. */
  touch(...tags: string[]): Promise<void>
  /** Leaves a side effect to be done after the commit. `delay` in milliseconds. */
  enqueue(kind: string, payload: unknown, delay?: number): Promise<void>
}
type Handles = { reader: Database.Database; writer: Database.Database; read: Read; queue: Promise<unknown> }

// Next bundles its own copy of this file, the server bundle has another: the handles must be one.
const shared = globalThis as { testataDb?: Handles | undefined }

/** The open connections; opens, and migrates, at the first call. */
export function handles(): Handles {
  shared.testataDb ??= open()
  return shared.testataDb
}

/** The database file of a data folder. */
export const databaseFile = (dataDir: string) => path.join(dataDir, 'testata.db')

function open(): Handles {
  // `next build` renders pages too. It gets an empty, migrated database of its own and no file.
  const building = process.env.NEXT_PHASE === 'phase-production-build'
  const file = building ? ':memory:' : databaseFile(readEnv().dataDir)
  if (!building) mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  if (!building) makePrivate(file)
  const writer = new Database(file)
  writer.pragma('busy_timeout = 5000')
  switchToWal(writer)
  writer.pragma('synchronous = FULL')
  writer.pragma('foreign_keys = ON')
  writer.pragma('trusted_schema = OFF')
  writer.pragma(`journal_size_limit = ${64 << 20}`)
  migrate(writer)
  if (building) return { reader: writer, writer, read: drizzle(writer), queue: Promise.resolve() }
  const reader = new Database(file, { readonly: true })
  reader.pragma('busy_timeout = 5000')
  reader.pragma('trusted_schema = OFF')
  reader.pragma(`mmap_size = ${256 << 20}`)
  return { reader, writer, read: drizzle(reader), queue: Promise.resolve() }
}

/** Queries on the read-only connection. Created at the first use, so that importing this file opens nothing. */
export const read: Read = new Proxy({} as Read, {
  get: (_, name) => {
    const target = handles().read
    const value = Reflect.get(target, name) as unknown
    return typeof value === 'function' ? value.bind(target) : value
  },
})

type Unit = { open: boolean }
const inside = new AsyncLocalStorage<Unit>()

/**
 * One unit of work: alone on the writer connection, all or nothing. Await nothing but `tx` inside.
 * @throws whatever `work` throws, after everything was rolled back
 */
export function write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  if (inside.getStore()?.open) throw new Error('write() inside write(): it would wait for itself')
  const h = handles()
  const unit = { open: true }
  const result = h.queue.then(() => inside.run(unit, () => transaction(h.writer, work, unit)))
  h.queue = result.catch(() => {}) // the caller gets the failure; the next unit must not
  return result
}

async function transaction<T>(db: Database.Database, work: (tx: Tx) => Promise<T>, unit: Unit): Promise<T> {
  // Drizzle prepares each statement when it runs: here late use is caught.
  const guarded = new Proxy(db, {
    get: (target, name) => {
      if (!unit.open) throw new Error('tx used after its unit of work ended')
      const value = Reflect.get(target, name) as unknown
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  const orm = drizzle(guarded)
  const tx: Tx = Object.assign(orm, {
    touch: async (...tags: string[]) => {
      const at = Date.now()
      if (tags.length > 0) await orm.insert(tagClock).values([...new Set(tags)].map((tag) => ({ tag, at })))
    },
    enqueue: async (kind: string, payload: unknown, delay = 0) => {
      const now = Date.now()
      await orm.insert(outbox).values({ kind, payload, dueAt: now + delay, createdAt: now })
    },
  })
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = await work(tx)
    unit.open = false
    db.exec('COMMIT')
    return result
  } catch (error) {
    unit.open = false
    if (db.inTransaction) db.exec('ROLLBACK')
    throw error
  }
}

/** Closes the connections after the units of work under way; the next use opens them anew. */
export async function close(): Promise<void> {
  const h = shared.testataDb
  if (!h) return
  await h.queue
  shared.testataDb = undefined
  if (h.reader !== h.writer) h.reader.close()
  h.writer.close()
}
