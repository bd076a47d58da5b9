import 'server-only'
import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import { type Tx, write } from '@/db/client.ts'
import { articleTags } from '@/db/schema/articles.ts'
import { workingTags } from '@/db/schema/newsroom.ts'
import { series, tags } from '@/db/schema/taxonomy.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { articlesTag } from '@/features/articles/tags.ts'
import { audit } from '@/features/audit/mutations.ts'
import { moveList } from '@/features/paths/mutations.ts'
import { renewTopicNames } from '@/features/search/mutations.ts'
import { renameInRevisions } from '@/features/taxonomy/mutations.ts'
import { AppError } from '@/lib/errors.ts'
import { slugify } from '@/lib/text.ts'
import { type TopicForm, topicSeen } from './schema.ts'
import { topicsTag, topicTag } from './tags.ts'

type Input = { name: string; slug?: string | undefined; description?: string | undefined }

/** The id of the topic of that name, which is made if missing. Names that differ only in case or accents are one topic. */
export async function ensureTopic(tx: Tx, input: Input): Promise<{ id: number; created: boolean }> {
  const slug = input.slug ?? (slugify(input.name, 80) || 'tema')
  const [found] = await tx.select({ id: tags.id }).from(tags).where(eq(tags.slug, slug))
  if (found) return { id: found.id, created: false }
  const [made] = await tx
    .insert(tags)
    .values({ slug, name: input.name, description: input.description ?? '' })
    .returning({ id: tags.id })
  await tx.touch(topicTag(slug))
  return { id: made?.id as number, created: true }
}

/** The id of the series of that name, which is made if missing. */
export async function ensureSeries(tx: Tx, input: Input): Promise<{ id: number; created: boolean }> {
  const slug = input.slug ?? (slugify(input.name, 80) || 'serie')
  const [found] = await tx.select({ id: series.id }).from(series).where(eq(series.slug, slug))
  if (found) return { id: found.id, created: false }
  const [made] = await tx
    .insert(series)
    .values({ slug, name: input.name, description: input.description ?? '' })
    .returning({ id: series.id })
  return { id: made?.id as number, created: true }
}

async function existing(tx: Tx, id: number) {
  const [row] = await tx
    .select()
    .from(tags)
    .where(and(eq(tags.id, id), isNull(tags.mergedInto)))
  if (!row) throw new AppError('not-found', `topic ${id}`)
  return row
}

/**
 * Makes a topic, or changes one. The old address of one that moves leads to the new one.
 * @throws AppError not-found, stale-version when it is not as it was shown, slug-taken
 */
export async function saveTopic(actor: Actor, input: TopicForm): Promise<number> {
  return write(async (tx) => {
    const before = input.id === null ? null : await existing(tx, input.id)
    if (before && topicSeen(before) !== input.seen) throw new AppError('stale-version', `topic ${before.id}`)
    const slug = input.slug || before?.slug || slugify(input.name, 80) || 'tema'
    const [other] = await tx
      .select({ id: tags.id })
      .from(tags)
      .where(and(eq(tags.slug, slug), ne(tags.id, before?.id ?? 0)))
    if (other) throw new AppError('slug-taken', slug)
    const after = { name: input.name, slug, description: input.description }
    const [row] = before
      ? await tx.update(tags).set(after).where(eq(tags.id, before.id)).returning({ id: tags.id })
      : await tx.insert(tags).values(after).returning({ id: tags.id })
    const id = row?.id as number
    if (before && before.slug !== slug) await moveList(tx, `/topics/${before.slug}`, `/topics/${slug}`)
    if (before && before.name !== input.name) await renewTopicNames(tx, id)
    await audit(tx, actor, {
      event: before ? 'topic.change' : 'topic.create',
      entity: 'topic',
      entityId: id,
      before,
      after,
    })
    await tx.touch(topicTag(slug), topicsTag, articlesTag, ...(before ? [topicTag(before.slug)] : []))
    return id
  })
}

/**
 * Makes one topic of two: the articles of `from` get `into`, and its address leads there. Cannot be undone.
 * @throws AppError not-found, merge-same
 */
export async function mergeTopics(actor: Actor, fromId: number, intoId: number): Promise<void> {
  if (fromId === intoId) throw new AppError('merge-same', `topic ${fromId}`)
  await write(async (tx) => {
    const from = await existing(tx, fromId)
    const into = await existing(tx, intoId)
    const holding = await tx.all<{ id: number }>(sql`
      SELECT article_id AS id FROM article_tags WHERE tag_id = ${fromId}
      UNION SELECT article_id FROM working_tags WHERE tag_id = ${fromId}`)
    const ids = holding.map((row) => row.id)
    await renameInRevisions(tx, ids, (snapshot) => ({
      ...snapshot,
      tagIds: [...new Set(snapshot.tagIds.map((id) => (id === fromId ? intoId : id)))],
    }))
    const both = (
      table: string,
    ) => sql`DELETE FROM ${sql.identifier(table)} WHERE tag_id = ${fromId} AND article_id IN
      (SELECT article_id FROM ${sql.identifier(table)} WHERE tag_id = ${intoId})`
    await tx.run(both('article_tags'))
    await tx.run(both('working_tags'))
    await tx.update(articleTags).set({ tagId: intoId }).where(eq(articleTags.tagId, fromId))
    await tx.update(workingTags).set({ tagId: intoId }).where(eq(workingTags.tagId, fromId))
    await tx.update(tags).set({ mergedInto: intoId }).where(eq(tags.mergedInto, fromId))
    await tx
      .update(tags)
      .set({ mergedInto: intoId, slug: `${from.slug}--${fromId}` })
      .where(eq(tags.id, fromId))
    await moveList(tx, `/topics/${from.slug}`, `/topics/${into.slug}`)
    await renewTopicNames(tx, intoId)
    await audit(tx, actor, {
      event: 'topic.merge',
      entity: 'topic',
      entityId: fromId,
      before: from,
      after: { into: into.name, id: intoId, articles: ids.length },
    })
    await tx.touch(topicTag(from.slug), topicTag(into.slug), topicsTag, articlesTag)
  })
}

/**
 * Deletes a topic that no article has.
 * @throws AppError not-found, topic-used
 */
export async function deleteTopic(actor: Actor, id: number): Promise<void> {
  await write(async (tx) => {
    const before = await existing(tx, id)
    const uses = await tx.all(sql`
      SELECT 1 FROM article_tags WHERE tag_id = ${id} UNION ALL
      SELECT 1 FROM working_tags WHERE tag_id = ${id} UNION ALL
      SELECT 1 FROM tags WHERE merged_into = ${id} LIMIT 1`)
    if (uses.length > 0) throw new AppError('topic-used', `topic ${id}`)
    await tx.delete(tags).where(eq(tags.id, id))
    await audit(tx, actor, { event: 'topic.delete', entity: 'topic', entityId: id, before })
    await tx.touch(topicTag(before.slug), topicsTag, articlesTag)
  })
}
