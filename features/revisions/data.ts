import 'server-only'
import { and, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { type Read, read } from '@/db/client.ts'
import { articlePaths, articleRevisions, articles } from '@/db/schema/articles.ts'
import { media } from '@/db/schema/media.ts'
import { people } from '@/db/schema/people.ts'
import { authors, sections, series, tags } from '@/db/schema/taxonomy.ts'
import type { Snapshot } from '@/features/articles/schema.ts'
import { differenceOf, type NameOf } from './difference.ts'
import type { Difference, PublicChange, RevisionEntry } from './schema.ts'

/** The versions of an article, newest first. */
export async function listRevisions(
  articleId: number,
  limit = 200,
  db: Read = read,
): Promise<RevisionEntry[]> {
  const rows = await db
    .select({
      id: articleRevisions.id,
      kind: articleRevisions.kind,
      by: people.name,
      at: articleRevisions.createdAt,
      substantive: articleRevisions.substantive,
      shownAt: articleRevisions.shownAt,
      live: articles.liveRevisionId,
      working: articles.workingRevisionId,
      scheduled: articles.scheduledRevisionId,
      approved: articles.approvedRevisionId,
      status: articles.status,
    })
    .from(articleRevisions)
    .innerJoin(articles, eq(articles.id, articleRevisions.articleId))
    .leftJoin(people, eq(people.id, articleRevisions.editorId))
    .where(eq(articleRevisions.articleId, articleId))
    .orderBy(desc(articleRevisions.id))
    .limit(limit)
  return rows.map(({ live, working, scheduled, approved, status, ...row }) => ({
    ...row,
    isLive: status === 'published' && row.id === live,
    isWorking: row.id === working,
    isScheduled: row.id === scheduled,
    isApproved: row.id === approved,
  }))
}

async function snapshotsOf(
  articleId: number,
  ids: readonly number[],
  db: Read,
): Promise<Map<number, Snapshot>> {
  const rows = await db
    .select({ id: articleRevisions.id, snapshot: articleRevisions.snapshot })
    .from(articleRevisions)
    .where(and(eq(articleRevisions.articleId, articleId), inArray(articleRevisions.id, [...ids])))
  return new Map(rows.map((row) => [row.id, row.snapshot as Snapshot]))
}

/** What the numbers in some snapshots are called now. */
async function namesIn(snapshots: readonly Snapshot[], db: Read): Promise<NameOf> {
  const ids = (pick: (snapshot: Snapshot) => (number | null | undefined)[]) => [
    ...new Set(snapshots.flatMap(pick).filter((id): id is number => typeof id === 'number')),
  ]
  const names = async (
    table: typeof sections | typeof authors | typeof tags | typeof series,
    wanted: number[],
  ) => db.select({ id: table.id, name: table.name }).from(table).where(inArray(table.id, wanted))
  const known = {
    section: await names(
      sections,
      ids((one) => [one.sectionId]),
    ),
    author: await names(
      authors,
      ids((one) => one.byline.map((entry) => entry.authorId)),
    ),
    topic: await names(
      tags,
      ids((one) => one.tagIds),
    ),
    series: await names(
      series,
      ids((one) => [one.seriesId]),
    ),
    article: await db
      .select({ id: articles.id, name: articles.headline })
      .from(articles)
      .where(
        inArray(
          articles.id,
          ids((one) => one.relatedPins),
        ),
      ),
    media: await db
      .select({ id: media.id, name: media.name })
      .from(media)
      .where(
        inArray(
          media.id,
          ids((one) => [one.hero?.mediaId]),
        ),
      ),
  }
  const maps = Object.fromEntries(
    Object.entries(known).map(([kind, rows]) => [kind, new Map(rows.map((row) => [row.id, row.name]))]),
  )
  return (kind, id) => maps[kind]?.get(id) || `#${id}`
}

/** What differs between two versions of one article; null when one of them is not its. */
export async function findDifference(
  articleId: number,
  from: number,
  to: number,
  db: Read = read,
): Promise<Difference | null> {
  const snapshots = await snapshotsOf(articleId, [from, to], db)
  const [before, after] = [snapshots.get(from), snapshots.get(to)]
  if (!before || !after) return null
  return differenceOf(before, after, await namesIn([before, after], db))
}

const replaced = alias(articleRevisions, 'replaced')
/** What readers may compare: what they had before them, nothing of the newsroom's own. */
const publicFields = ['kicker', 'headline', 'standfirst'] as const

/** What readers were told of a published article's changes, newest first. Only texts that were public are compared. */
export async function listPublicChanges(articleId: number, db: Read = read): Promise<PublicChange[]> {
  const rows = await db
    .select({
      revisionId: articleRevisions.id,
      at: articleRevisions.shownAt,
      after: articleRevisions.snapshot,
      before: replaced.snapshot,
    })
    .from(articleRevisions)
    .innerJoin(replaced, eq(replaced.id, articleRevisions.replacedId))
    .where(
      and(
        eq(articleRevisions.articleId, articleId),
        eq(articleRevisions.substantive, true),
        isNotNull(articleRevisions.shownAt),
        isNotNull(replaced.shownAt),
      ),
    )
    .orderBy(desc(articleRevisions.shownAt), desc(articleRevisions.id))
    .limit(50)
  return rows.map(({ revisionId, at, before, after }) => ({
    revisionId,
    at: at ?? 0,
    difference: differenceOf(before as Snapshot, after as Snapshot, () => '', publicFields),
  }))
}

/** The published article at an address and whether readers can see what changed in it; null when there is none. */
export async function findChanged(path: string, db: Read = read) {
  const [row] = await db
    .select({
      id: articles.id,
      path: articles.path,
      headline: articles.headline,
      language: articles.language,
      hasChanges: sql<number>`EXISTS (
        SELECT 1 FROM article_revisions r WHERE r.article_id = ${articles.id}
        AND r.substantive = 1 AND r.shown_at IS NOT NULL AND r.replaced_id IS NOT NULL
      )`,
    })
    .from(articlePaths)
    .innerJoin(articles, eq(articles.id, articlePaths.articleId))
    .where(and(eq(articlePaths.path, path), eq(articlePaths.current, true), eq(articles.status, 'published')))
  return row ? { ...row, hasChanges: row.hasChanges === 1 } : null
}
