// Addresses that refused messages come back to: each message has its own (VERP), so that a report says by where it arrives
// which one it is about. They are signed: nobody can make up a report about somebody else.
import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { keyFor } from '@/lib/secrets.ts'

// Hexadecimal and short: some servers change the case of what stands before the @, or cut it at 64 characters.
const proof = (deliveryId: number, key: Buffer): string =>
  createHmac('sha256', key).update(`bounce|${deliveryId}`).digest('hex').slice(0, 20)

/** The key that signs these addresses; take it once for many of them. */
export const bounceKey = (): Buffer => keyFor('newsletter-bounces')

/** The envelope sender of a message: `b+<delivery>.<proof>@domain`. */
export const bounceAddress = (deliveryId: number, domain: string, key: Buffer = bounceKey()): string =>
  `b+${deliveryId}.${proof(deliveryId, key)}@${domain}`

/** The delivery that an address stands for; null when it is not one of ours. */
export function readBounceAddress(address: string, key: Buffer = bounceKey()): number | null {
  const found = /^b\+([1-9]\d{0,14})\.([0-9a-f]{20})@/i.exec(address.trim())
  if (!found) return null
  const id = Number(found[1])
  const given = Buffer.from((found[2] as string).toLowerCase())
  return timingSafeEqual(Buffer.from(proof(id, key)), given) ? id : null
}
