// With data.ts the only place that knows SQLite's full text search.
import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'

export type SearchText = { headline: string; standfirst: string; body: string; authors: string; tags: string }

/** Puts an article's words into the index, in place of what was there. */
export async function indexArticle(tx: Tx, id: number, words: SearchText): Promise<void> {
  await removeFromIndex(tx, id)
  await tx.run(sql`INSERT INTO articles_fts (rowid, headline, standfirst, body, authors, tags)
    VALUES (${id}, ${words.headline}, ${words.standfirst}, ${words.body}, ${words.authors}, ${words.tags})`)
}

/** Takes an article out of the index. */
export async function removeFromIndex(tx: Tx, id: number): Promise<void> {
  await tx.run(sql`DELETE FROM articles_fts WHERE rowid = ${id}`)
}

/** Puts the words of a working revision into the newsroom's own index, in place of what was there. */
export async function indexWorkingWords(tx: Tx, id: number, words: SearchText): Promise<void> {
  await tx.run(sql`DELETE FROM newsroom_fts WHERE rowid = ${id}`)
  await tx.run(sql`INSERT INTO newsroom_fts (rowid, headline, standfirst, body, authors, tags)
    VALUES (${id}, ${words.headline}, ${words.standfirst}, ${words.body}, ${words.authors}, ${words.tags})`)
}
