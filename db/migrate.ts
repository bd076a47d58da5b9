import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type Database from 'better-sqlite3'

/** "Test" in ASCII: marks the file as ours, so that a foreign database is never migrated by mistake. */
const applicationId = 0x54657374

/** What a database and this program have to say to each other. `foreign`: another program made the file. */
export type SchemaState = { version: number; latest: number; pending: string[]; foreign: boolean }

const folder = () => path.join(process.cwd(), 'db', 'migrations')

function files(): { version: number; name: string }[] {
  return readdirSync(folder())
    .filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name))
    .sort()
    .map((name) => ({ version: Number(name.slice(0, 4)), name }))
}

/** Whose the database is, its version, the newest this program knows, and the names of the migrations between them. */
export function schemaState(db: Database.Database): SchemaState {
  const version = db.pragma('user_version', { simple: true }) as number
  const owner = db.pragma('application_id', { simple: true }) as number
  const isNew = owner === 0 && version === 0 && !db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get()
  const all = files()
  return {
    foreign: owner !== applicationId && !isNew,
    version,
    latest: all.at(-1)?.version ?? 0,
    pending: all.filter((file) => file.version > version).map((file) => file.name),
  }
}

/**
 * Brings a database up to date: each migration in a transaction of its own, so a crash leaves a whole version.
 * Two processes may call it at once. Returns the names of the migrations that this call applied.
 * @throws Error when the file belongs to another program or to a newer Testata
 */
export function migrate(db: Database.Database): string[] {
  // One transaction: name, version and tables must be those of one moment, another process may be changing them.
  const pending = db.transaction(() => pendingOf(db))()
  const applied: string[] = []
  for (const name of pending) {
    const target = Number(name.slice(0, 4))
    const sql = readFileSync(path.join(folder(), name), 'utf8')
    db.exec('BEGIN IMMEDIATE')
    try {
      if ((db.pragma('user_version', { simple: true }) as number) < target) {
        db.exec(sql)
        db.pragma(`application_id = ${applicationId}`)
        db.pragma(`user_version = ${target}`)
        applied.push(name)
      }
      db.exec('COMMIT')
    } catch (error) {
      db.exec('ROLLBACK')
      throw error
    }
  }
  return applied
}

function pendingOf(db: Database.Database): string[] {
  const { version, latest, pending, foreign } = schemaState(db)
  if (foreign) {
    throw new Error('DATA_DIR: the database in it was not made by Testata. Point DATA_DIR at another folder.')
  }
  if (version > latest) {
    throw new Error(
      `DATA_DIR: the database has schema version ${version}, this program knows ${latest}. Start the newer Testata that wrote it.`,
    )
  }
  return pending
}
