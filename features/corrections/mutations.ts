import 'server-only'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'
import { corrections } from '@/db/schema/articles.ts'
import { hashOf } from '@/features/articles/mutations.ts'
import { tagsOfArticle } from '@/features/articles/projection.ts'
import type { Correction } from '@/features/articles/schema.ts'
import { correctionsTag } from '@/features/articles/tags.ts'

/** Adds a correction to an article, for all pages that show it. Returns its id. */
export async function addCorrection(
  tx: Tx,
  articleId: number,
  correction: Omit<Correction, 'id'>,
): Promise<number> {
  const [made] = await tx
    .insert(corrections)
    .values({ articleId, ...correction })
    .returning({ id: corrections.id })
  await tx.touch(...(await tagsOfArticle(tx, articleId)), correctionsTag)
  return made?.id as number
}

/** Puts an article's corrections in place of those it had. Returns whether anything changed. */
export async function replaceCorrections(
  tx: Tx,
  articleId: number,
  list: Omit<Correction, 'id'>[],
): Promise<boolean> {
  const before = await tx
    .select({
      type: corrections.type,
      text: corrections.text,
      position: corrections.position,
      at: corrections.at,
    })
    .from(corrections)
    .where(eq(corrections.articleId, articleId))
    .orderBy(corrections.id)
  if (hashOf(before) === hashOf(list)) return false
  await tx.delete(corrections).where(eq(corrections.articleId, articleId))
  if (list.length > 0) await tx.insert(corrections).values(list.map((entry) => ({ articleId, ...entry })))
  await tx.touch(...(await tagsOfArticle(tx, articleId)), correctionsTag)
  return true
}
