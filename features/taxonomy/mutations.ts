// What merging topics and merging authors have in common.
import 'server-only'
import { eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'
import { articleRevisions, articles } from '@/db/schema/articles.ts'
import { hashOf } from '@/features/articles/mutations.ts'
import type { Snapshot } from '@/features/articles/schema.ts'

/**
 * Changes what the current revisions of these articles name (a topic or author that was merged into another): the live,
 * the working, the approved and the scheduled one. Whoever has one of the articles open gets the change at the next save.
 */
export async function renameInRevisions(
  tx: Tx,
  ids: readonly number[],
  change: (snapshot: Snapshot) => Snapshot,
): Promise<void> {
  for (const id of ids) {
    const [row] = await tx
      .select({
        working: articles.workingRevisionId,
        live: articles.liveRevisionId,
        approved: articles.approvedRevisionId,
        scheduled: articles.scheduledRevisionId,
      })
      .from(articles)
      .where(eq(articles.id, id))
    const current = Object.values(row ?? {}).filter((value) => value !== null)
    const revisions = await tx
      .select({ id: articleRevisions.id, snapshot: articleRevisions.snapshot })
      .from(articleRevisions)
      .where(inArray(articleRevisions.id, current))
    for (const revision of revisions) {
      const snapshot = change(revision.snapshot as Snapshot)
      await tx
        .update(articleRevisions)
        .set({ snapshot, hash: hashOf(snapshot) })
        .where(eq(articleRevisions.id, revision.id))
    }
    await tx
      .update(articles)
      .set({ lockVersion: sql`${articles.lockVersion} + 1` })
      .where(eq(articles.id, id))
  }
}
