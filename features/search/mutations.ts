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

/** An author was renamed: the articles with that byline are found by the new name. */
export async function renewAuthorNames(tx: Tx, authorId: number): Promise<void> {
  await tx.run(sql`UPDATE articles_fts SET authors = coalesce((SELECT group_concat(n.name, ', ')
      FROM article_authors l JOIN authors n ON n.id = l.author_id WHERE l.article_id = articles_fts.rowid), '')
    WHERE rowid IN (SELECT article_id FROM article_authors WHERE author_id = ${authorId})`)
  await tx.run(sql`UPDATE newsroom_fts SET authors = coalesce((SELECT group_concat(n.name, ', ')
      FROM working_authors l JOIN authors n ON n.id = l.author_id WHERE l.article_id = newsroom_fts.rowid), '')
    WHERE rowid IN (SELECT article_id FROM working_authors WHERE author_id = ${authorId})`)
}

/** A topic was renamed: its articles are found by the new name. */
export async function renewTopicNames(tx: Tx, tagId: number): Promise<void> {
  await tx.run(sql`UPDATE articles_fts SET tags = coalesce((SELECT group_concat(n.name, ', ')
      FROM article_tags l JOIN tags n ON n.id = l.tag_id WHERE l.article_id = articles_fts.rowid), '')
    WHERE rowid IN (SELECT article_id FROM article_tags WHERE tag_id = ${tagId})`)
  await tx.run(sql`UPDATE newsroom_fts SET tags = coalesce((SELECT group_concat(n.name, ', ')
      FROM working_tags l JOIN tags n ON n.id = l.tag_id WHERE l.article_id = newsroom_fts.rowid), '')
    WHERE rowid IN (SELECT article_id FROM working_tags WHERE tag_id = ${tagId})`)
}
