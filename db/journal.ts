import type Database from 'better-sqlite3'

const attempts = 100
const pause = 50 // ms

/**
 * Switches a database to write-ahead logging. SQLite does not wait for other connections here, whatever the busy_timeout,
 * so of two processes that start at once on a new file one would fail.
 */
export function switchToWal(db: Database.Database): void {
  for (let attempt = 1; ; attempt++) {
    try {
      db.pragma('journal_mode = WAL')
      return
    } catch (error) {
      if ((error as { code?: string }).code !== 'SQLITE_BUSY' || attempt === attempts) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause)
    }
  }
}
