import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ConfigError, type Env, readEnv } from './env.mjs'

/** The file in DATA_DIR that holds the installation's secret. */
export const secretFile = (dataDir: string) => path.join(dataDir, 'secret')

/** The file in DATA_DIR that tells with which secret its data were made, and not what that secret is. */
export const fingerprintFile = (dataDir: string) => path.join(dataDir, 'secret.fingerprint')

/** Makes a file of the owner's alone, whole or not at all; one that is there stays. Returns what the file holds then. */
function makeOnce(file: string, text: string): string {
  const draft = `${file}.${process.pid}`
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(draft, `${text}\n`, { mode: 0o600 })
  try {
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
  }
  return readFileSync(file, 'utf8').trim()
}

const readIfThere = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Secrets that were found to be those of their data, by DATA_DIR: keys are asked for all the time. */
const checked = new Map<string, string>()

function check(dataDir: string, secret: string): string {
  if (checked.get(dataDir) === secret) return secret
  const own = deriveKey(secret, 'fingerprint').toString('hex').slice(0, 32)
  if (makeOnce(fingerprintFile(dataDir), own) !== own)
    throw new ConfigError(
      'SECRET',
      `This is not the secret that the data in ${dataDir} were made with: passwords of mail, second factors, links in letters and the list of those who are never written to depend on it. ` +
        `Give the same SECRET to the server, the worker and every command, or restore ${secretFile(dataDir)}. To go on with another one for good, delete ${fingerprintFile(dataDir)}.`,
    )
  checked.set(dataDir, secret)
  return secret
}

/**
 * The installation's secret: 32 bytes in hex. SECRET comes first; without it, it is made at the first start and kept in
 * DATA_DIR for its owner alone. Every process must have the same one, so the first leaves a fingerprint beside the data.
 * @throws ConfigError when the file holds something else, when it is gone, or when the data were made with another secret
 */
export function readSecret({ dataDir, secret: given }: Pick<Env, 'dataDir' | 'secret'>): string {
  if (given) return check(dataDir, given)
  const file = secretFile(dataDir)
  const known = readIfThere(file)
  if (known === null && readIfThere(fingerprintFile(dataDir)) !== null)
    throw new ConfigError(
      'SECRET',
      `The data in ${dataDir} were made with a secret that is not in ${file}. Give it as SECRET, as the server has it, or restore the file. To go on with a new one for good, delete ${fingerprintFile(dataDir)}.`,
    )
  const secret = known ?? makeOnce(file, randomBytes(32).toString('hex'))
  if (!/^[0-9a-f]{64}$/.test(secret))
    throw new ConfigError(
      'DATA_DIR',
      `${file} does not hold a secret. Restore it from a backup, or delete it and ${fingerprintFile(dataDir)} to have a new one made.`,
    )
  return check(dataDir, secret)
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
