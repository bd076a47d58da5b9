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

const line = (limit: number) => z.string().max(limit)
const id = z.int().positive()
const optionalText = z.string().max(500).optional()

/** All that editors can change about an article. A revision is one of these, whole. */
export const snapshotSchema = z.strictObject({
  /** May be empty while nobody has published it. */
  headline: line(300),
  kicker: line(80),
  standfirst: line(1000),
  body: z.unknown(),
  sectionId: id,
  slug: slugSchema,
  language: z.string().regex(/^[a-z]{2,3}(?:-[A-Z]{2})?$/),
  translationGroupId: id.nullable(),
  byline: z.array(z.strictObject({ authorId: id, role: z.enum(bylineRoles) })).max(20),
  bylineOverride: line(200),
  tagIds: z.array(id).max(30),
  seriesId: id.nullable(),
  genre: z.enum(genres),
  place: line(120),
  hero: z
    .strictObject({
      mediaId: id,
      alt: line(1000).nullable(),
      caption: line(1000).nullable(),
      credit: line(300).nullable(),
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
