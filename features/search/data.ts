import 'server-only'
import { sql } from 'drizzle-orm'
import { read } from '@/db/client.ts'
import type { ArticleChoice } from '@/features/articles/schema.ts'
import { found, matchExpression } from './query.ts'

export type Hit = { id: number; excerpt: string }

/** Published articles that hold all the words, best first. `excerpt` marks the words with `found`. Never throws on what is typed. */
export async function searchArticles(typed: string, limit: number, offset: number): Promise<Hit[]> {
  const match = matchExpression(typed)
  if (match === null) return []
  return read.all<Hit>(sql`
    SELECT a.id AS id, snippet(articles_fts, 2, ${found.start}, ${found.end}, '…', 28) AS excerpt
    FROM articles_fts f JOIN articles a ON a.id = f.rowid
    WHERE articles_fts MATCH ${match} AND a.status = 'published'
    ORDER BY bm25(articles_fts, 8.0, 4.0, 1.0, 3.0, 3.0), a.first_published_at DESC
    LIMIT ${limit} OFFSET ${offset}`)
}

const choice = sql`a.id AS id, a.headline AS headline, a.path AS path, a.status AS status,
  a.first_published_at AS publishedAt`

/** Which articles may be named: those that are published, those that `owner` works on, or, with null, all. */
const nameable = (owner: number | null) =>
  owner === null
    ? sql`TRUE`
    : sql`(a.status = 'published' OR a.owner_id = ${owner} OR a.assignee_id = ${owner})`

/** Articles whose working text holds all the words, best first; those changed last where nothing is typed. */
export async function searchNewsroom(
  typed: string,
  owner: number | null,
  limit: number,
): Promise<ArticleChoice[]> {
  const match = matchExpression(typed)
  const wanted = sql`a.status NOT IN ('archived', 'unpublished') AND ${nameable(owner)}`
  if (match === null)
    return read.all<ArticleChoice>(sql`
      SELECT ${choice} FROM articles a WHERE ${wanted} ORDER BY a.updated_at DESC, a.id DESC LIMIT ${limit}`)
  return read.all<ArticleChoice>(sql`
    SELECT ${choice} FROM newsroom_fts f JOIN articles a ON a.id = f.rowid
    WHERE newsroom_fts MATCH ${match} AND ${wanted}
    ORDER BY bm25(newsroom_fts, 8.0, 4.0, 1.0, 3.0, 3.0), a.first_published_at DESC LIMIT ${limit}`)
}

/** The articles with these ids, as far as they may be named. */
export async function choicesOf(ids: readonly number[], owner: number | null): Promise<ArticleChoice[]> {
  if (ids.length === 0) return []
  const list = sql.join(
    ids.map((id) => sql`${id}`),
    sql`, `,
  )
  return read.all<ArticleChoice>(
    sql`SELECT ${choice} FROM articles a WHERE a.id IN (${list}) AND ${nameable(owner)}`,
  )
}
