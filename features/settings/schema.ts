import { z } from 'zod'
import { isTimeZone } from '@/lib/dates.ts'
import { languages } from '@/lib/i18n/language.ts'
import { safeHref } from '@/lib/links.ts'

const words = (limit: number) => z.string().trim().max(limit).default('')

/** The box that asks readers for support. Without a text it is not shown; without an address it has no button. */
export const supportSchema = z.strictObject({
  heading: words(120),
  text: words(600),
  button: words(60),
  url: words(500).refine((url) => url === '' || safeHref(url) !== null, 'not an address that may be linked'),
})

/** Words of the newsletter box; empty ones fall back to the interface's own. */
export const newsletterSchema = z.strictObject({ heading: words(120), text: words(600), button: words(60) })

/** What the law asks a newspaper to print, and how to reach it. */
export const legalSchema = z.strictObject({
  registration: words(600),
  court: words(200),
  number: words(60),
  date: words(20),
  publisher: words(200),
  responsibleDirector: words(200),
  address: words(300),
  hosting: words(300),
  email: words(200),
})

export const publicationSchema = z.strictObject({
  name: z.string().trim().min(1).max(80),
  tagline: words(160),
  description: words(300),
  language: z.enum(languages),
  timeZone: z.string().refine(isTimeZone, 'not a known time zone, like Europe/Rome'),
  accent: z.string().regex(/^#[0-9a-f]{6}$/i, 'a colour like #9b2c1f'),
  support: supportSchema,
  newsletter: newsletterSchema,
  legal: legalSchema,
  about: z.strictObject({ version: z.int().positive(), document: z.unknown() }).nullable(),
})

/** The publication: its name, language, zone, colour and fixed texts. `about` is a document of features/articles/document. */
export type Publication = z.infer<typeof publicationSchema>

/** What a publication is before anybody has said anything about it. */
export const defaultPublication: Publication = {
  name: 'Testata',
  tagline: '',
  description: '',
  language: 'it',
  timeZone: 'Europe/Rome',
  accent: '#9b2c1f',
  support: supportSchema.parse({}),
  newsletter: newsletterSchema.parse({}),
  legal: legalSchema.parse({}),
  about: null,
}
