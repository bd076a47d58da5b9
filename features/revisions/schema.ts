import type { articleRevisions } from '@/db/schema/articles.ts'

export type RevisionKind = (typeof articleRevisions.$inferSelect)['kind']

/** One version of an article in the newsroom's list. Times in UTC milliseconds. */
export type RevisionEntry = {
  id: number
  kind: RevisionKind
  by: string | null
  at: number
  isLive: boolean
  isWorking: boolean
  isScheduled: boolean
  isApproved: boolean
  substantive: boolean
  /** When readers saw it first. */
  shownAt: number | null
}

/** A run of words that stayed, came or went. */
export type Run = { kind: 'same' | 'added' | 'removed'; text: string }

export const comparedFields = [
  'kicker',
  'headline',
  'standfirst',
  'section',
  'slug',
  'byline',
  'topics',
  'series',
  'genre',
  'place',
  'hero',
  'related',
  'language',
  'search',
  'source',
  'notices',
] as const
export type ComparedField = (typeof comparedFields)[number]
export type FieldDifference = { field: ComparedField; runs: Run[] }

/**
 * A block that differs, or (same) how many stand between two that do. `form`: its words stayed, something else about
 * it changed.
 */
export type BlockDifference =
  | { kind: 'same'; count: number; type: string; text: string }
  | { kind: 'added' | 'removed' | 'changed' | 'form'; type: string; runs: Run[] }

export type Difference = { fields: FieldDifference[]; blocks: BlockDifference[] }

/** A change that readers were told of, newest first in lists. */
export type PublicChange = { revisionId: number; at: number; difference: Difference }
