import 'server-only'
import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import { type Read, read } from '@/db/client.ts'
import { articleRevisions, articles } from '@/db/schema/articles.ts'
import { previewTokens } from '@/db/schema/newsroom.ts'
import { auditLog, people } from '@/db/schema/people.ts'
import type { Entrusted } from '@/features/writing/policy.ts'
import type { PreviewLink, Scene } from './schema.ts'

/** A link by the hash of its token, also when its time is over; null when there never was one. */
export async function findPreview(
  hash: string,
): Promise<(Scene & { expiresAt: number; revokedAt: number | null }) | null> {
  const [row] = await read
    .select({
      at: previewTokens.at,
      articleId: previewTokens.articleId,
      revisionId: previewTokens.revisionId,
      layout: previewTokens.layout,
      expiresAt: previewTokens.expiresAt,
      revokedAt: previewTokens.revokedAt,
    })
    .from(previewTokens)
    .where(eq(previewTokens.hash, hash))
  return row ?? null
}

/** Links that still open something: those of an article, or (null) those of the site. Newest first. */
export async function listPreviews(articleId: number | null, now: number): Promise<PreviewLink[]> {
  return read
    .select({
      id: previewTokens.hash,
      articleId: previewTokens.articleId,
      revisionId: previewTokens.revisionId,
      at: previewTokens.at,
      label: previewTokens.label,
      by: people.name,
      createdAt: previewTokens.createdAt,
      expiresAt: previewTokens.expiresAt,
    })
    .from(previewTokens)
    .innerJoin(people, eq(people.id, previewTokens.createdBy))
    .where(
      and(
        articleId === null ? isNull(previewTokens.articleId) : eq(previewTokens.articleId, articleId),
        isNull(previewTokens.revokedAt),
        gt(previewTokens.expiresAt, now),
      ),
    )
    .orderBy(desc(previewTokens.createdAt))
    .limit(100)
}

/** Whose work an article is; null when there is no such article. */
export async function findEntrusted(articleId: number, db: Read = read): Promise<Entrusted | null> {
  const [row] = await db
    .select({ ownerId: articles.ownerId, assigneeId: articles.assigneeId })
    .from(articles)
    .where(eq(articles.id, articleId))
  return row ?? null
}

/** Whether a revision is one of that article's. */
export async function hasRevision(articleId: number, revisionId: number, db: Read = read): Promise<boolean> {
  const rows = await db
    .select({ id: articleRevisions.id })
    .from(articleRevisions)
    .where(and(eq(articleRevisions.id, revisionId), eq(articleRevisions.articleId, articleId)))
  return rows.length > 0
}

/** Changes whenever something changed that a scene may show. A scene made before is old then. */
export async function sceneVersion(articleId: number | null): Promise<string> {
  const [row] = await read.all<{ seq: number | null; log: number | null; lock: number | null }>(sql`
    SELECT (SELECT max(seq) FROM tag_clock) AS seq, (SELECT max(id) FROM ${auditLog}) AS log,
      (SELECT lock_version FROM articles WHERE id = ${articleId}) AS lock`)
  return `${row?.seq ?? 0}:${row?.log ?? 0}:${row?.lock ?? 0}`
}
