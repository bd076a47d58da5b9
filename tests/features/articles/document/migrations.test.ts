import { expect, it } from 'vitest'
import { migrateDocument } from '@/features/articles/document/migrations.ts'
import { checkDocument, documentVersion } from '@/features/articles/document/schema.ts'
import { everything } from '@/tests/factories/documents.ts'

it('a document of the present version is returned as it is', () => {
  expect(migrateDocument(everything, documentVersion)).toBe(everything)
})

it('every version that was ever written arrives at one that passes the check', () => {
  for (let version = 1; version <= documentVersion; version++)
    expect(checkDocument(migrateDocument(structuredClone(everything), version))).toMatchObject({ ok: true })
})

it('a document of a newer program is refused rather than misread', () => {
  expect(() => migrateDocument(everything, documentVersion + 1)).toThrow(/newer than this program/)
})

it('a version that never was has no migration', () => {
  expect(() => migrateDocument(everything, 0)).toThrow('no migration from document version 0')
})
