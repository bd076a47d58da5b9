import { z } from 'zod'
import { longestPath } from '@/features/paths/locate.ts'
import { safeHref } from '@/lib/links.ts'
import { seenOf } from '@/lib/seen.ts'

/** An address that leads on (301), or says that what it had is gone (410). Times in UTC milliseconds. */
export type Redirect = {
  from: string
  to: string | null
  /** Who made it: `manual`, a rename, an import. */
  origin: string
  createdAt: number
  hits: number
  lastAt: number | null
}

/** What a change of a redirect is made on. */
export const redirectSeen = ({ from, to }: Pick<Redirect, 'from' | 'to'>): string => seenOf({ from, to })

/** An address that readers ask for and that leads nowhere. */
export type MissingPath = { path: string; count: number; lastAt: number }

/** An address of ours as redirects keep it: the path alone, decoded, without a slash at its end. Null when it is none. */
export function tidyPath(typed: string): string | null {
  const text = typed.trim()
  const path =
    /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text).pathname : text.split(/[?#]/)[0]
  if (!path?.startsWith('/') || path.startsWith('//') || path.length > longestPath) return null
  try {
    const decoded = decodeURIComponent(path).replace(/(?<=.)\/+$/, '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to refuse
    return /[\u0000-\u0020\\]/.test(decoded) ? null : decoded
  } catch {
    return null
  }
}

const target = (text: string): boolean =>
  safeHref(text) !== null && (text.startsWith('/') || /^https?:\/\//i.test(text))

export const redirectInput = z
  .object({
    /** The address that is changed; empty for a new one. */
    before: z.string().max(longestPath).default(''),
    from: z.string().max(2000),
    kind: z.enum(['moved', 'gone']),
    to: z.string().trim().max(2000).default(''),
    /** What was shown of it (redirectSeen); empty for a new one. */
    seen: z.string().max(10_000).default(''),
  })
  .transform((input, context) => {
    const from = tidyPath(input.from)
    if (from === null) context.addIssue({ code: 'custom', path: ['from'], message: 'redirect-from' })
    if (input.kind === 'moved' && !target(input.to))
      context.addIssue({ code: 'custom', path: ['to'], message: 'redirect-target' })
    const to = input.kind === 'gone' ? null : input.to
    return { before: input.before, from: from ?? '', to, seen: input.seen }
  })
export type RedirectForm = z.output<typeof redirectInput>

const noise =
  /\.(?:php\d?|aspx?|cgi|env|git|sql|bak|ini|ya?ml|jsp|do|action)(?:\/|$)|\/\.|\/(?:wp-|cgi-bin|phpmyadmin|vendor|autodiscover)/i
const wellFormed = /^\/[\p{L}\p{N}/_.~@!$&'()*+,;=:%-]{1,199}$/u

/** Whether an address that leads nowhere is worth keeping: one that a reader could have followed from somewhere. */
export const isWorthKeeping = (path: string): boolean => wellFormed.test(path) && !noise.test(path)
