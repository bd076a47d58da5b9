import 'server-only'
import { asc, eq } from 'drizzle-orm'
import { read } from '@/db/client.ts'
import { related } from '@/db/schema/articles.ts'
import { listTeasers } from '@/features/articles/data.ts'
import type { Teaser } from '@/features/articles/schema.ts'

/** The pieces recommended beside an article, best first, as computed when it was published. */
export async function listRelated(articleId: number): Promise<Teaser[]> {
  const rows = await read
    .select({ id: related.targetId })
    .from(related)
    .where(eq(related.articleId, articleId))
    .orderBy(asc(related.rank))
  return listTeasers(rows.map((row) => row.id))
}
