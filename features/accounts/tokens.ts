// Secrets that are shown once and kept only as a hash.
import { createHash, randomBytes } from 'node:crypto'

/** A new secret of 32 random bytes, safe in an address. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What is kept of a secret. A fast hash suffices: nobody can guess 32 random bytes. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')
