// Enhanced status codes (RFC 3463): class.subject.detail.
import type { bounceKinds } from '@/db/schema/sending.ts'

export type BounceKind = (typeof bounceKinds)[number]

const enhanced = /\b([245])\.(\d{1,3})\.(\d{1,3})\b/

/**
 * The status code of a refusal. Servers that know no better say 5.0.0 in its field and the real one in their words; an
 * answer without any gets the class of its number.
 * @param code what stands in the field Status, or the three digits of an SMTP answer
 */
export function statusOf(code: string | number, text: string): string {
  const said = enhanced.exec(String(code))?.[0] ?? `${String(code).trim().slice(0, 1)}.0.0`
  const inWords = enhanced.exec(text.slice(0, 2000))?.[0]
  return said.endsWith('.0.0') && inWords?.startsWith(said.slice(0, 1)) ? inWords : said
}

/** What a refusal says of the address; null when it is none. x.7.x is about us as senders, not about whom we wrote to. */
export function kindOf(status: string): Exclude<BounceKind, 'complaint'> | null {
  if (/^[45]\.7\./.test(status)) return 'policy'
  if (status.startsWith('5.')) return 'hard'
  return status.startsWith('4.') ? 'soft' : null
}

/** The mailbox, or its domain, does not exist: there is no use in trying again. */
export const isGone = (status: string): boolean => /^5\.1\.(?:1|2|10)$/.test(status)
