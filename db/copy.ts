// Copies of both databases as they are at one moment, while others read and write them.
import { existsSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { databaseFile } from './client.ts'

const pages = 5_000 // at a time; a write by somebody else in between starts the copy anew

async function copy(from: string, to: string): Promise<void> {
  const db = new Database(from, { readonly: true })
  try {
    db.pragma('busy_timeout = 5000')
    await db.backup(to, { progress: () => pages })
  } finally {
    db.close()
  }
}

/** Copies the databases of one data folder into another, which has none. */
export async function copyDatabases(fromDir: string, toDir: string): Promise<void> {
  await copy(databaseFile(fromDir), databaseFile(toDir))
  const metrics = path.join(fromDir, 'metrics.db')
  if (existsSync(metrics)) await copy(metrics, path.join(toDir, 'metrics.db'))
}
