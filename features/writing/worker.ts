// The units of work that the page of an article asks for.
import 'server-only'
import { write } from '@/db/client.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { noteReading } from '@/features/presence/mutations.ts'
import { AppError } from '@/lib/errors.ts'
import { beginFor, makeTopic, saveWorking } from './mutations.ts'
import type { Choice, Presence, PresenceRequest, Saved, SaveRequest } from './schema.ts'

/** @throws AppError forbidden: the clock and commands are nobody who writes */
function person(actor: Actor): Actor & { id: number } {
  if (actor.id === null) throw new AppError('forbidden')
  return { ...actor, id: actor.id }
}

export const save = (actor: Actor, input: SaveRequest & { id: number }): Promise<Saved> =>
  write((tx) => saveWorking(tx, actor, input))

export const beat = (actor: Actor, input: PresenceRequest & { id: number }): Promise<Presence> =>
  write((tx) => noteReading(tx, person(actor), input))

type Beginning = { headline: string; sectionId?: number | undefined; language: string }
export const begin = (actor: Actor, input: Beginning, firstSection: string): Promise<number> =>
  write((tx) => beginFor(tx, person(actor), input, firstSection))

export const addTopic = (actor: Actor, name: string): Promise<Choice> =>
  write((tx) => makeTopic(tx, actor, name))
