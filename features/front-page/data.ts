import 'server-only'
import { and, asc, desc, eq, gt, inArray, isNotNull, like, lte, or, type SQL, sql } from 'drizzle-orm'
import { type Read, read } from '@/db/client.ts'
import { articles } from '@/db/schema/articles.ts'
import { frontPages } from '@/db/schema/newsroom.ts'
import { people } from '@/db/schema/people.ts'
import { listTeasers } from '@/features/articles/data.ts'
import { searchArticles } from '@/features/search/data.ts'
import { log } from '@/lib/log.ts'
import { automaticLayout, type Candidate, type Layout, layoutSchema, type Version } from './schema.ts'

const columns = {
  id: frontPages.id,
  layout: frontPages.layout,
  startsAt: frontPages.startsAt,
  lockVersion: frontPages.lockVersion,
  by: people.name,
  savedAt: frontPages.updatedAt,
}
type Row = Omit<Version, 'layout' | 'by'> & { layout: unknown; by: string | null }

/** A layout that this version cannot read fills itself: the front page goes out whatever is stored. */
function readLayout(stored: unknown, id: number): Layout {
  const parsed = layoutSchema.safeParse(stored)
  if (parsed.success) return parsed.data
  log.error('front page cannot be read, it fills itself', { id, error: parsed.error })
  return automaticLayout
}

const versionOf = (row: Row): Version => ({
  ...row,
  layout: readLayout(row.layout, row.id),
  by: row.by ?? '',
})

async function list(where: SQL, order: SQL[], limit: number, db: Read = read): Promise<Version[]> {
  const rows = await db
    .select(columns)
    .from(frontPages)
    .leftJoin(people, eq(people.id, frontPages.personId))
    .where(where)
    .orderBy(...order)
    .limit(limit)
  return rows.map(versionOf)
}

/** The front page in force at a time: the newest whose start has come; null while nobody has arranged one. */
export async function findInForce(now: number, db: Read = read): Promise<Version | null> {
  const newest = [desc(frontPages.startsAt), desc(frontPages.id)]
  return (await list(lte(frontPages.startsAt, now), newest, 1, db))[0] ?? null
}

/** Front pages that take effect after a time, the next one first. */
export async function listScheduled(now: number): Promise<Version[]> {
  return list(gt(frontPages.startsAt, now), [asc(frontPages.startsAt), asc(frontPages.id)], 100)
}

/** Front pages that were in force, newest first, without the one that is. */
export async function listEarlier(now: number, limit: number): Promise<Version[]> {
  const newest = [desc(frontPages.startsAt), desc(frontPages.id)]
  return (await list(lte(frontPages.startsAt, now), newest, limit + 1)).slice(1)
}

/** The first time after another at which the front page changes by itself; null when it does not. */
export async function nextTurn(after: number): Promise<number | null> {
  const [row] = await read
    .select({ at: sql<number | null>`min(${frontPages.dueAt})` })
    .from(frontPages)
    .where(and(isNotNull(frontPages.dueAt), gt(frontPages.dueAt, after)))
  return row?.at ?? null
}

/** Pieces that can be put on the front page: public ones, and those whose time is set. In the order given. */
export async function listCandidates(ids: readonly number[]): Promise<Candidate[]> {
  const teasers = await listTeasers(ids, ['published', 'scheduled'])
  const waiting = await read
    .select({ id: articles.id, publishAt: articles.publishAt })
    .from(articles)
    .where(and(inArray(articles.id, [...ids]), eq(articles.status, 'scheduled')))
  const times = new Map(waiting.map((row) => [row.id, row.publishAt]))
  return teasers.map((teaser) => ({ ...teaser, publishAt: times.get(teaser.id) ?? null }))
}

export type CandidateQuery = { words: string; sectionIds: number[] | null; limit: number; offset: number }

/** Pieces to choose from: those that come out soon first, then the newest; with words, those that hold them. */
export async function searchCandidates(query: CandidateQuery): Promise<Candidate[]> {
  const { words, sectionIds, limit, offset } = query
  const inSections = sectionIds ? inArray(articles.sectionId, sectionIds) : undefined
  const typed = words.trim()
  const found = typed ? (await searchArticles(typed, 100, 0)).map((hit) => hit.id) : []
  const matches = typed
    ? or(
        inArray(articles.id, found),
        and(eq(articles.status, 'scheduled'), like(articles.headline, `%${typed.replace(/[%_]/g, '')}%`)),
      )
    : undefined
  const rows = await read
    .select({ id: articles.id })
    .from(articles)
    .where(and(inArray(articles.status, ['published', 'scheduled']), inSections, matches))
    .orderBy(desc(eq(articles.status, 'scheduled')), desc(articles.firstPublishedAt), desc(articles.id))
    .limit(limit)
    .offset(offset)
  return listCandidates(rows.map((row) => row.id))
}
