import { z } from 'zod'
import { correctionTypes, genres, slugSchema } from '@/features/articles/schema.ts'

const text = (limit: number) => z.string().trim().max(limit)
const name = text(200).min(1)
const date = z.union([z.string(), z.date()]).transform((value, context) => {
  const at = typeof value === 'string' ? parseDate(value) : value.getTime()
  if (at !== null && Number.isFinite(at)) return at
  context.addIssue({
    code: 'custom',
    message: `"${String(value)}" is not a date. Write it like 2026-11-24T09:30:00+01:00`,
  })
  return z.NEVER
})

function parseDate(value: string): number | null {
  if (
    !/^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.test(value.trim())
  )
    return null
  return Date.parse(value.trim().replace(' ', 'T'))
}

const hero = z.union([
  text(500)
    .min(1)
    .transform((file) => ({ file })),
  z.object({
    file: text(500).min(1),
    alt: text(1000).optional(),
    caption: text(1000).optional(),
    credit: text(300).optional(),
  }),
])

/** What may stand between the two lines of dashes at the top of a Markdown file. */
export const frontMatterSchema = z.object({
  title: text(300).min(1),
  slug: slugSchema.optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(?:-[A-Z]{2})?$/, 'a language code like it or en')
    .optional(),
  section: name,
  authors: z
    .union([z.array(name).max(20), name.transform((one) => [one]), z.null().transform(() => [])])
    .default([]),
  date: date.optional(),
  updated: date.optional(),
  status: z.enum(['draft', 'published']).default('draft'),
  tags: z
    .union([z.array(z.union([name, z.number().transform(String)])).max(30), z.null().transform(() => [])])
    .default([]),
  standfirst: text(1000).default(''),
  kicker: text(80).default(''),
  genre: z.enum(genres).default('news'),
  series: name.optional(),
  place: text(120).default(''),
  hero: hero.optional(),
  corrections: z
    .array(
      z.object({
        type: z.enum(correctionTypes).default('correction'),
        date,
        text: text(2000).min(1),
        position: z.enum(['top', 'bottom']).default('bottom'),
      }),
    )
    .default([]),
  related: z.array(text(300)).max(15).default([]),
  source: z
    .object({
      name: text(200).optional(),
      url: z.url({ protocol: /^https?$/ }).optional(),
      licence: text(100).optional(),
    })
    .optional(),
})
export type FrontMatter = z.infer<typeof frontMatterSchema>

/** Keys of the front matter that are understood. */
export const frontMatterKeys: readonly string[] = Object.keys(frontMatterSchema.shape)

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
