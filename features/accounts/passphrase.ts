// What makes a passphrase too easy to guess. Length counts, composition does not (NIST SP 800-63B, ASVS 6.2).
import { AppError } from '@/lib/errors.ts'

const shortest = 12
const longest = 200

/**
 * Refuses passphrases that are too easy to guess.
 * @throws AppError password-short, password-long
 */
export function checkPassword(typed: string): void {
  const length = [...typed.normalize('NFKC')].length
  if (length < shortest) throw new AppError('password-short')
  if (length > longest) throw new AppError('password-long')
}
