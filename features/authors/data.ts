import 'server-only'
import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm'
import { read } from '@/db/client.ts'
import { workingAuthors } from '@/db/schema/newsroom.ts'
import { people } from '@/db/schema/people.ts'
import { authors } from '@/db/schema/taxonomy.ts'
import type { Author, AuthorRow } from './schema.ts'

export const authorColumns = {
  id: authors.id,
  slug: authors.slug,
  name: authors.name,
  kind: authors.kind,
  role: authors.role,
  bio: authors.bio,
  expertise: authors.expertise,
  contact: authors.contact,
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

export const authorsPerPage = 100

/** Authors whose name holds what was typed, by name, with the number of their articles. One more than a page. */
export async function listAuthorRows(typed: string, page: number): Promise<AuthorRow[]> {
  const text = `%${typed.trim().replace(/[\\%_]/g, '\\$&')}%`
  const used = sql<number>`(SELECT count(*) FROM ${workingAuthors} WHERE ${workingAuthors.authorId} = ${authors.id})`
  const person = sql<
    string | null
  >`(SELECT ${people.name} FROM ${people} WHERE ${people.authorId} = ${authors.id} LIMIT 1)`
  return read
    .select({
      id: authors.id,
      slug: authors.slug,
      name: authors.name,
      kind: authors.kind,
      role: authors.role,
      articles: used,
      person,
    })
    .from(authors)
    .where(and(isNull(authors.mergedInto), sql`${authors.name} LIKE ${text} ESCAPE '\\'`))
    .orderBy(asc(authors.name), asc(authors.id))
    .limit(authorsPerPage + 1)
    .offset((page - 1) * authorsPerPage)
}

/** An author by id, with the person who writes under this name; null when there is none, or when it was merged. */
export async function findAuthorById(id: number): Promise<(Author & { personId: number | null }) | null> {
  const [row] = await read
    .select({ ...authorColumns, personId: people.id })
    .from(authors)
    .leftJoin(people, eq(people.authorId, authors.id))
    .where(and(eq(authors.id, id), isNull(authors.mergedInto)))
    .limit(1)
  return row ?? null
}

/** People of the newsroom who may have a byline, by name. */
export async function listWriters(): Promise<{ id: number; name: string }[]> {
  return read
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(ne(people.status, 'disabled'))
    .orderBy(asc(people.name), asc(people.id))
}
