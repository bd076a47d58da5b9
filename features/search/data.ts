import 'server-only'
import { sql } from 'drizzle-orm'
import { read } from '@/db/client.ts'
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
