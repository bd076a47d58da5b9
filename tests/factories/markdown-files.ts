// Markdown files to import, and what became of them.
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { write } from '@/db/client.ts'
import { publishArticle, reviseArticle } from '@/features/articles/mutations.ts'
import type { Snapshot } from '@/features/articles/schema.ts'
import type { ImportReport } from '@/features/transfer/schema.ts'
import { type ImportFile, type ImportOptions, importFiles } from '@/features/transfer/worker.ts'
import { dataDir, rows, temporaryFolder } from './database.ts'
import { jpeg } from './pictures.ts'

let current: string

/** Gives every test of the file an empty folder for what is imported. */
export function freshFolder(): void {
  beforeEach(() => {
    current = temporaryFolder()
  })
  afterEach(() => {
    rmSync(current, { recursive: true, force: true })
  })
}

export const folder = () => current

export type Front = Record<string, unknown>
const ponte: Front = {
  title: 'Il ponte riapre',
  section: 'Città',
  slug: 'ponte',
  status: 'published',
  date: '2026-03-02T09:00:00Z',
}

/** A Markdown file; a key whose value is undefined is left out. */
export function file(front: Front = {}, body = 'Da lunedì si passa di nuovo.'): ImportFile {
  const entries = Object.entries({ ...ponte, ...front }).filter(([, value]) => value !== undefined)
  const lines = entries.map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
  const name = `${front.slug ?? 'ponte'}.md`
  return { name, text: ['---', ...lines, '---', body].join('\n'), folder: current }
}

export const savePicture = async (name: string, width = 60) =>
  writeFileSync(path.join(current, name), await jpeg(width, 40))

export const bring = (files: ImportFile | ImportFile[], options?: ImportOptions) =>
  importFiles([files].flat(), options)

export const actions = (report: ImportReport) => report.articles.map((article) => article.action)
export const notices = (report: ImportReport) => report.articles.flatMap((article) => article.notices)
export const problems = (report: ImportReport) =>
  report.errors.map((error) => `${error.file}:${error.line}: ${error.reason}`)

/** Names of the picture files in DATA_DIR. */
export const kept = () =>
  ['media', 'masters'].flatMap((name) => {
    const full = path.join(dataDir(), name)
    return existsSync(full) ? (readdirSync(full, { recursive: true }) as string[]) : []
  })

/** What an editor does in the newsroom: something else about an article, shown to readers. */
export async function edit(id: number, over: Partial<Snapshot> = { headline: 'Scritto in redazione' }) {
  const [row] = rows<{ lock_version: number; snapshot: string }>(
    'SELECT a.lock_version, r.snapshot FROM articles a JOIN article_revisions r ON r.id = a.working_revision_id WHERE a.id = ?',
    id,
  )
  const snapshot = { ...(JSON.parse(row?.snapshot ?? '') as Snapshot), ...over }
  const before = row?.lock_version ?? 0
  await write(async (tx) => {
    const lockVersion = await reviseArticle(tx, { id, lockVersion: before, snapshot, kind: 'manual' })
    await publishArticle(tx, { id, lockVersion })
  })
}
