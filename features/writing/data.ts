import 'server-only'
import { and, asc, eq, gt, isNull, ne } from 'drizzle-orm'
import { type Read, read } from '@/db/client.ts'
import { articlePaths, articleRevisions, articles } from '@/db/schema/articles.ts'
import { articleConflicts, articleLocks, articlePresence } from '@/db/schema/newsroom.ts'
import { people } from '@/db/schema/people.ts'
import { settings } from '@/db/schema/settings.ts'
import { withBlockIds } from '@/features/articles/document/block-ids.ts'
import type { Snapshot } from '@/features/articles/schema.ts'
import type { Current, OpenConflict, Present } from './schema.ts'

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

/** Who has the article open, longest first. */
export async function listPresent(articleId: number, now: number, within: number, db: Read = read) {
  return db
    .select({
      person: people.name,
      personId: articlePresence.personId,
      session: articlePresence.session,
      seenAt: articlePresence.seenAt,
    })
    .from(articlePresence)
    .innerJoin(people, eq(people.id, articlePresence.personId))
    .where(and(eq(articlePresence.articleId, articleId), gt(articlePresence.seenAt, now - within)))
    .orderBy(asc(people.name), asc(articlePresence.session))
}

/** Who leads the writing, as long as they show signs of life. */
export async function findLock(articleId: number, now: number, db: Read = read): Promise<Present | null> {
  const [row] = await db
    .select({
      person: people.name,
      personId: articleLocks.personId,
      session: articleLocks.session,
      seenAt: articleLocks.acquiredAt,
    })
    .from(articleLocks)
    .innerJoin(people, eq(people.id, articleLocks.personId))
    .where(and(eq(articleLocks.articleId, articleId), gt(articleLocks.expiresAt, now)))
  return row ?? null
}

/** Whether an approval outlives a change of the approved text. */
export async function approvalOutlivesChanges(db: Read = read): Promise<boolean> {
  const [row] = await db.select({ newsroom: settings.newsroom }).from(settings).where(eq(settings.id, 1))
  return row?.newsroom.approvalOutlivesChanges === true
}
