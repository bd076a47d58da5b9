import { documentVersion } from './schema.ts'

type Migration = (document: unknown) => unknown

/** `migrations[n]` turns version n into n + 1. Pure, and kept for ever: revisions keep the version they were written in. */
const migrations: Record<number, Migration> = {}

/**
 * Brings a stored document to the present version.
 * @throws Error when the document is newer than this program, or a step is missing
 */
export function migrateDocument(document: unknown, version: number): unknown {
  if (version > documentVersion) {
    throw new Error(`document version ${version} is newer than this program (${documentVersion})`)
  }
  let current = document
  for (let from = version; from < documentVersion; from++) {
    const step = migrations[from]
    if (!step) throw new Error(`no migration from document version ${from}`)
    current = step(current)
  }
  return current
}
