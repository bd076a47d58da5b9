// Codes for the day on which the phone is lost. Each works once; only hashes are kept.
import { createHash, randomInt } from 'node:crypto'

const howMany = 10
// Without letters and digits that look alike. Ten of them are 48 bits: nobody guesses that through the throttle.
const alphabet = '23456789abcdefghjkmnpqrstuvwxyz'
const length = 10

/** Ten new codes, in the form in which they are shown: `abcde-fghjk`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: howMany }, () => {
    const signs = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
    return `${signs.slice(0, 5)}-${signs.slice(5)}`
  })
}

/** What is kept of a code; null when what was typed cannot be one. Case, spaces and the dash do not matter. */
export function recoveryHash(typed: string): string | null {
  const code = typed.toLowerCase().replace(/[\s-]+/g, '')
  if (code.length !== length || [...code].some((sign) => !alphabet.includes(sign))) return null
  return createHash('sha256').update(`recovery:${code}`).digest('hex')
}
