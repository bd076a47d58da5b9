// One-time codes by the clock (RFC 6238), as authenticator apps make them: six digits, thirty seconds.
import { Secret, TOTP } from 'otpauth'

const period = 30
const drift = 1 // steps that a clock may be off

const generator = (secret: string, issuer = '', label = '') =>
  new TOTP({ issuer, label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period })

/** A new secret: 20 random bytes in base 32. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32

/** What the QR code says: whose secret it is, and the secret. */
export const totpUri = (secret: string, publication: string, email: string): string =>
  generator(secret, publication, email).toString()

/**
 * The time step of a code that is right now; null when it is wrong, or not newer than `lastStep`: a code works once.
 * @param now UTC milliseconds
 */
export function totpStep(secret: string, typed: string, lastStep: number, now = Date.now()): number | null {
  const token = typed.replace(/\s+/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const delta = generator(secret).validate({ token, window: drift, timestamp: now })
  if (delta === null) return null
  const step = Math.floor(now / 1000 / period) + delta
  return step > lastStep ? step : null
}
