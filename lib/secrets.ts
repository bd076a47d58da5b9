import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ConfigError, type Env, readEnv } from './env.mjs'

/** The file in DATA_DIR that holds the installation's secret. */
export const secretFile = (dataDir: string) => path.join(dataDir, 'secret')

/**
 * The installation's secret: 32 bytes in hex. SECRET comes first; without it, it is made at the first start and kept in
 * DATA_DIR for its owner alone.
 * @throws ConfigError when the file is there but holds something else
 */
export function readSecret({ dataDir, secret: given }: Pick<Env, 'dataDir' | 'secret'>): string {
  if (given) return given
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

/** A key for one purpose, of the installation at hand. */
export const keyFor = (purpose: string): Buffer => deriveKey(readSecret(readEnv()), purpose)

/** Encrypts a text with a key of 32 bytes (AES-256-GCM), so that a stolen database alone does not tell it. */
export function seal(key: Buffer, text: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
}

/**
 * What `seal` encrypted.
 * @throws Error when it was changed, or sealed with another key
 */
export function unseal(key: Buffer, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
  decipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
}
