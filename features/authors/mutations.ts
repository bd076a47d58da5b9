import 'server-only'
import { eq, like, or } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'
import { authors } from '@/db/schema/taxonomy.ts'
import { slugify } from '@/lib/text.ts'
import { type AuthorKind, kindOfName } from './schema.ts'
import { authorTag } from './tags.ts'

export type AuthorInput = {
  name: string
  slug?: string | undefined
  kind?: AuthorKind | undefined
  role?: string | undefined
  bio?: string | undefined
  expertise?: string[] | undefined
  portraitMediaId?: number | undefined
}

/** The id of the author of that name, in whatever case, who is made if missing. */
export async function ensureAuthor(tx: Tx, input: AuthorInput): Promise<{ id: number; created: boolean }> {
  const wanted = input.slug ?? (slugify(input.name, 80) || 'autore')
  const alike = await tx
    .select({ id: authors.id, name: authors.name })
    .from(authors)
    .where(or(eq(authors.name, input.name), eq(authors.slug, wanted), like(authors.slug, `${wanted}-%`)))
  const same = (name: string) => name.toLocaleLowerCase() === input.name.toLocaleLowerCase()
  const found = alike.find((author) => same(author.name))
  if (found) return { id: found.id, created: false }
  // José and Jose Rossi are two people: the second gets an address of their own.
  let slug = wanted
  for (let n = 2; await isTaken(tx, slug); n++) slug = `${wanted}-${n}`
  const [made] = await tx
    .insert(authors)
    .values({
      slug,
      name: input.name,
      kind: input.kind ?? kindOfName(input.name),
      role: input.role ?? '',
      bio: input.bio ?? '',
      expertise: input.expertise ?? [],
      portraitMediaId: input.portraitMediaId ?? null,
      createdAt: Date.now(),
    })
    .returning({ id: authors.id })
  await tx.touch(authorTag(slug))
  return { id: made?.id as number, created: true }
}

async function isTaken(tx: Tx, slug: string): Promise<boolean> {
  const rows = await tx.select({ id: authors.id }).from(authors).where(eq(authors.slug, slug))
  return rows.length > 0
}
