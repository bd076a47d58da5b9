// Counters live in a file of their own: many small writes that may be lost at a power cut, and that editors never wait for.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { readEnv } from '@/lib/env.mjs'
import { switchToWal } from './journal.ts'
import { makePrivate } from './private-file.ts'

const shared = globalThis as { testataMetrics?: Database.Database | undefined }

const schema = `
CREATE TABLE IF NOT EXISTS views (
  path TEXT NOT NULL, hour INTEGER NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (path, hour)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS views_by_hour ON views (hour);
CREATE TABLE IF NOT EXISTS redirect_hits (
  path TEXT PRIMARY KEY, count INTEGER NOT NULL, last_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS missing_paths (
  path TEXT PRIMARY KEY, count INTEGER NOT NULL, last_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS missing_by_count ON missing_paths (count DESC, last_at DESC);
CREATE TABLE IF NOT EXISTS letter_clicks (
  issue INTEGER NOT NULL, variant TEXT NOT NULL, path TEXT NOT NULL, day INTEGER NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (issue, variant, path, day)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS attempts (key TEXT PRIMARY KEY, points INTEGER NOT NULL DEFAULT 0, expire INTEGER);
CREATE INDEX IF NOT EXISTS attempts_by_end ON attempts (expire);
`

function metrics(): Database.Database {
  shared.testataMetrics ??= open()
  return shared.testataMetrics
}

function open(): Database.Database {
  const building = process.env.NEXT_PHASE === 'phase-production-build'
  const { dataDir } = readEnv()
  if (!building) mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const file = building ? ':memory:' : path.join(dataDir, 'metrics.db')
  if (!building) makePrivate(file)
  const db = new Database(file)
  db.pragma('busy_timeout = 2000')
  switchToWal(db)
  db.pragma('synchronous = NORMAL')
  db.exec(schema)
  return db
}

/** Adds counts of page views to an hour (whole hours since 1970). */
export async function addViews(hour: number, counts: Iterable<[string, number]>): Promise<void> {
  const db = metrics()
  const add = db.prepare(
    'INSERT INTO views (path, hour, count) VALUES (?, ?, ?) ON CONFLICT (path, hour) DO UPDATE SET count = count + excluded.count',
  )
  db.transaction(() => {
    for (const [path, count] of counts) add.run(path, hour, count)
  })()
}

/** The most viewed addresses since an hour, with their counts. */
export async function topViews(sinceHour: number, limit: number): Promise<{ path: string; count: number }[]> {
  return metrics()
    .prepare(
      'SELECT path, sum(count) AS count FROM views WHERE hour >= ? GROUP BY path ORDER BY count DESC, path LIMIT ?',
    )
    .all(sinceHour, limit) as { path: string; count: number }[]
}

/** Page views of each hour from one on, before another. Hours without any are missing. */
export async function viewsByHour(from: number, to: number): Promise<{ hour: number; count: number }[]> {
  return metrics()
    .prepare(
      'SELECT hour, sum(count) AS count FROM views WHERE hour >= ? AND hour < ? GROUP BY hour ORDER BY hour',
    )
    .all(from, to) as { hour: number; count: number }[]
}

/** Forgets counts older than an hour. */
export async function pruneViews(beforeHour: number): Promise<void> {
  metrics().prepare('DELETE FROM views WHERE hour < ?').run(beforeHour)
}

/** The connection, for what counts attempts in the table of that name: it survives a restart and holds for all processes. */
export const attemptsConnection = (): Database.Database => metrics()

/** Forgets attempts whose time was over at `now`. */
export async function pruneAttempts(now: number): Promise<void> {
  metrics().prepare('DELETE FROM attempts WHERE expire < ?').run(now)
}

export type PathCount = { path: string; count: number; lastAt: number }
type Counter = 'redirect_hits' | 'missing_paths'

/** Adds counts of requests to addresses that lead on, or nowhere. */
export async function addPathCounts(
  table: Counter,
  counts: Iterable<[string, number]>,
  at: number,
): Promise<void> {
  const db = metrics()
  const add = db.prepare(`INSERT INTO ${table} (path, count, last_at) VALUES (?, ?, ?)
    ON CONFLICT (path) DO UPDATE SET count = count + excluded.count, last_at = excluded.last_at`)
  db.transaction(() => {
    for (const [path, count] of counts) add.run(path, count, at)
  })()
}

/** Counts of these addresses. */
export async function pathCounts(table: Counter, paths: readonly string[]): Promise<PathCount[]> {
  return metrics()
    .prepare(
      `SELECT path, count, last_at AS lastAt FROM ${table} WHERE path IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(paths)) as PathCount[]
}

/** The addresses that were asked for most and lead nowhere. */
export async function topMissing(least: number, limit: number, offset: number): Promise<PathCount[]> {
  return metrics()
    .prepare(
      `SELECT path, count, last_at AS lastAt FROM missing_paths WHERE count >= ?
       ORDER BY count DESC, last_at DESC, path LIMIT ? OFFSET ?`,
    )
    .all(least, limit, offset) as PathCount[]
}

/** Forgets the count of an address. */
export async function forgetPath(table: Counter, path: string): Promise<void> {
  metrics().prepare(`DELETE FROM ${table} WHERE path = ?`).run(path)
}

/** Keeps the addresses that lead nowhere few: those asked for most and lately, and none older than a time. */
export async function pruneMissing(most: number, before: number): Promise<void> {
  const db = metrics()
  db.prepare('DELETE FROM missing_paths WHERE last_at < ?').run(before)
  db.prepare(
    `DELETE FROM missing_paths WHERE path NOT IN
     (SELECT path FROM missing_paths ORDER BY count DESC, last_at DESC LIMIT ?)`,
  ).run(most)
}

type LetterClick = { issue: number; variant: '' | 'a' | 'b'; path: string; count: number }

/** Adds clicks of letters to a day (whole days since 1970, UTC). */
export async function addClicks(day: number, clicks: readonly LetterClick[]): Promise<void> {
  const db = metrics()
  const add = db.prepare(`INSERT INTO letter_clicks (issue, variant, path, day, count) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET count = count + excluded.count`)
  db.transaction(() => {
    for (const { issue, variant, path, count } of clicks) add.run(issue, variant, path, day, count)
  })()
}

/** Clicks of an issue, by subject and address. */
export async function clicksOfIssue(issue: number): Promise<Omit<LetterClick, 'issue'>[]> {
  return metrics()
    .prepare(
      'SELECT variant, path, sum(count) AS count FROM letter_clicks WHERE issue = ? GROUP BY variant, path',
    )
    .all(issue) as Omit<LetterClick, 'issue'>[]
}

/** Clicks of each of these issues, in all. */
export async function clickTotals(issues: readonly number[]): Promise<Map<number, number>> {
  const rows = metrics()
    .prepare(
      `SELECT issue, sum(count) AS count FROM letter_clicks
       WHERE issue IN (SELECT value FROM json_each(?)) GROUP BY issue`,
    )
    .all(JSON.stringify(issues)) as { issue: number; count: number }[]
  return new Map(rows.map(({ issue, count }) => [issue, count]))
}

/** Forgets clicks of all other issues. */
export async function keepClicksOf(issues: readonly number[]): Promise<void> {
  metrics()
    .prepare('DELETE FROM letter_clicks WHERE issue NOT IN (SELECT value FROM json_each(?))')
    .run(JSON.stringify(issues))
}

/** Closes the file; the next use opens it anew. */
export async function closeMetrics(): Promise<void> {
  shared.testataMetrics?.close()
  shared.testataMetrics = undefined
}
