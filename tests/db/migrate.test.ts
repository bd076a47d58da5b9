import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { databaseFile } from '@/db/client.ts'
import { migrate, schemaState } from '@/db/migrate.ts'
import { ensureBundled } from '@/scripts/setup.mjs'
import { temporaryFolder } from '../factories/database.ts'

const root = process.cwd()
let folder: string
let opened: Database.Database[]
beforeEach(() => {
  folder = temporaryFolder()
  opened = []
})
afterEach(() => {
  process.chdir(root)
  for (const db of opened) db.close()
  rmSync(folder, { recursive: true, force: true })
})

function open(): Database.Database {
  const db = new Database(path.join(folder, 'testata.db'))
  opened.push(db)
  return db
}
const tables = (db: Database.Database) =>
  db.prepare("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name").all()
const number = (db: Database.Database, pragma: string) => db.pragma(pragma, { simple: true }) as number

/** Migrations of our own invention, in a folder that stands in for the program's. */
function inventMigrations(files: Record<string, string>): void {
  const migrations = path.join(folder, 'db', 'migrations')
  mkdirSync(migrations, { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(migrations, name), text)
  process.chdir(folder)
}

it('an empty file becomes a database of ours, at the newest version', () => {
  const db = open()
  const { pending, latest } = schemaState(db)
  expect(pending.length).toBe(latest)
  expect(migrate(db)).toEqual(pending)
  expect(schemaState(db)).toEqual({ version: latest, latest, pending: [], foreign: false })
  expect(number(db, 'application_id')).toBe(Buffer.from('Test').readUInt32BE())
})

it('a second time changes nothing', () => {
  const db = open()
  migrate(db)
  db.prepare("INSERT INTO series (slug, name) VALUES ('quaderno', 'Quaderno')").run()
  const before = tables(db)
  expect(migrate(db)).toEqual([])
  expect(tables(db)).toEqual(before)
  expect(db.prepare('SELECT slug FROM series').pluck().all()).toEqual(['quaderno'])
})

it('the database of another program is refused and left as it is', () => {
  const db = open()
  db.exec('CREATE TABLE notes (text); PRAGMA application_id = 42')
  const before = tables(db)
  expect(() => migrate(db)).toThrow(/DATA_DIR.*not made by Testata/)
  expect([tables(db), number(db, 'application_id'), number(db, 'user_version')]).toEqual([before, 42, 0])
})

it('so is one that has a version but no name', () => {
  const db = open()
  db.exec('CREATE TABLE notes (text); PRAGMA user_version = 1')
  expect(() => migrate(db)).toThrow(/not made by Testata/)
  expect(tables(db)).toHaveLength(1)
})

it('so is one that has neither, but tables', () => {
  const db = open()
  db.exec('CREATE TABLE notes (text)')
  expect(() => migrate(db)).toThrow(/not made by Testata/)
  expect(tables(db)).toHaveLength(1)
})

it('a database of a newer Testata is refused and left as it is', () => {
  const db = open()
  migrate(db)
  const { latest } = schemaState(db)
  db.pragma('user_version = 9999')
  const before = tables(db)
  expect(() => migrate(db)).toThrow(new RegExp(`version 9999, this program knows ${latest}`))
  expect([tables(db), number(db, 'user_version')]).toEqual([before, 9999])
})

it('a migration that fails leaves the whole version before it, and is taken up again later', () => {
  inventMigrations({
    '0001_first.sql': 'CREATE TABLE first (a);',
    '0002_second.sql': 'CREATE TABLE second (a); INSERT INTO nowhere VALUES (1);',
    'README.md': 'not a migration',
    '3_third.sql': 'CREATE TABLE third (a);',
  })
  const db = open()
  expect(() => migrate(db)).toThrow(/nowhere/)
  expect(tables(db)).toMatchObject([{ name: 'first' }])
  expect([number(db, 'user_version'), db.inTransaction]).toEqual([1, false])

  inventMigrations({ '0002_second.sql': 'CREATE TABLE second (a);' })
  expect(migrate(db)).toEqual(['0002_second.sql'])
  expect(tables(db)).toMatchObject([{ name: 'first' }, { name: 'second' }])
})

it('another process may finish the work at any moment of the check', () => {
  for (const moment of ['application_id', 'user_version']) {
    const [db, other] = [open(), open()]
    db.pragma('journal_mode = WAL')
    let done = false
    const overtaken = new Proxy(db, {
      get: (target, name) => {
        const value = Reflect.get(target, name) as unknown
        if (name !== 'pragma') return typeof value === 'function' ? value.bind(target) : value
        return (text: string, options: Database.PragmaOptions) => {
          const answer = target.pragma(text, options)
          if (text === moment && !done) {
            done = true
            migrate(other)
          }
          return answer
        }
      },
    })
    expect([moment, migrate(overtaken), done]).toEqual([moment, [], true])
    for (const connection of opened.splice(0)) connection.close()
    rmSync(path.join(folder, 'testata.db'))
  }
})

it('processes that start at once on an empty folder all find a whole database', async () => {
  await ensureBundled()
  const starts = Array.from({ length: 6 }, async () => {
    const child = spawn(process.execPath, ['dist/cli.mjs', 'migrate', '--json'], {
      env: { ...process.env, DATA_DIR: folder },
    })
    const output: Buffer[] = []
    child.stdout.on('data', (chunk) => output.push(chunk))
    child.stderr.on('data', (chunk) => output.push(chunk))
    const [code] = await once(child, 'close')
    return { code, output: code === 0 ? '' : Buffer.concat(output).toString() }
  })
  const ends = await Promise.all(starts)
  expect(ends).toEqual(starts.map(() => ({ code: 0, output: '' })))
  const db = new Database(databaseFile(folder))
  opened.push(db)
  expect(schemaState(db).pending).toEqual([])
  expect(number(db, 'integrity_check')).toBe('ok')
})
