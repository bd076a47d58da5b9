import { hkdfSync, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ConfigError } from './env.mjs'

/** The file in DATA_DIR that holds the installation's secret. */
export const secretFile = (dataDir: string) => path.join(dataDir, 'secret')

/**
 * The installation's secret: 32 bytes in hex, made at the first start and kept in DATA_DIR for its owner alone.
 * @throws ConfigError when the file is there but holds something else
 */
export function readSecret(dataDir: string): string {
  const file = secretFile(dataDir)
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const secret = readFileSync(file, 'utf8').trim()
  if (!/^[0-9a-f]{64}$/.test(secret)) {
    throw new ConfigError(
      'DATA_DIR',
      `${file} does not hold a secret. Restore it from a backup, or delete it to have a new one made.`,
    )
  }
  return secret
}

/** A key for one purpose, derived from the installation's secret (RFC 5869). 32 bytes. */
export function deriveKey(secret: string, purpose: string): Buffer {
  return Buffer.from(
    hkdfSync('sha256', Buffer.from(secret, 'hex'), Buffer.alloc(0), `testata:${purpose}`, 32),
  )
}
