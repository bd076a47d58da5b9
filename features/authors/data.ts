import 'server-only'
import { eq } from 'drizzle-orm'
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
  return read.select(authorColumns).from(authors).orderBy(authors.name)
}
