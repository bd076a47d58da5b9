import 'server-only'
import { asc, eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'
import { related, relatedPins } from '@/db/schema/articles.ts'
import { relatedTag } from '@/features/articles/tags.ts'
import { rank, relatedLimit } from './rank.ts'

/** How many older articles of the same topics get a new list when one is published. */
const neighbours = 60
/** Among how many of the newest articles lists that are not full are looked for. */
const newest = 200

const ids = (rows: { id: number }[]) => rows.map((row) => row.id)

/** Computes one article's list anew and touches its tag if the list became another. Returns whether it did. */
export async function rebuildRelated(tx: Tx, articleId: number): Promise<boolean> {
  const pins = await tx
    .select({ id: relatedPins.targetId })
    .from(relatedPins)
    .where(eq(relatedPins.articleId, articleId))
    .orderBy(asc(relatedPins.position))
  const topics = await tx.all<{ id: number; shared: number }>(sql`
    SELECT other.article_id AS id, count(*) AS shared FROM article_tags mine
    JOIN article_tags other ON other.tag_id = mine.tag_id AND other.published_at IS NOT NULL AND other.article_id <> mine.article_id
    WHERE mine.article_id = ${articleId}
    GROUP BY other.article_id ORDER BY max(other.published_at) DESC LIMIT 200`)
  const section = await tx.all<{ id: number }>(sql`
    SELECT id FROM articles WHERE status = 'published' AND section_id = (SELECT section_id FROM articles WHERE id = ${articleId})
    ORDER BY first_published_at DESC LIMIT ${relatedLimit + 1}`)
  const recent = await tx.all<{ id: number }>(sql`
    SELECT id FROM articles WHERE status = 'published' ORDER BY first_published_at DESC LIMIT ${3 * relatedLimit}`)
  const published = new Set(
    ids(
      await tx.all<{ id: number }>(sql`
    SELECT a.id FROM articles a JOIN related_pins p ON p.target_id = a.id WHERE p.article_id = ${articleId} AND a.status = 'published'`),
    ),
  )
  const list = rank({
    self: articleId,
    pins: ids(pins).filter((id) => published.has(id)),
    topics,
    section: ids(section),
    recent: ids(recent),
  })
  const before = await tx
    .select({ targetId: related.targetId, reason: related.reason })
    .from(related)
    .where(eq(related.articleId, articleId))
    .orderBy(asc(related.rank))
  if (JSON.stringify(before) === JSON.stringify(list)) return false
  await tx.delete(related).where(eq(related.articleId, articleId))
  if (list.length > 0)
    await tx.insert(related).values(list.map((entry, i) => ({ articleId, rank: i + 1, ...entry })))
  await tx.touch(relatedTag(articleId))
  return true
}

/** The articles whose lists may change with this one: itself, those that show it, the newest with a
 * topic in common, and recent ones whose list is not full yet. */
export async function affectedBy(tx: Tx, articleId: number): Promise<number[]> {
  const rows = await tx.all<{ id: number }>(sql`
    SELECT ${articleId} AS id UNION SELECT article_id FROM related WHERE target_id = ${articleId}
    UNION SELECT id FROM (
      SELECT DISTINCT other.article_id AS id FROM article_tags mine
      JOIN article_tags other ON other.tag_id = mine.tag_id AND other.published_at IS NOT NULL
      WHERE mine.article_id = ${articleId} ORDER BY other.published_at DESC LIMIT ${neighbours})
    UNION SELECT id FROM (
      SELECT id FROM articles WHERE status = 'published' ORDER BY first_published_at DESC LIMIT ${newest}) AS recent
      WHERE (SELECT count(*) FROM related WHERE related.article_id = recent.id) < ${relatedLimit}`)
  return ids(rows)
}
