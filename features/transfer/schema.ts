import { z } from 'zod'
import { correctionTypes, genres, slugSchema } from '@/features/articles/schema.ts'
import { instantOf } from '@/lib/dates.ts'

const text = (limit: number) => z.string().trim().max(limit)
const name = text(200).min(1)
const dateForm =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/

/** UTC milliseconds of a date; null when it is none. One that names no zone is meant in the publication's. */
function parseDate(text: string, timeZone: string): number | null {
  const match = dateForm.exec(text)
  if (!match) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0))
  const wall = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  if (wall.toISOString().slice(0, 10) !== text.slice(0, 10) || hour > 23 || minute > 59 || second > 59)
    return null
  if (match[7] !== undefined) return Date.parse(text.replace(' ', 'T'))
  return instantOf(year, month, day, hour, minute, timeZone) + second * 1000
}

const dateIn = (timeZone: string) =>
  z.string('a date like 2026-11-24T09:30:00+01:00').transform((value, context) => {
    const at = parseDate(value.trim(), timeZone)
    if (at !== null && Number.isFinite(at)) return at
    context.addIssue({
      code: 'custom',
      message: `"${value}" is not a date. Write it like 2026-11-24T09:30:00+01:00`,
    })
    return z.NEVER
  })

const heroSchema = z.object({
  file: text(500).min(1),
  alt: text(1000).optional(),
  caption: text(1000).optional(),
  credit: text(300).optional(),
})
const sourceSchema = z.object({
  name: text(200).optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
  licence: text(100).optional(),
})
const correctionSchema = (timeZone: string) =>
  z.object({
    type: z.enum(correctionTypes).default('correction'),
    date: dateIn(timeZone),
    text: text(2000).min(1),
    position: z.enum(['top', 'bottom']).default('bottom'),
  })

/** What may stand between the two lines of dashes at the top of a Markdown file. */
export const frontMatterSchema = (timeZone: string) =>
  z.object({
    title: text(300).min(1),
    slug: slugSchema.optional(),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(?:-[A-Z]{2})?$/, 'a language code like it or en')
      .optional(),
    section: name,
    authors: z
      .union(
        [z.array(name).max(20), name.transform((one) => [one]), z.null().transform(() => [])],
        'a list of names',
      )
      .default([]),
    date: dateIn(timeZone).optional(),
    updated: dateIn(timeZone).optional(),
    status: z.enum(['draft', 'published']).default('draft'),
    tags: z
      .union(
        [z.array(z.union([name, z.number().transform(String)])).max(30), z.null().transform(() => [])],
        'a list like [Ponti, Mobilità]',
      )
      .default([]),
    standfirst: text(1000).default(''),
    kicker: text(80).default(''),
    genre: z.enum(genres).default('news'),
    series: name.optional(),
    place: text(120).default(''),
    hero: z
      .union(
        [
          text(500)
            .min(1)
            .transform((file): z.infer<typeof heroSchema> => ({ file })),
          heroSchema,
        ],
        'a file name, or { file, alt, caption, credit }',
      )
      .optional(),
    corrections: z.array(correctionSchema(timeZone)).optional(),
    related: z.array(text(300)).max(15).default([]),
    source: sourceSchema.optional(),
  })
export type FrontMatter = z.infer<ReturnType<typeof frontMatterSchema>>

/** Keys of the front matter that are understood, each with those that are understood inside it. */
export const frontMatterKeys: ReadonlyMap<string, readonly string[]> = new Map([
  ...Object.keys(frontMatterSchema('UTC').shape).map((key): [string, string[]] => [key, []]),
  ['hero', Object.keys(heroSchema.shape)],
  ['source', Object.keys(sourceSchema.shape)],
  ['corrections', Object.keys(correctionSchema('UTC').shape)],
])

/** Something wrong with a file: where, as far as it is known, and what. */
export type ImportError = { file: string; line: number | null; reason: string }

export type ImportAction = 'created' | 'updated' | 'unchanged'

/** What became of one article. `id` is null in a rehearsal of something new. */
export type ImportedArticle = {
  file: string
  id: number | null
  slug: string
  path: string
  status: 'draft' | 'published'
  action: ImportAction
  notices: string[]
}

export type ImportReport = { dryRun: boolean; articles: ImportedArticle[]; errors: ImportError[] }
