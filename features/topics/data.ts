import 'server-only'
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { read } from '@/db/client.ts'
import { workingTags } from '@/db/schema/newsroom.ts'
import { tags } from '@/db/schema/taxonomy.ts'
import type { Topic, TopicRow } from './schema.ts'

const columns = { id: tags.id, slug: tags.slug, name: tags.name, description: tags.description }

/** The topic at an address, or null. */
export async function findTopic(slug: string): Promise<Topic | null> {
  const [row] = await read.select(columns).from(tags).where(eq(tags.slug, slug))
  return row ?? null
}

/** Name of a topic by id; null when there is none. */
export async function findTopicName(id: number): Promise<string | null> {
  const [row] = await read.select({ name: tags.name }).from(tags).where(eq(tags.id, id))
  return row?.name ?? null
}

/** Topics whose name holds what was typed, those that begin with it first. */
export async function searchTopics(typed: string, limit = 20): Promise<{ id: number; name: string }[]> {
  const text = typed.trim().replace(/[\\%_]/g, '\\$&')
  return read
    .select({ id: tags.id, name: tags.name })
    .from(tags)
    .where(and(sql`${tags.name} LIKE ${`%${text}%`} ESCAPE '\\'`, isNull(tags.mergedInto)))
    .orderBy(sql`${tags.name} LIKE ${`${text}%`} ESCAPE '\\' DESC`, asc(tags.name))
    .limit(limit)
}

export const topicsPerPage = 100

/** Topics whose name or address holds what was typed, by name, with the number of their articles. One more than a page. */
export async function listTopicRows(typed: string, page: number): Promise<TopicRow[]> {
  const text = `%${typed.trim().replace(/[\\%_]/g, '\\$&')}%`
  const used = sql<number>`(SELECT count(*) FROM ${workingTags} WHERE ${workingTags.tagId} = ${tags.id})`
  return read
    .select({ ...columns, articles: used })
    .from(tags)
    .where(
      and(
        isNull(tags.mergedInto),
        sql`(${tags.name} LIKE ${text} ESCAPE '\\' OR ${tags.slug} LIKE ${text} ESCAPE '\\')`,
      ),
    )
    .orderBy(asc(tags.name), asc(tags.id))
    .limit(topicsPerPage + 1)
    .offset((page - 1) * topicsPerPage)
}

/** A topic by id; null when there is none, or when it was merged. */
export async function findTopicById(id: number): Promise<Topic | null> {
  const [row] = await read
    .select(columns)
    .from(tags)
    .where(and(eq(tags.id, id), isNull(tags.mergedInto)))
  return row ?? null
}
