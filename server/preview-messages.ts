// What the main process and the one that renders previews say to each other.
import type { Arrival, Scene } from '@/features/previews/schema.ts'
import type { ErrorCode } from '@/lib/errors.ts'

export type Question = { id: number; kind: 'scene'; scene: Scene } | { id: number; kind: 'page'; url: string }

/** What a scene shows: from which address on, at which time, and what has come out by then. */
export type SceneSet = { path: string; at: number; arrivals: Arrival[] }
/** A whole answer. Names of headers in lower case. */
export type Shown = { status: number; headers: Record<string, string>; body: Uint8Array }

export type Reply =
  | { id: number; kind: 'set'; set: SceneSet }
  | { id: number; kind: 'shown'; shown: Shown }
  | { id: number; kind: 'refused'; code: ErrorCode }
  | { id: number; kind: 'failed'; message: string }
