import { domainToASCII } from 'node:url'

const local = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/**
 * An address in the one form in which it is kept: lower case, its domain in ASCII (IDNA). Null when it is not one that
 * mail can be sent to. Only ASCII is accepted before the @: look-alikes of @ and of letters are refused, not repaired.
 */
export function normaliseEmail(typed: string): string | null {
  const text = typed.trim()
  if (text.length > 254) return null
  const at = text.lastIndexOf('@')
  if (at < 1) return null
  const name = text.slice(0, at)
  if (!local.test(name) || name.startsWith('.') || name.endsWith('.') || name.includes('..')) return null
  const domain = text.slice(at + 1)
  if (/[\s@＠<>()[\]\\,;:"/?#%]/.test(domain)) return null
  const ascii = domainToASCII(domain)
  const labels = ascii.split('.')
  if (
    labels.length < 2 ||
    ascii.length > 253 ||
    !labels.every((part) => label.test(part)) ||
    /^\d+$/.test(labels.at(-1) ?? '')
  )
    return null
  const email = `${name}@${ascii}`.toLowerCase()
  return email.length <= 254 ? email : null
}
