import { z } from 'zod'
import {
  bylineRoles,
  correctionTypes,
  genres,
  type Seo,
  type Source,
  type statuses,
} from '@/db/schema/articles.ts'
import type { Author, BylineAuthor } from '@/features/authors/schema.ts'
import type { MediaView } from '@/features/media/schema.ts'

export { correctionTypes, genres }
export type Genre = (typeof genres)[number]
export type CorrectionType = (typeof correctionTypes)[number]
export type Status = (typeof statuses)[number]

/** An article among those that can be linked to. */
export type ArticleChoice = {
  id: number
  headline: string
  path: string
  status: Status
  publishedAt: number | null
}

/** Last part of an article's address, and each part of any other. */
export const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
export const slugSchema = z
  .string()
  .max(120)
  .regex(slugPattern, 'lower-case letters, digits and single hyphens')

/**
 * Characters that a text may have when readers get it. A draft may hold more: what was typed or pasted is saved, and the
 * checks say what has to be shortened. By name in the snapshot.
 */
export const lineLimits = {
  kicker: 80,
  headline: 300,
  standfirst: 1000,
  place: 120,
  bylineOverride: 200,
  'hero.alt': 1000,
  'hero.caption': 1000,
  'hero.credit': 300,
  'seo.title': 500,
  'seo.description': 500,
  'seo.socialTitle': 500,
  'seo.homeTitle': 500,
  'seo.canonicalUrl': 500,
  'source.name': 500,
  'source.url': 500,
  'source.licence': 500,
} as const
export type LineName = keyof typeof lineLimits

const id = z.int().positive()
const line = z.string().max(20_000)
const optionalText = line.optional()

/** All that editors can change about an article. A revision is one of these, whole. */
export const snapshotSchema = z.strictObject({
  /** May be empty while nobody has published it. */
  headline: line,
  kicker: line,
  standfirst: line,
  body: z.unknown(),
  sectionId: id,
  slug: slugSchema,
  language: z.string().regex(/^[a-z]{2,3}(?:-[A-Z]{2})?$/),
  translationGroupId: id.nullable(),
  byline: z.array(z.strictObject({ authorId: id, role: z.enum(bylineRoles) })).max(20),
  bylineOverride: line,
  tagIds: z.array(id).max(30),
  seriesId: id.nullable(),
  genre: z.enum(genres),
  place: line,
  hero: z
    .strictObject({
      mediaId: id,
      alt: line.nullable(),
      caption: line.nullable(),
      credit: line.nullable(),
    })
    .nullable(),
  seo: z.strictObject({
    title: optionalText,
    description: optionalText,
    socialTitle: optionalText,
    homeTitle: optionalText,
    canonicalUrl: optionalText,
    noindex: z.boolean().optional(),
  }),
  source: z.strictObject({ name: optionalText, url: optionalText, licence: optionalText }),
  hideSupport: z.boolean(),
  hideNewsletter: z.boolean(),
  relatedPins: z.array(id).max(15),
})
export type Snapshot = z.infer<typeof snapshotSchema>

/** The texts of a snapshot that are longer than readers may get them. */
export function overlong(snapshot: Snapshot): { name: LineName; text: string }[] {
  return (Object.keys(lineLimits) as LineName[]).flatMap((name) => {
    const [field = '', part] = name.split('.')
    const value = (snapshot as unknown as Record<string, unknown>)[field]
    const text = part === undefined ? value : (value as Record<string, unknown> | null)?.[part]
    return typeof text === 'string' && text.trim().length > lineLimits[name]
      ? [{ name, text: text.trim() }]
      : []
  })
}

/** Version of the snapshot's own shape; the body inside has one of its own. */
export const snapshotVersion = 1

export type Byline = BylineAuthor & { role: (typeof bylineRoles)[number] }

/** What a list shows of an article. Times in UTC milliseconds. */
export type Teaser = {
  id: number
  path: string
  headline: string
  kicker: string
  standfirst: string
  genre: Genre
  language: string
  section: { id: number; slug: string; name: string }
  byline: Byline[]
  bylineOverride: string
  series: { slug: string; name: string } | null
  hero: MediaView | null
  wordCount: number
  publishedAt: number
  updatedAt: number | null
}

export type Correction = {
  id: number
  type: CorrectionType
  text: string
  position: 'top' | 'bottom'
  at: number
}

export type Translation = { id: number; path: string; headline: string; language: string }

/** A published article as its page shows it. */
export type Article = Omit<Teaser, 'hero'> & {
  hero: (MediaView & { alt: string; caption: string; credit: string }) | null
  body: unknown
  place: string
  authors: Author[]
  portraits: MediaView[]
  tags: { slug: string; name: string }[]
  corrections: Correction[]
  seo: Seo
  source: Source
  social: string
  hideSupport: boolean
  hideNewsletter: boolean
  /** The pictures and articles that the body names. */
  media: MediaView[]
  links: { id: number; path: string; headline: string; kicker: string }[]
  /** The same article in other languages. */
  translations: Translation[]
  /** Readers may see what changed in it. */
  hasChanges: boolean
}
