import { rmSync } from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { switchToWal } from '@/db/journal.ts'
import { temporaryFolder } from '../factories/database.ts'

let folder: string
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** Another connection that writes for a while; it has begun when the promise is kept. */
async function writerFor(milliseconds: number, file: string): Promise<void> {
  const code = `
    const { parentPort, workerData } = require('node:worker_threads')
    const db = new (require('better-sqlite3'))(workerData.file)
    db.exec('BEGIN IMMEDIATE')
    parentPort.postMessage('begun')
    setTimeout(() => { db.exec('COMMIT'); db.close() }, workerData.milliseconds)`
  const worker = new Worker(code, { eval: true, workerData: { file, milliseconds } })
  await new Promise((resolve) => worker.once('message', resolve))
}

it('a new file is switched while another connection writes to it', async () => {
  const file = path.join(folder, 'a.db')
  await writerFor(200, file)
  const db = new Database(file)
  switchToWal(db)
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
  db.close()
})

it('other failures are not tried again', () => {
  const db = new Database(path.join(folder, 'a.db'))
  db.close()
  const begun = performance.now()
  expect(() => switchToWal(db)).toThrow()
  expect(performance.now() - begun).toBeLessThan(50)
})
