import { hkdfSync } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { ConfigError } from '@/lib/env.mjs'
import { deriveKey, fingerprintFile, readSecret, secretFile } from '@/lib/secrets.ts'

const folders: string[] = []
function folder(): string {
  const made = mkdtempSync(path.join(os.tmpdir(), 'testata-secrets-'))
  folders.push(made)
  return path.join(made, 'data')
}
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true })
})

it('a secret is made at the first start and stays', () => {
  const dataDir = folder()
  const secret = readSecret({ dataDir, secret: null })
  expect(secret).toMatch(/^[0-9a-f]{64}$/)
  expect(readSecret({ dataDir, secret: null })).toBe(secret)
})

it('the secret of the environment comes first, and no file is made', () => {
  const dataDir = folder()
  const secret = 'cd'.repeat(32)
  expect(readSecret({ dataDir, secret })).toBe(secret)
  expect(existsSync(secretFile(dataDir))).toBe(false)
})

it('a command without the secret of the server neither makes a second one nor goes on', () => {
  const dataDir = folder()
  readSecret({ dataDir, secret: 'cd'.repeat(32) })
  expect(() => readSecret({ dataDir, secret: null })).toThrow(/Give it as SECRET/)
  expect(existsSync(secretFile(dataDir))).toBe(false)
  expect(() => readSecret({ dataDir, secret: 'ef'.repeat(32) })).toThrow(/not the secret that the data/)
  expect(readSecret({ dataDir, secret: 'cd'.repeat(32) })).toBe('cd'.repeat(32))
})

it('the secret that was made may move to the environment, another one may not take its place unasked', () => {
  const dataDir = folder()
  const made = readSecret({ dataDir, secret: null })
  rmSync(secretFile(dataDir))
  expect(readSecret({ dataDir, secret: made })).toBe(made)
  expect(() => readSecret({ dataDir, secret: 'ab'.repeat(32) })).toThrow(ConfigError)
  rmSync(fingerprintFile(dataDir))
  expect(readSecret({ dataDir, secret: 'ab'.repeat(32) })).toBe('ab'.repeat(32))
})

it('the fingerprint does not tell the secret', () => {
  const dataDir = folder()
  const secret = readSecret({ dataDir, secret: null })
  const told = readFileSync(fingerprintFile(dataDir), 'utf8').trim()
  expect(told).toMatch(/^[0-9a-f]{32}$/)
  expect(secret).not.toContain(told.slice(0, 8))
})

it('only the owner can read it', () => {
  const dataDir = folder()
  readSecret({ dataDir, secret: null })
  expect(statSync(secretFile(dataDir)).mode & 0o777).toBe(0o600)
  expect(statSync(dataDir).mode & 0o777).toBe(0o700)
})

it('two installations have two secrets', () => {
  expect(readSecret({ dataDir: folder(), secret: null })).not.toBe(
    readSecret({ dataDir: folder(), secret: null }),
  )
})

it('a file that holds anything but a secret is refused and left as it is', () => {
  const dataDir = folder()
  readSecret({ dataDir, secret: null })
  for (const text of ['', 'password', 'z'.repeat(64), 'a'.repeat(63)]) {
    writeFileSync(secretFile(dataDir), text)
    expect(() => readSecret({ dataDir, secret: null })).toThrow(ConfigError)
    expect(() => readSecret({ dataDir, secret: null })).toThrow(/to have a new one made/)
    expect(statSync(secretFile(dataDir)).size).toBe(text.length)
  }
})

it('a folder that cannot be made is an error of its own, not a missing secret', () => {
  const file = path.join(folder(), '..', 'file')
  writeFileSync(file, '')
  expect(() => readSecret({ dataDir: path.join(file, 'data'), secret: null })).toThrow(/ENOTDIR/)
})

it('keys of different purposes and secrets differ, the same ones agree', () => {
  const [one, two] = ['1'.repeat(64), '2'.repeat(64)]
  const key = deriveKey(one, 'session')
  expect(key).toHaveLength(32)
  expect(deriveKey(one, 'session')).toEqual(key)
  expect(deriveKey(one, 'preview')).not.toEqual(key)
  expect(deriveKey(two, 'session')).not.toEqual(key)
})

it('a key is HKDF-SHA-256 of the secret under the purpose, so that keys survive a new version', () => {
  const expected = hkdfSync('sha256', Buffer.alloc(32, 0xab), '', 'testata:session', 32)
  expect(deriveKey('ab'.repeat(32), 'session')).toEqual(Buffer.from(expected))
})
