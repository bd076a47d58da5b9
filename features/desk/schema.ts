import { z } from 'zod'
import { genres, stages, statuses } from '@/db/schema/articles.ts'
import type { Genre } from '@/features/articles/schema.ts'

export { genres, stages, statuses }
export type Status = (typeof statuses)[number]
export type Stage = (typeof stages)[number]

/** What the list can be narrowed to: a state, or one of two questions across states. */
export const stateFilters = [...statuses, 'changed', 'overdue'] as const
export type StateFilter = (typeof stateFilters)[number]
export const sorts = ['updated', 'published', 'scheduled', 'created'] as const
export type Sort = (typeof sorts)[number]

const number = z.coerce.number().int().positive()
const day = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/)

/** Filters of the list of articles. What an address holds that is not one of them is left out. */
export const filterShape = {
  q: z.string().trim().min(1).max(200),
  status: z.enum(stateFilters),
  section: number,
  author: number,
  topic: number,
  owner: number,
  assignee: z.union([z.literal('none'), number]),
  genre: z.enum(genres),
  language: z.string().regex(/^[a-z]{2,3}(?:-[A-Z]{2})?$/),
  from: day,
  to: day,
  sort: z.enum(sorts),
}
export type FilterName = keyof typeof filterShape
export type Filter = { [Name in FilterName]?: z.output<(typeof filterShape)[Name]> }
export const filterNames = Object.keys(filterShape) as FilterName[]

/** A line of the list. Times in UTC milliseconds. */
export type ArticleRow = {
  id: number
  lockVersion: number
  /** Of the working revision, for those who may see it. */
  headline: string
  kicker: string
  path: string
  status: Status
  stage: Stage | null
  genre: Genre
  language: string
  section: string
  authors: string[]
  owner: string | null
  assigneeId: number | null
  assignee: string | null
  publishAt: number | null
  publishedAt: number | null
  updatedAt: number
}

export type ArticlePage = {
  rows: ArticleRow[]
  /** Where the next page begins; null at the end. */
  next: string | null
}

export type SavedView = { id: number; name: string; query: string; shared: boolean; own: boolean }

/** Something with a name that can be chosen. */
export type Choice = { id: number; name: string }

export const viewInput = z.object({
  name: z.string().trim().min(1, 'required').max(60),
  query: z.string().max(1000),
  shared: z.literal('on').optional(),
})

export const bulkCommands = ['assign', 'topic', 'section', 'publish', 'unpublish', 'archive'] as const
export type BulkCommand = (typeof bulkCommands)[number]

export const bulkInput = z.object({
  command: z.enum(bulkCommands),
  /** What the rows looked like when they were chosen: a row that changed since then is refused. */
  rows: z
    .array(z.object({ id: z.int().positive(), lockVersion: z.int().positive() }))
    .min(1)
    .max(200),
  /** Person, topic or section; null takes an assignment away. */
  target: z.int().positive().nullable(),
})
export type BulkInput = z.output<typeof bulkInput>

/** What became of each row: done, or refused with words. */
export type BulkReport = {
  done: number[]
  refused: { id: number; headline: string; reason: string }[]
}
