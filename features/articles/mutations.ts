import 'server-only'
import { createHash } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'
import { articleAuthors, articleRevisions, articles, articleTags } from '@/db/schema/articles.ts'
import { type Actor, systemActor } from '@/features/accounts/policy.ts'
import { audit } from '@/features/audit/mutations.ts'
import { claimPath } from '@/features/paths/mutations.ts'
import { removeFromIndex } from '@/features/search/mutations.ts'
import { AppError } from '@/lib/errors.ts'
import { canonical } from './document/block-ids.ts'
import { checkDocument } from './document/schema.ts'
import { columnsOf, indexWords, indexWorking, replaceLists, tagsOfArticle } from './projection.ts'
import { type Snapshot, snapshotSchema, snapshotVersion } from './schema.ts'
import { articleIdTag, articleTag } from './tags.ts'

export type RevisionKind = 'autosave' | 'manual' | 'submit' | 'approve' | 'publish' | 'restore' | 'import'

/** Identity of a snapshot's content: equal content has an equal hash, whatever the order of its keys. */
export const hashOf = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('hex')

/**
 * Refuses what may not be stored.
 * @throws AppError document-invalid, ZodError
 */
export function checkSnapshot(input: Snapshot): Snapshot {
  const snapshot = snapshotSchema.parse(input)
  const body = checkDocument(snapshot.body)
  if (!body.ok) throw new AppError('document-invalid', body.errors.join('; '))
  return { ...snapshot, body: body.document }
}

/** Whose work a revision is: a person and the tab they wrote it in. */
export type Editor = { editorId?: number | null | undefined; sessionId?: string | null | undefined }

export type CreateInput = Editor & {
  snapshot: Snapshot
  kind: RevisionKind
  /** The person whose article it is. */
  ownerId?: number | null
  importSource?: string
  importId?: string
}

/** Makes an article in state draft with its first revision. Returns its id; its lock_version is 1. */
export async function createArticle(tx: Tx, input: CreateInput): Promise<number> {
  const snapshot = checkSnapshot(input.snapshot)
  const now = Date.now()
  const columns = await columnsOf(tx, snapshot, null)
  const [row] = await tx
    .insert(articles)
    .values({
      ...columns,
      ownerId: input.ownerId ?? null,
      importSource: input.importSource ?? null,
      importId: input.importId ?? null,
      createdAt: now,
      updatedAt: now,
    })
    .returning({ id: articles.id })
  const id = row?.id as number
  const revisionId = await addRevision(tx, { ...input, articleId: id, parentId: null, snapshot })
  await tx.update(articles).set({ workingRevisionId: revisionId }).where(eq(articles.id, id))
  await indexWorking(tx, id)
  return id
}

export type ReviseInput = Editor & { id: number; lockVersion: number; snapshot: Snapshot; kind: RevisionKind }

/**
 * Saves a new working revision. What readers see changes only with publishArticle. Returns the new lock_version.
 * @throws AppError stale-version when somebody else saved since `lockVersion`
 */
export async function reviseArticle(
  tx: Tx,
  { id, lockVersion, snapshot: input, ...rest }: ReviseInput,
): Promise<number> {
  const snapshot = checkSnapshot(input)
  const [before] = await tx
    .select({ working: articles.workingRevisionId, live: articles.liveRevisionId })
    .from(articles)
    .where(and(eq(articles.id, id), eq(articles.lockVersion, lockVersion)))
  if (!before) throw new AppError('stale-version', `article ${id}`)
  const revisionId = await addRevision(tx, {
    ...rest,
    articleId: id,
    parentId: before.working,
    snapshot,
  })
  const shown = before.live === null ? await columnsOf(tx, snapshot, id) : {}
  await tx
    .update(articles)
    .set({
      ...shown,
      stage: sql`CASE WHEN ${articles.status} IN ('published', 'unpublished') THEN coalesce(${articles.stage}, 'draft') ELSE ${articles.stage} END`,
      workingRevisionId: revisionId,
      lockVersion: lockVersion + 1,
      updatedAt: Date.now(),
    })
    .where(eq(articles.id, id))
  await indexWorking(tx, id)
  return lockVersion + 1
}

export type RevisionInput = Editor & {
  articleId: number
  parentId: number | null
  kind: RevisionKind
  snapshot: Snapshot
}

/** Writes a revision down and returns its id. The article is left as it is. */
export async function addRevision(tx: Tx, input: RevisionInput): Promise<number> {
  const { articleId, parentId, kind, snapshot } = input
  const [row] = await tx
    .insert(articleRevisions)
    .values({
      articleId,
      parentId,
      kind,
      snapshot,
      schemaVersion: snapshotVersion,
      hash: hashOf(snapshot),
      editorId: input.editorId ?? null,
      sessionId: input.sessionId ?? null,
      createdAt: Date.now(),
    })
    .returning({ id: articleRevisions.id })
  return row?.id as number
}

export type PublishInput = {
  id: number
  lockVersion: number
  /** The revision to show; the working one when not given. */
  revisionId?: number | undefined
  /** UTC milliseconds shown as the time of publication; kept from the first publication on unless given. */
  publishedAt?: number | undefined
  /** When readers should see «updated»; null takes it away. */
  updatedAt?: number | null | undefined
  /** Readers are told that it changed, and may see what. */
  substantive?: boolean
  /** The end of something that was published a moment ago: the audit log has its line already. */
  continues?: boolean
  /** For the audit log: what was overridden, and what else should be known. */
  reason?: string
  facts?: Record<string, unknown>
}

/** What was decided about a text before it was shown or taken away holds no longer. */
const undecided = {
  scheduledRevisionId: null,
  publishAt: null,
  scheduledBy: null,
  scheduleTerms: {},
  submittedBy: null,
  approvedBy: null,
  approvedRevisionId: null,
}

/**
 * Makes a revision the one that readers see: columns, address, byline, topics, search index, the jobs and cache tags
 * that follow, and the one line of the audit log. Nothing is asked here: features/workflow is the gate, and the only
 * caller. Returns the new lock_version.
 * @throws AppError stale-version, path-taken, headline-missing
 */
export async function publishArticle(
  tx: Tx,
  input: PublishInput,
  actor: Actor = systemActor,
): Promise<number> {
  const { id, lockVersion, publishedAt, updatedAt, substantive = false } = input
  const [row] = await tx
    .select({
      working: articles.workingRevisionId,
      live: articles.liveRevisionId,
      first: articles.firstPublishedAt,
      status: articles.status,
      path: articles.path,
    })
    .from(articles)
    .where(and(eq(articles.id, id), eq(articles.lockVersion, lockVersion)))
  const revisionId = input.revisionId ?? row?.working ?? 0
  const [revision] = await tx
    .select({
      snapshot: articleRevisions.snapshot,
      kind: articleRevisions.kind,
      shownAt: articleRevisions.shownAt,
    })
    .from(articleRevisions)
    .where(and(eq(articleRevisions.id, revisionId), eq(articleRevisions.articleId, id)))
  if (!row || !revision) throw new AppError('stale-version', `article ${id}`)
  const snapshot = revision.snapshot as Snapshot
  if (snapshot.headline.trim() === '') throw new AppError('headline-missing', `article ${id}`)
  const stale = row.status === 'published' ? await tagsOfArticle(tx, id) : []
  const columns = await columnsOf(tx, snapshot, id)
  const now = Date.now()
  const at = publishedAt ?? row.first ?? now
  const updated = updatedAt !== undefined ? updatedAt : substantive ? now : undefined
  await claimPath(tx, id, columns.path)
  await tx
    .update(articles)
    .set({
      ...columns,
      ...undecided,
      status: 'published',
      stage: revisionId === row.working ? null : 'draft',
      liveRevisionId: revisionId,
      embargoUntil: null,
      firstPublishedAt: at,
      ...(updated !== undefined ? { substantiveUpdatedAt: updated } : {}),
      lockVersion: lockVersion + 1,
      updatedAt: now,
    })
    .where(eq(articles.id, id))
  const replacedId = row.live === revisionId ? null : row.live
  await tx
    .update(articleRevisions)
    .set({
      kind: revision.kind === 'import' || revision.kind === 'restore' ? revision.kind : 'publish',
      ...(revision.shownAt === null ? { shownAt: now, replacedId, substantive } : {}),
    })
    .where(eq(articleRevisions.id, revisionId))
  await replaceLists(tx, id, snapshot, at)
  await indexWords(tx, id)
  await indexWorking(tx, id)
  await tx.enqueue('related', { articleId: id })
  await tx.enqueue('social-picture', { articleId: id })
  await tx.touch(...stale, ...(await tagsOfArticle(tx, id)), articleTag(row.path))
  await audit(tx, actor, {
    event: input.continues ? 'article.relink' : 'article.publish',
    articleId: id,
    before: { status: row.status, revision: row.live, path: row.path },
    after: { status: 'published', revision: revisionId, path: columns.path, at, ...input.facts },
    ...(input.reason ? { reason: input.reason } : {}),
  })
  return lockVersion + 1
}

/**
 * Takes an article away from readers; its address answers 410 from now on. A schedule is undone. Returns the new
 * lock_version.
 * @throws AppError stale-version, also when it is not published
 */
export async function unpublishArticle(
  tx: Tx,
  id: number,
  lockVersion: number,
  { actor = systemActor, to = 'unpublished' as 'unpublished' | 'archived', reason = '' } = {},
): Promise<number> {
  const stale = await tagsOfArticle(tx, id)
  const [row] = await tx
    .update(articles)
    .set({
      ...undecided,
      status: to,
      // What is put aside stands nowhere on the way to readers.
      stage: to === 'archived' ? null : sql`CASE WHEN ${articles.stage} IS NULL THEN NULL ELSE 'draft' END`,
      lockVersion: lockVersion + 1,
      updatedAt: Date.now(),
    })
    .where(and(eq(articles.id, id), eq(articles.lockVersion, lockVersion), eq(articles.status, 'published')))
    .returning({ id: articles.id })
  if (!row) throw new AppError('stale-version', `article ${id}`)
  await tx.update(articleAuthors).set({ publishedAt: null }).where(eq(articleAuthors.articleId, id))
  await tx.update(articleTags).set({ publishedAt: null }).where(eq(articleTags.articleId, id))
  await removeFromIndex(tx, id)
  await tx.enqueue('related', { articleId: id })
  await tx.touch(...stale)
  await audit(tx, actor, {
    event: to === 'archived' ? 'article.archive' : 'article.withdraw',
    articleId: id,
    before: { status: 'published' },
    after: { status: to },
    reason,
  })
  return lockVersion + 1
}

/** Remembers the address of an article's social picture. */
export async function saveSocialPicture(tx: Tx, articleId: number, url: string): Promise<void> {
  const [row] = await tx
    .update(articles)
    .set({ social: url })
    .where(and(eq(articles.id, articleId), sql`${articles.social} <> ${url}`))
    .returning({ path: articles.path })
  if (row) await tx.touch(articleTag(row.path), articleIdTag(articleId))
}
