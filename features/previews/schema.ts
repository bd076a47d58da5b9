import { z } from 'zod'
import { layoutSchema } from '@/features/front-page/schema.ts'

const id = z.int().positive()
const time = z.int().min(0).max(8.64e15)
const day = 24 * 3_600_000

/** How long a link lives unless somebody says otherwise, and at most. Milliseconds. */
export const usualLife = 7 * day
export const longestLife = 90 * day

const lives: Record<string, number> = { hour: day / 24, day, week: usualLife, month: 30 * day }
/** How long a link lives, from its name in a form; undefined when there is no such name. Milliseconds. */
export const lifeOf = (name: string): number | undefined => lives[name]

/** What a preview shows: an article as it is being written (or one revision of it), or the whole site at a time. */
export const createPreviewSchema = z.union([
  z.strictObject({
    articleId: id,
    revisionId: id.nullable().default(null),
    label: z.string().trim().max(120).default(''),
    life: z.int().min(60_000).max(longestLife).default(usualLife),
  }),
  z.strictObject({
    at: time,
    /** A front page that nobody has put out yet. */
    layout: layoutSchema.nullable().default(null),
    label: z.string().trim().max(120).default(''),
    life: z.int().min(60_000).max(longestLife).default(usualLife),
  }),
])
export type CreatePreview = z.input<typeof createPreviewSchema>

/** A link that was handed out. `id` names it and opens nothing. Times in UTC milliseconds. */
export type PreviewLink = {
  id: string
  articleId: number | null
  revisionId: number | null
  at: number | null
  label: string
  by: string
  createdAt: number
  expiresAt: number
}

/** The address of a preview, below which the whole site at that time can be read. */
export const previewPath = (token: string) => `/preview/${token}`

/** What the process that makes previews is asked to show. */
export type Scene = {
  /** UTC milliseconds; null: as it is now. */
  at: number | null
  articleId: number | null
  revisionId: number | null
  layout: unknown
}
/** What has come out in a scene that is not out yet. */
export type Arrival = { path: string; headline: string; at: number }
