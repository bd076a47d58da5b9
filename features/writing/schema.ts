import { z } from 'zod'
import type { stages, statuses } from '@/db/schema/articles.ts'
import { type Snapshot, snapshotSchema } from '@/features/articles/schema.ts'
import type { MediaItem } from '@/features/media/schema.ts'
import type { Obstacle } from './policy.ts'

/** Milliseconds. */
export const times = {
  /** A lock, and being there, end that long after the last sign of life. */
  presence: 75_000,
  heartbeat: 15_000,
  /** While others are here too. */
  company: 5_000,
  /** An autosave is one revision for so long; then the next one is another. */
  coalesce: 10 * 60_000,
} as const
/** How many revisions are kept of an article, beside those that were submitted, approved or published. */
export const keptRevisions = 50

/** One open page: a tab from its loading to its closing. */
export const tabSchema = z.string().regex(/^[a-z0-9]{8,64}$/)

export const conflictSchema = z.strictObject({
  key: z.string().min(1).max(64),
  field: z.string().min(1).max(80),
  base: z.unknown().optional(),
  mine: z.unknown().optional(),
  theirs: z.unknown().optional(),
})
export const resolutions = ['mine', 'theirs', 'both'] as const
export type Resolution = (typeof resolutions)[number]

/** What a save carries. Never a status: that has commands of its own. */
export const saveSchema = z.strictObject({
  lockVersion: z.int().positive(),
  snapshot: snapshotSchema,
  kind: z.enum(['autosave', 'manual']),
  session: tabSchema.optional(),
  conflicts: z.array(conflictSchema).max(500).default([]),
  resolved: z
    .array(z.strictObject({ key: z.string().max(64), resolution: z.enum(resolutions) }))
    .max(500)
    .default([]),
})
export type SaveRequest = Omit<z.output<typeof saveSchema>, 'session'> & { session: string }

export const presenceSchema = z.strictObject({
  session: tabSchema,
  lockVersion: z.int().positive(),
  /** Take the article over from whoever holds it. */
  take: z.boolean().default(false),
  /** The page closes. */
  leave: z.boolean().default(false),
})
export type PresenceRequest = z.output<typeof presenceSchema>

export const createSchema = z.strictObject({
  headline: z.string().trim().max(300).default(''),
  sectionId: z.int().positive().optional(),
})

export const choiceKinds = ['author', 'topic', 'article'] as const
export type ChoiceKind = (typeof choiceKinds)[number]
/** Something with a name that can be chosen; `note` tells it from others. */
export type Choice = { id: number; name: string; note: string }
export type Names = Record<ChoiceKind, Choice[]>
export const choicesSchema = z.object({ kind: z.enum(choiceKinds), q: z.string().max(100).catch('') })
export const newTopicSchema = z.strictObject({ name: z.string().trim().min(1).max(80) })

type Standing = { status: (typeof statuses)[number]; stage: (typeof stages)[number] | null }

/** An article as it is stored now. Times in UTC milliseconds. */
export type Current = Standing & {
  lockVersion: number
  snapshot: Snapshot
  /** Who saved last, and when. */
  by: string | null
  at: number
}
export type Saved = Standing & { lockVersion: number; revisionId: number; savedAt: number; slug: string }

/** Text that waits for a decision. `mine` is that of the one who came second. */
export type OpenConflict = {
  key: string
  field: string
  base: unknown
  mine: unknown
  theirs: unknown
  person: string
  at: number
}

export type Present = { person: string; personId: number; session: string; seenAt: number }
/** `takenFrom`: the page that led before and was taken over. */
export type Lock = Present & { takenFrom: string | null }
export type Presence = {
  people: Present[]
  /** Who leads the writing: the first who came, or the last who took it over. */
  lock: Lock | null
  lockVersion: number
  /** The newer version, when there is one. */
  current: Current | null
  conflicts: OpenConflict[]
}

/** All that the page of one article needs. */
export type Desk = {
  id: number
  person: { id: number; name: string }
  current: Current
  /** Why it can only be read. */
  obstacle: Obstacle | 'unknown-content' | null
  /** Whether it was published once: its address stands. */
  published: boolean
  live: boolean
  path: string
  publishAt: number | null
  sections: Choice[]
  series: Choice[]
  names: Names
  translations: Choice[]
  hero: MediaItem | null
  conflicts: OpenConflict[]
}
