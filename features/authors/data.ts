import 'server-only'
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { read } from '@/db/client.ts'
import { authors } from '@/db/schema/taxonomy.ts'
import type { Author } from './schema.ts'

export const authorColumns = {
  id: authors.id,
  slug: authors.slug,
  name: authors.name,
  kind: authors.kind,
  role: authors.role,
  bio: authors.bio,
  expertise: authors.expertise,
  portraitMediaId: authors.portraitMediaId,
}

/** The author at an address, or null. */
export async function findAuthor(slug: string): Promise<Author | null> {
  const [row] = await read.select(authorColumns).from(authors).where(eq(authors.slug, slug))
  return row ?? null
}

/** Every author, by name. */
export async function listAuthors(): Promise<Author[]> {
  return read.select(authorColumns).from(authors).where(isNull(authors.mergedInto)).orderBy(authors.name)
}

/** Name of an author by id; null when there is none. */
export async function findAuthorName(id: number): Promise<string | null> {
  const [row] = await read.select({ name: authors.name }).from(authors).where(eq(authors.id, id))
  return row?.name ?? null
}

/** Authors whose name holds what was typed, those that begin with it first. */
export async function searchAuthors(typed: string, limit = 20): Promise<{ id: number; name: string }[]> {
  const text = typed.trim().replace(/[\\%_]/g, '\\$&')
  return read
    .select({ id: authors.id, name: authors.name })
    .from(authors)
    .where(and(sql`${authors.name} LIKE ${`%${text}%`} ESCAPE '\\'`, isNull(authors.mergedInto)))
    .orderBy(sql`${authors.name} LIKE ${`${text}%`} ESCAPE '\\' DESC`, asc(authors.name))
    .limit(limit)
}
