// drizzle believes db/schema, SQLite believes db/migrations: here they are held against each other.
import { readdirSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { is } from 'drizzle-orm'
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { expect, it } from 'vitest'
import { migrate } from '@/db/migrate.ts'

const db = new Database(':memory:')
migrate(db)

const folder = path.join(process.cwd(), 'db', 'schema')
const modules = await Promise.all(
  readdirSync(folder).map((name) => import(path.join(folder, name)) as Promise<Record<string, unknown>>),
)
const tables = modules
  .flatMap((module) => Object.values(module))
  .filter((value) => is(value, SQLiteTable))
  .map((table) => getTableConfig(table))

type Column = { name: string; type: string; required: boolean; key: boolean }
const byName = (a: Column, b: Column) => (a.name < b.name ? -1 : 1)

function migrated(table: string): Column[] {
  const columns = db.pragma(`table_info("${table}")`) as {
    name: string
    type: string
    notnull: number
    pk: number
  }[]
  return columns
    .map(({ name, type, notnull, pk }) => ({
      name,
      type: type.toLowerCase(),
      required: notnull === 1 || pk > 0,
      key: pk > 0,
    }))
    .sort(byName)
}

function believed({ columns, primaryKeys }: (typeof tables)[number]): Column[] {
  const inKey = new Set(primaryKeys.flatMap((key) => key.columns.map((column) => column.name)))
  return columns
    .map((column) => ({
      name: column.name,
      type: column.getSQLType().toLowerCase(),
      required: column.notNull || column.primary || inKey.has(column.name),
      key: column.primary || inKey.has(column.name),
    }))
    .sort(byName)
}

it('there are tables to compare', () => {
  expect(tables.length).toBeGreaterThan(12)
})

it.each(tables)('$name has the columns, nullability and primary key of the database', (table) => {
  expect(believed(table)).toEqual(migrated(table.name))
})

it.each(tables)('$name has the order of its primary key', ({ name, primaryKeys }) => {
  const order = (db.pragma(`table_info("${name}")`) as { name: string; pk: number }[])
    .filter((column) => column.pk > 0)
    .sort((a, b) => a.pk - b.pk)
    .map((column) => column.name)
  for (const key of primaryKeys) expect(key.columns.map((column) => column.name)).toEqual(order)
})

it('every table of the database is known, but for the search indexes', () => {
  const names = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all() as string[]
  const known = new Set(tables.map((table) => table.name))
  expect(names.filter((name) => !known.has(name) && !/_fts(?:_|$)/.test(name))).toEqual([])
})

const enums = tables.flatMap((table) =>
  table.columns
    .filter((column) => column.enumValues)
    .map((column) => ({ table: table.name, column: column.name, values: column.enumValues ?? [] })),
)

it.each(enums)('$table.$column takes the same words on both sides', ({ table, column, values }) => {
  const { sql } = db.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').get(table) as { sql: string }
  const list = new RegExp(`(?:^|,)\\s*${column} [^;]*?CHECK \\(${column} IN\\s*\\(([^)]*)\\)`, 'm').exec(
    sql,
  )?.[1]
  expect(list?.match(/[^', \n]+/g)?.sort()).toEqual([...values].sort())
})
