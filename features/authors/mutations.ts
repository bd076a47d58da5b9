import 'server-only'
import { and, eq, isNull, like, ne, or, sql } from 'drizzle-orm'
import { type Tx, write } from '@/db/client.ts'
import { articleAuthors } from '@/db/schema/articles.ts'
import { media } from '@/db/schema/media.ts'
import { workingAuthors } from '@/db/schema/newsroom.ts'
import { people } from '@/db/schema/people.ts'
import { authors } from '@/db/schema/taxonomy.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { articlesTag } from '@/features/articles/tags.ts'
import { audit } from '@/features/audit/mutations.ts'
import { moveList } from '@/features/paths/mutations.ts'
import { renewAuthorNames } from '@/features/search/mutations.ts'
import { renameInRevisions } from '@/features/taxonomy/mutations.ts'
import { AppError } from '@/lib/errors.ts'
import { slugify } from '@/lib/text.ts'
import { type AuthorForm, type AuthorKind, authorSeen, kindOfName } from './schema.ts'
import { authorsTag, authorTag } from './tags.ts'

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

async function existing(tx: Tx, id: number) {
  const [row] = await tx
    .select()
    .from(authors)
    .where(and(eq(authors.id, id), isNull(authors.mergedInto)))
  if (!row) throw new AppError('not-found', `author ${id}`)
  return row
}

async function personOf(tx: Tx, authorId: number): Promise<number | null> {
  const [row] = await tx.select({ id: people.id }).from(people).where(eq(people.authorId, authorId)).limit(1)
  return row?.id ?? null
}

/** Links an author to the person who writes under this name, or to nobody. */
async function linkPerson(tx: Tx, authorId: number, personId: number | null): Promise<void> {
  await tx.update(people).set({ authorId: null }).where(eq(people.authorId, authorId))
  if (personId === null) return
  const [row] = await tx
    .update(people)
    .set({ authorId })
    .where(eq(people.id, personId))
    .returning({ id: people.id })
  if (!row) throw new AppError('not-found', `person ${personId}`)
}

/**
 * Makes an author, or changes one. The old address of one that moves leads to the new one.
 * @throws AppError not-found (also for portrait and person), stale-version when it is not as it was shown, slug-taken
 */
export async function saveAuthor(actor: Actor, input: AuthorForm): Promise<number> {
  return write(async (tx) => {
    const { id: wanted, personId, seen, slug: typed, ...values } = input
    const before = wanted === null ? null : await existing(tx, wanted)
    if (before && authorSeen({ ...before, personId: await personOf(tx, before.id) }) !== seen)
      throw new AppError('stale-version', `author ${before.id}`)
    const slug = typed || before?.slug || slugify(input.name, 80) || 'autore'
    const [other] = await tx
      .select({ id: authors.id })
      .from(authors)
      .where(and(eq(authors.slug, slug), ne(authors.id, before?.id ?? 0)))
    if (other) throw new AppError('slug-taken', slug)
    if (values.portraitMediaId !== null) {
      const [picture] = await tx
        .select({ id: media.id })
        .from(media)
        .where(eq(media.id, values.portraitMediaId))
      if (!picture) throw new AppError('not-found', `picture ${values.portraitMediaId}`)
    }
    const after = { ...values, slug }
    const [row] = before
      ? await tx.update(authors).set(after).where(eq(authors.id, before.id)).returning({ id: authors.id })
      : await tx
          .insert(authors)
          .values({ ...after, createdAt: Date.now() })
          .returning({ id: authors.id })
    const id = row?.id as number
    await linkPerson(tx, id, personId)
    if (before && before.slug !== slug) await moveList(tx, `/authors/${before.slug}`, `/authors/${slug}`)
    if (before && before.name !== input.name) await renewAuthorNames(tx, id)
    await audit(tx, actor, {
      event: before ? 'author.change' : 'author.create',
      entity: 'author',
      entityId: id,
      before,
      after: { ...after, personId },
    })
    await tx.touch(authorTag(slug), authorsTag, articlesTag, ...(before ? [authorTag(before.slug)] : []))
    return id
  })
}

/**
 * Makes one author of two: what `from` signed is signed by `into`, and the old page leads to the other. Cannot be undone.
 * @throws AppError not-found, merge-same
 */
export async function mergeAuthors(actor: Actor, fromId: number, intoId: number): Promise<void> {
  if (fromId === intoId) throw new AppError('merge-same', `author ${fromId}`)
  await write(async (tx) => {
    const from = await existing(tx, fromId)
    const into = await existing(tx, intoId)
    const holding = await tx.all<{ id: number }>(sql`
      SELECT article_id AS id FROM article_authors WHERE author_id = ${fromId}
      UNION SELECT article_id FROM working_authors WHERE author_id = ${fromId}`)
    const ids = holding.map((row) => row.id)
    await renameInRevisions(tx, ids, (snapshot) => {
      const byline = snapshot.byline.map((entry) =>
        entry.authorId === fromId ? { ...entry, authorId: intoId } : entry,
      )
      const once = byline.filter(
        (entry, at) => byline.findIndex((e) => e.authorId === entry.authorId && e.role === entry.role) === at,
      )
      return { ...snapshot, byline: once }
    })
    await tx.run(sql`DELETE FROM article_authors WHERE author_id = ${fromId} AND EXISTS (SELECT 1 FROM article_authors o
      WHERE o.article_id = article_authors.article_id AND o.author_id = ${intoId} AND o.role = article_authors.role)`)
    await tx.run(sql`DELETE FROM working_authors WHERE author_id = ${fromId} AND article_id IN
      (SELECT article_id FROM working_authors WHERE author_id = ${intoId})`)
    await tx.update(articleAuthors).set({ authorId: intoId }).where(eq(articleAuthors.authorId, fromId))
    await tx.update(workingAuthors).set({ authorId: intoId }).where(eq(workingAuthors.authorId, fromId))
    await tx.update(people).set({ authorId: intoId }).where(eq(people.authorId, fromId))
    await tx.update(authors).set({ mergedInto: intoId }).where(eq(authors.mergedInto, fromId))
    await tx
      .update(authors)
      .set({ mergedInto: intoId, slug: `${from.slug}--${fromId}` })
      .where(eq(authors.id, fromId))
    await moveList(tx, `/authors/${from.slug}`, `/authors/${into.slug}`)
    await renewAuthorNames(tx, intoId)
    await audit(tx, actor, {
      event: 'author.merge',
      entity: 'author',
      entityId: fromId,
      before: from,
      after: { into: into.name, id: intoId, articles: ids.length },
    })
    await tx.touch(authorTag(from.slug), authorTag(into.slug), authorsTag, articlesTag)
  })
}

/**
 * Deletes an author who signed nothing.
 * @throws AppError not-found, author-used
 */
export async function deleteAuthor(actor: Actor, id: number): Promise<void> {
  await write(async (tx) => {
    const before = await existing(tx, id)
    const uses = await tx.all(sql`
      SELECT 1 FROM article_authors WHERE author_id = ${id} UNION ALL
      SELECT 1 FROM working_authors WHERE author_id = ${id} UNION ALL
      SELECT 1 FROM people WHERE author_id = ${id} UNION ALL
      SELECT 1 FROM authors WHERE merged_into = ${id} LIMIT 1`)
    if (uses.length > 0) throw new AppError('author-used', `author ${id}`)
    await tx.delete(authors).where(eq(authors.id, id))
    await audit(tx, actor, { event: 'author.delete', entity: 'author', entityId: id, before })
    await tx.touch(authorTag(before.slug), authorsTag, articlesTag)
  })
}
