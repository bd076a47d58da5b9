// The synchronous end of the tag clock: the front door asks it before every answer.
import type Database from 'better-sqlite3'
import { handles } from './client.ts'

type Prepared = { reader: Database.Database; version: Database.Statement }
let prepared: Prepared | undefined

/** Changes whenever another connection has committed anything. Prepared once: `db.pragma()` prepares at each call. */
export function dataVersion(): number {
  const { reader } = handles()
  if (prepared?.reader !== reader)
    prepared = { reader, version: reader.prepare('PRAGMA data_version').pluck() }
  return prepared.version.get() as number
}

/** Tags touched after a number of the clock, oldest first. */
export function tagsAfter(seq: number): { seq: number; tag: string }[] {
  return handles().reader.prepare('SELECT seq, tag FROM tag_clock WHERE seq > ? ORDER BY seq').all(seq) as {
    seq: number
    tag: string
  }[]
}

/** The clock's latest number. */
export function latestSeq(): number {
  const row = handles().reader.prepare('SELECT max(seq) AS seq FROM tag_clock').get() as {
    seq: number | null
  }
  return row.seq ?? 0
}

/** The oldest number still kept; a process whose last look is older has missed something. */
export function oldestSeq(): number {
  const row = handles().reader.prepare('SELECT min(seq) AS seq FROM tag_clock').get() as {
    seq: number | null
  }
  return row.seq ?? 0
}
