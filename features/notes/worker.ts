import 'server-only'
import { write } from '@/db/client.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { listNotes } from './data.ts'
import { addNote, resolveNote } from './mutations.ts'
import type { NewNote, Thread } from './schema.ts'

/** Writes a note and says how the talk stands. @throws as addNote */
export async function note(actor: Actor, articleId: number, input: NewNote): Promise<Thread[]> {
  await write((tx) => addNote(tx, actor, articleId, input))
  return listNotes(articleId)
}

/** Resolves or reopens a thread and says how the talk stands. @throws as resolveNote */
export async function settle(
  actor: Actor,
  articleId: number,
  noteId: number,
  resolved: boolean,
): Promise<Thread[]> {
  await write((tx) => resolveNote(tx, actor, articleId, noteId, resolved))
  return listNotes(articleId)
}
