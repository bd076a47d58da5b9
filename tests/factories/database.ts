// A real database in a folder of its own for each test, and short ways to fill it and to see what changed.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { close, handles, write } from '@/db/client.ts'
import { closeMetrics } from '@/db/metrics.ts'
import { latestSeq, tagsAfter } from '@/db/tag-clock.ts'
import type { Document } from '@/features/articles/document/schema.ts'
import { createArticle, publishArticle } from '@/features/articles/mutations.ts'
import type { Snapshot } from '@/features/articles/schema.ts'
import { ensureAuthor } from '@/features/authors/mutations.ts'
import { ensureSection } from '@/features/sections/mutations.ts'
import { ensureTopic } from '@/features/topics/mutations.ts'
import { doc, paragraph } from './documents.ts'

/** Gives every test of the file an empty DATA_DIR, and takes it away again. */
export function freshDatabase(): void {
  let folder: string
  beforeEach(() => {
    folder = temporaryFolder()
    process.env.DATA_DIR = folder
  })
  afterEach(async () => {
    await close()
    await closeMetrics()
    rmSync(folder, { recursive: true, force: true })
  })
}

export const temporaryFolder = () => mkdtempSync(path.join(tmpdir(), 'testata-test-'))

export const dataDir = () => process.env.DATA_DIR as string

export const addSection = (name: string, parentId?: number): Promise<number> =>
  write(async (tx) => (await ensureSection(tx, { name, parentId })).id)

export const addAuthor = (name: string): Promise<number> =>
  write(async (tx) => (await ensureAuthor(tx, { name })).id)

export const addTopic = (name: string): Promise<number> =>
  write(async (tx) => (await ensureTopic(tx, { name })).id)

export const words = (...paragraphs: string[]): Document => doc(...paragraphs.map((text) => paragraph(text)))

/** A valid snapshot in the section Città, which is made if it is missing. */
export async function snapshotOf(over: Partial<Snapshot> = {}): Promise<Snapshot> {
  return {
    headline: 'Il ponte riapre',
    kicker: '',
    standfirst: '',
    body: words('Da lunedì si passa di nuovo.'),
    sectionId: over.sectionId ?? (await addSection('Città')),
    slug: 'ponte',
    language: 'it',
    translationGroupId: null,
    byline: [],
    bylineOverride: '',
    tagIds: [],
    seriesId: null,
    genre: 'news',
    place: '',
    hero: null,
    seo: {},
    source: {},
    hideSupport: false,
    hideNewsletter: false,
    relatedPins: [],
    ...over,
  }
}

/** An article that nobody has published, at lock_version 1. Returns its id. */
export async function addDraft(over: Partial<Snapshot> = {}): Promise<number> {
  const snapshot = await snapshotOf(over)
  return write((tx) => createArticle(tx, { snapshot, kind: 'manual' }))
}

/** A published article, at lock_version 2. Returns its id. */
export async function addArticle(over: Partial<Snapshot> = {}, publishedAt?: number): Promise<number> {
  const id = await addDraft(over)
  await write((tx) => publishArticle(tx, { id, lockVersion: 1, publishedAt }))
  return id
}

/** The cache tags that some work touched, in alphabetical order. */
export async function touchedBy(work: () => Promise<unknown>): Promise<string[]> {
  const seq = latestSeq()
  await work()
  return tagsAfter(seq)
    .map((row) => row.tag)
    .sort()
}

/** Every row of every table, by the name of the table: equal before and after means that nothing was changed. */
export function everyRow(): Record<string, unknown[]> {
  const { writer } = handles()
  const names = writer
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .pluck()
    .all() as string[]
  return Object.fromEntries(names.map((name) => [name, writer.prepare(`SELECT * FROM "${name}"`).all()]))
}

/** Rows of a query on what is committed. */
export const rows = <T = Record<string, unknown>>(sql: string, ...values: unknown[]): T[] =>
  handles()
    .reader.prepare(sql)
    .all(...values) as T[]
