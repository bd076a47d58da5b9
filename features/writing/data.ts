import 'server-only'
import { and, asc, desc, eq, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import { type Read, read } from '@/db/client.ts'
import { articlePaths, articleRevisions, articles } from '@/db/schema/articles.ts'
import { articleConflicts, articlePresence } from '@/db/schema/newsroom.ts'
import { people } from '@/db/schema/people.ts'
import { authors, series, tags } from '@/db/schema/taxonomy.ts'
import { linkedIds } from '@/features/articles/data.ts'
import { withBlockIds } from '@/features/articles/document/block-ids.ts'
import type { Snapshot } from '@/features/articles/schema.ts'
import type { Choice, ChoiceKind, Current, Names, OpenConflict } from './schema.ts'

/** A stored snapshot with a name on every block, the same at every reading. */
export const named = (snapshot: unknown): Snapshot => {
  const stored = snapshot as Snapshot
  return { ...stored, body: withBlockIds(stored.body) }
}

const columns = {
  id: articles.id,
  status: articles.status,
  stage: articles.stage,
  lockVersion: articles.lockVersion,
  ownerId: articles.ownerId,
  assigneeId: articles.assigneeId,
  path: articles.path,
  slug: articles.slug,
  live: articles.liveRevisionId,
  working: articles.workingRevisionId,
  scheduled: articles.scheduledRevisionId,
  approved: articles.approvedRevisionId,
  firstPublishedAt: articles.firstPublishedAt,
  publishAt: articles.publishAt,
  snapshot: articleRevisions.snapshot,
  kind: articleRevisions.kind,
  hash: articleRevisions.hash,
  parentId: articleRevisions.parentId,
  sessionId: articleRevisions.sessionId,
  savedAt: articles.updatedAt,
  revisedAt: articleRevisions.createdAt,
  by: people.name,
}

/** An article with its working revision, or null. Inside a unit of work give its `tx`. */
export async function findWorking(id: number, db: Read = read) {
  const [row] = await db
    .select(columns)
    .from(articles)
    .innerJoin(articleRevisions, eq(articleRevisions.id, articles.workingRevisionId))
    .leftJoin(people, eq(people.id, articleRevisions.editorId))
    .where(eq(articles.id, id))
  return row ?? null
}
export type Working = NonNullable<Awaited<ReturnType<typeof findWorking>>>

/** What somebody whose version is old needs to know. */
export const currentOf = (row: Working): Current => ({
  lockVersion: row.lockVersion,
  snapshot: named(row.snapshot),
  status: row.status,
  stage: row.stage,
  by: row.by,
  at: row.savedAt,
})

/** A last part of an address that nobody has or had in that section: the one wanted, or that with a number. */
export async function freeSlug(db: Read, sectionPath: string, sectionId: number, wanted: string, id: number) {
  for (let n = 1; ; n++) {
    const slug = n === 1 ? wanted : `${wanted.slice(0, 110).replace(/-+$/, '')}-${n}`
    const [other] = await db
      .select({ id: articles.id })
      .from(articles)
      .where(and(eq(articles.sectionId, sectionId), eq(articles.slug, slug), ne(articles.id, id)))
    const [was] = await db
      .select({ id: articlePaths.articleId })
      .from(articlePaths)
      .where(and(eq(articlePaths.path, `/${sectionPath}/${slug}`), ne(articlePaths.articleId, id)))
    if (!other && !was) return slug
  }
}

/** Conflicts that nobody has decided yet, oldest first. */
export async function listConflicts(articleId: number, db: Read = read): Promise<OpenConflict[]> {
  return db
    .select({
      key: articleConflicts.key,
      field: articleConflicts.field,
      base: articleConflicts.base,
      mine: articleConflicts.mine,
      theirs: articleConflicts.theirs,
      person: people.name,
      at: articleConflicts.createdAt,
    })
    .from(articleConflicts)
    .innerJoin(people, eq(people.id, articleConflicts.personId))
    .where(and(eq(articleConflicts.articleId, articleId), isNull(articleConflicts.resolvedAt)))
    .orderBy(asc(articleConflicts.id))
}

const pieces = 12
const pattern = (typed: string) => `%${typed.replace(/[\\%_]/g, '\\$&')}%`
/** A part of a name; LIKE knows upper and lower case of ASCII letters only, which serves for looking up. */
const holds = (column: AnySQLiteColumn, typed: string) => sql`${column} LIKE ${pattern(typed)} ESCAPE '\\'`

/** Articles that may be named: those that are published, those that `person` works on, or, with null, all. */
const nameable = (person: number | null) =>
  person === null
    ? undefined
    : or(eq(articles.status, 'published'), eq(articles.ownerId, person), eq(articles.assigneeId, person))

/** What can be chosen by typing a part of its name, the shortest names first. */
export async function findChoices(
  kind: ChoiceKind,
  typed: string,
  owner: number | null = null,
  db: Read = read,
): Promise<Choice[]> {
  if (kind === 'article') {
    return db
      .select({ id: articles.id, name: articles.headline, note: articles.path })
      .from(articles)
      .where(
        and(
          holds(articles.headline, typed),
          ne(articles.headline, ''),
          ne(articles.status, 'archived'),
          nameable(owner),
        ),
      )
      .orderBy(desc(articles.updatedAt))
      .limit(pieces)
  }
  const table = kind === 'author' ? authors : tags
  return db
    .select({ id: table.id, name: table.name, note: sql<string>`''` })
    .from(table)
    .where(and(holds(table.name, typed), isNull(table.mergedInto)))
    .orderBy(sql`length(${table.name})`, asc(table.name))
    .limit(pieces)
}

/** The names of what an article names, whatever became of it; of articles, those that may be named. */
export async function namesOf(
  snapshot: Snapshot,
  owner: number | null = null,
  db: Read = read,
): Promise<Names> {
  const list = (table: typeof authors | typeof tags, ids: number[]) =>
    db
      .select({ id: table.id, name: table.name, note: sql<string>`''` })
      .from(table)
      .where(inArray(table.id, ids))
  return {
    author: await list(
      authors,
      snapshot.byline.map((entry) => entry.authorId),
    ),
    topic: await list(tags, snapshot.tagIds),
    article: await db
      .select({ id: articles.id, name: articles.headline, note: articles.path })
      .from(articles)
      .where(and(inArray(articles.id, snapshot.relatedPins), nameable(owner))),
  }
}

/** All series, by name. */
export async function listSeries(db: Read = read): Promise<Choice[]> {
  return db
    .select({ id: series.id, name: series.name, note: sql<string>`''` })
    .from(series)
    .orderBy(asc(series.name))
}

/** The other languages of an article, as far as they may be named. */
export async function listTranslations(
  groupId: number | null,
  id: number,
  owner: number | null = null,
  db: Read = read,
) {
  return db
    .select({ id: articles.id, name: articles.headline, note: articles.language })
    .from(articles)
    .where(
      and(
        sql`${articles.id} IN ${linkedIds(id, groupId, { public: false })}`,
        ne(articles.id, id),
        nameable(owner),
      ),
    )
    .orderBy(asc(articles.language))
}

/** An empty draft that somebody began and left, so that looking at the page of a new article makes no heap of them. */
export async function findBlankDraft(
  ownerId: number,
  before: number,
  db: Read = read,
): Promise<number | null> {
  const [row] = await db
    .select({ id: articles.id })
    .from(articles)
    .leftJoin(articlePresence, eq(articlePresence.articleId, articles.id))
    .where(
      and(
        eq(articles.ownerId, ownerId),
        eq(articles.status, 'draft'),
        eq(articles.lockVersion, 1),
        eq(articles.headline, ''),
        isNull(articles.importSource),
        lt(articles.createdAt, before),
        isNull(articlePresence.session),
      ),
    )
    .limit(1)
  return row?.id ?? null
}

/** The author under whose name somebody writes, or null. */
export async function findOwnAuthor(personId: number, db: Read = read): Promise<number | null> {
  const [row] = await db.select({ id: people.authorId }).from(people).where(eq(people.id, personId))
  return row?.id ?? null
}
