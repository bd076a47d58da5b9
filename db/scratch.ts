// Something to remember for a while that may be longer than memory should hold: an unnamed file of SQLite's, gone with its
// connection.
import Database from 'better-sqlite3'

/** A set of texts on disk. */
export class DiskSet {
  private readonly db = new Database('')
  private readonly insert: Database.Statement

  constructor() {
    this.db.pragma('journal_mode = OFF')
    this.db.pragma('synchronous = OFF')
    this.db.exec('CREATE TABLE known (value TEXT PRIMARY KEY) STRICT, WITHOUT ROWID')
    this.insert = this.db.prepare('INSERT OR IGNORE INTO known VALUES (?)')
    this.db.exec('BEGIN')
  }

  /** Adds a text; false when it was there already. */
  async add(value: string): Promise<boolean> {
    return this.insert.run(value).changes > 0
  }

  async close(): Promise<void> {
    this.db.close()
  }
}
