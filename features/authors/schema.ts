import { z } from 'zod'
import { safeHref } from '@/lib/links.ts'
import { seenOf } from '@/lib/seen.ts'

export type AuthorKind = 'person' | 'organisation'

/** An author as bylines show one. */
export type BylineAuthor = { id: number; slug: string; name: string; kind: AuthorKind }

/** An author as the author's page and box show one. */
export type Author = BylineAuthor & {
  role: string
  bio: string
  expertise: string[]
  /** Address of a page or an email address, or empty. */
  contact: string
  portraitMediaId: number | null
}

const collectives =
  /\b(redazion\w*|editorial|newsroom|staff|agenzi\w*|agency|ansa|reuters|associated press|comitato|associazione|collettivo|desk)\b/i

/** Whether a name that comes without further data is a newsroom's or another group's rather than a person's. */
export function kindOfName(name: string): AuthorKind {
  return collectives.test(name) ? 'organisation' : 'person'
}

/** What a change of an author is made on. */
export const authorSeen = (author: Author & { personId: number | null }): string => {
  const { name, slug, kind, role, bio, expertise, contact, portraitMediaId, personId } = author
  return seenOf({ name, slug, kind, role, bio, expertise, contact, portraitMediaId, personId })
}

/** An author as the newsroom's list shows one. */
export type AuthorRow = BylineAuthor & { role: string; articles: number; person: string | null }

/** A contact as a link: web addresses as they are, email addresses with their scheme; null for anything else. */
export function contactHref(contact: string): string | null {
  if (contact === '') return null
  return safeHref(/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(contact) ? `mailto:${contact}` : contact)
}

const optionalId = z
  .union([z.literal(''), z.coerce.number().int().positive()])
  .transform((value) => (value === '' ? null : value))

export const authorInput = z.object({
  id: optionalId.default(null),
  name: z.string().trim().min(1, 'required').max(120),
  kind: z.enum(['person', 'organisation']),
  /** Empty: made from the name. */
  slug: z
    .string()
    .trim()
    .max(80)
    .regex(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/, 'slug-invalid'),
  role: z.string().trim().max(120).default(''),
  bio: z.string().trim().max(2000).default(''),
  contact: z
    .string()
    .trim()
    .max(300)
    .default('')
    .refine((contact) => contact === '' || contactHref(contact) !== null, 'contact-invalid'),
  /** One field on each line, or separated by commas. */
  expertise: z
    .string()
    .max(1000)
    .default('')
    .transform((text) =>
      [...new Set(text.split(/[,\n]/).map((part) => part.trim()))].filter(Boolean).slice(0, 20),
    ),
  portraitMediaId: optionalId.default(null),
  /** The person of the newsroom who writes under this name. */
  personId: optionalId.default(null),
  /** What was shown of the author (authorSeen); empty for a new one. */
  seen: z.string().max(20_000).default(''),
})
/** What saving gives back; `seen` is what the next change is made on. */
export type Saved = { id: number; name: string; seen: string }
export type AuthorForm = z.output<typeof authorInput>
