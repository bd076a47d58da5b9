import 'server-only'
import { and, asc, eq, gt } from 'drizzle-orm'
import { type Read, read } from '@/db/client.ts'
import { articleLocks, articlePresence } from '@/db/schema/newsroom.ts'
import { people } from '@/db/schema/people.ts'
import type { Lock } from '@/features/writing/schema.ts'

/** Who has the article open, longest first. */
export async function listPresent(articleId: number, now: number, within: number, db: Read = read) {
  return db
    .select({
      person: people.name,
      personId: articlePresence.personId,
      session: articlePresence.session,
      seenAt: articlePresence.seenAt,
    })
    .from(articlePresence)
    .innerJoin(people, eq(people.id, articlePresence.personId))
    .where(and(eq(articlePresence.articleId, articleId), gt(articlePresence.seenAt, now - within)))
    .orderBy(asc(people.name), asc(articlePresence.session))
}

/** Who leads the writing, as long as they show signs of life. */
export async function findLock(articleId: number, now: number, db: Read = read): Promise<Lock | null> {
  const [row] = await db
    .select({
      person: people.name,
      personId: articleLocks.personId,
      session: articleLocks.session,
      takenFrom: articleLocks.takenFrom,
      seenAt: articleLocks.acquiredAt,
    })
    .from(articleLocks)
    .innerJoin(people, eq(people.id, articleLocks.personId))
    .where(and(eq(articleLocks.articleId, articleId), gt(articleLocks.expiresAt, now)))
  return row ?? null
}
