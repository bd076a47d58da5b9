import { z } from 'zod'
import type { frequencies } from '@/db/schema/newsletter.ts'
import { normaliseEmail } from '@/lib/email.ts'
import { seenOf } from '@/lib/seen.ts'

export type Frequency = (typeof frequencies)[number]
export const frequencyChoices = ['daily', 'weekly', 'other'] as const satisfies readonly Frequency[]

/** Something that can be subscribed to. */
export type Newsletter = {
  id: number
  slug: string
  name: string
  description: string
  frequency: Frequency
  sectionId: number | null
  /** Offered to readers. */
  open: boolean
}

/** A newsletter as the newsroom sees it. */
export type NewsletterRow = Newsletter & {
  /** Name that its letters come from; empty: the publication's. */
  sender: string
  /** Where answers go; empty: to the sender's address. */
  replyTo: string
  /** People whose subscription is confirmed and who have not left. */
  subscribers: number
  issues: number
  /** Nothing hangs on it: no issue, and nobody who ever subscribed. */
  deletable: boolean
}

/** What a change of a newsletter is made on. */
export const newsletterSeen = (row: NewsletterRow): string => {
  const { slug, name, description, frequency, sectionId, open, sender, replyTo } = row
  return seenOf({ slug, name, description, frequency, sectionId, open, sender, replyTo })
}

/** What a new order of the newsletters is made on. */
export const newsletterOrderSeen = (rows: readonly { id: number }[]): string =>
  JSON.stringify(rows.map(({ id }) => id))

/** Last parts of addresses under /newsletter that pages of the site have themselves. */
export const reservedNewsletterSlugs: ReadonlySet<string> = new Set([
  'confirm',
  'data',
  'feed',
  'page',
  'preferences',
  'subscribe',
  'thanks',
])

const optionalId = z
  .union([z.literal(''), z.coerce.number().int().positive()])
  .transform((value) => (value === '' ? null : value))

export const newsletterInput = z.object({
  id: optionalId.default(null),
  name: z
    .string()
    .trim()
    .min(1, 'required')
    .max(80)
    .regex(/^\P{Cc}*$/u), // it stands in headers of letters
  /** Empty: made from the name. */
  slug: z
    .string()
    .trim()
    .max(60)
    .regex(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/, 'slug-invalid'),
  description: z.string().trim().max(300).default(''),
  frequency: z.enum(frequencyChoices),
  sectionId: optionalId.default(null),
  /** Part of a header: one line, without what ends a name in it. */
  sender: z
    .string()
    .trim()
    .max(80)
    .regex(/^[^\p{Cc}<>"@]*$/u, 'sender-invalid')
    .default(''),
  replyTo: z
    .string()
    .trim()
    .max(254)
    .refine((typed) => typed === '' || normaliseEmail(typed) !== null, 'email-invalid')
    .transform((typed) => normaliseEmail(typed) ?? '')
    .default(''),
  open: z
    .literal('on')
    .optional()
    .transform((value) => value === 'on'),
  /** What was shown of it (newsletterSeen); empty for a new one. */
  seen: z.string().max(10_000).default(''),
})
export type NewsletterForm = z.output<typeof newsletterInput>

/** All newsletters in their new order, and the one that was shown (newsletterOrderSeen). */
export const newsletterOrderInput = z.object({
  seen: z.string().max(10_000),
  order: z.array(z.int().positive()).max(200),
})
export type NewsletterOrder = z.output<typeof newsletterOrderInput>
