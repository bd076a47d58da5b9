import 'server-only'
import { asc, eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { type Read, read } from '@/db/client.ts'
import { articleNotes } from '@/db/schema/newsroom.ts'
import { people } from '@/db/schema/people.ts'
import type { Note, Thread } from './schema.ts'

const resolver = alias(people, 'resolver')

/** The notes of an article as threads, oldest first. */
export async function listNotes(articleId: number, db: Read = read): Promise<Thread[]> {
  const rows: Note[] = await db
    .select({
      id: articleNotes.id,
      parentId: articleNotes.parentId,
      anchor: articleNotes.anchor,
      text: articleNotes.text,
      person: people.name,
      personId: articleNotes.personId,
      at: articleNotes.createdAt,
      resolvedBy: resolver.name,
      resolvedAt: articleNotes.resolvedAt,
    })
    .from(articleNotes)
    .innerJoin(people, eq(people.id, articleNotes.personId))
    .leftJoin(resolver, eq(resolver.id, articleNotes.resolvedBy))
    .where(eq(articleNotes.articleId, articleId))
    .orderBy(asc(articleNotes.id))
  return rows
    .filter((note) => note.parentId === null)
    .map((note) => ({ ...note, replies: rows.filter((reply) => reply.parentId === note.id) }))
}
