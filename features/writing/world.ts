// What the engine needs to be given, and what it shows.
import type { Snapshot } from '@/features/articles/schema.ts'
import type { LocalStore } from './local-copies.ts'
import type { Current, Saved, SaveRequest } from './schema.ts'

/** How a save ended. `unreachable`: nobody knows whether it was stored. */
export type SaveAnswer =
  | { kind: 'saved'; saved: Saved }
  | { kind: 'stale'; current: Current }
  | { kind: 'signed-out' }
  | { kind: 'refused'; message: string }
  | { kind: 'unreachable' }

export type Clock = { now(): number; after(milliseconds: number, work: () => void): () => void }
export type World = {
  save(request: SaveRequest, closing?: boolean): Promise<SaveAnswer>
  store: LocalStore
  clock: Clock
}

/** Milliseconds. */
export const pace = {
  local: 300,
  idle: 3_000,
  longest: 15_000,
  firstRetry: 2_000,
  lastRetry: 30_000,
} as const

export type Trouble = 'offline' | 'signed-out' | 'refused'
export type PendingConflict = SaveRequest['conflicts'][number]
export type EngineState = {
  /** The text as it is on the screen. */
  snapshot: Snapshot
  /** Grows when the engine changed the text by itself: the screen must follow. */
  replaced: number
  lockVersion: number
  standing: Pick<Saved, 'status' | 'stage'>
  saving: boolean
  dirty: boolean
  trouble: Trouble | null
  /** Words for `refused`. */
  message: string
  savedAt: number
  /** Whether this computer has the text too. */
  safe: boolean
  /** Conflicts that the server does not know yet. */
  conflicts: PendingConflict[]
  /** Who wrote what was merged in last. */
  mergedFrom: string | null
}

export type EngineInput = {
  session: string
  current: Pick<Current, 'lockVersion' | 'snapshot' | 'status' | 'stage' | 'at'>
  world: World
}

/** The state of a page that was just opened. */
export const stateOf = (current: EngineInput['current']): EngineState => ({
  snapshot: current.snapshot,
  replaced: 0,
  lockVersion: current.lockVersion,
  standing: { status: current.status, stage: current.stage },
  saving: false,
  dirty: false,
  trouble: null,
  message: '',
  savedAt: current.at,
  safe: true,
  conflicts: [],
  mergedFrom: null,
})
