import 'server-only'
import { and, desc, eq, inArray, isNull, ne } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'
import { articleConflicts } from '@/db/schema/newsroom.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { canonical, shortHash } from '@/features/articles/document/block-ids.ts'
import type { SaveRequest } from '@/features/writing/schema.ts'
import { jointText } from './joint-text.ts'

/** Writes down texts that did not get their place, and decisions on earlier ones. Told twice is told once. */
export async function noteConflicts(
  tx: Tx,
  actor: Actor,
  { id, conflicts, resolved }: Pick<SaveRequest, 'conflicts' | 'resolved'> & { id: number },
  now: number,
): Promise<void> {
  if (actor.id === null) return
  for (const { key, field, ...texts } of conflicts) {
    const [fresh] = await tx
      .insert(articleConflicts)
      .values({
        articleId: id,
        key,
        field,
        base: texts.base ?? null,
        mine: texts.mine ?? null,
        theirs: texts.theirs ?? null,
        personId: actor.id,
        createdAt: now,
      })
      .onConflictDoNothing()
      .returning({ id: articleConflicts.id })
    // Whoever has decided on it already decided on these words, not on others that would join them now.
    const isDecided = resolved.some((decision) => decision.key === key)
    if (fresh && !isDecided) await joinEarlier(tx, fresh.id, now)
  }
  for (const { key, resolution } of resolved)
    await tx
      .update(articleConflicts)
      .set({ resolvedAt: now, resolvedBy: actor.id, resolution })
      .where(
        and(
          eq(articleConflicts.articleId, id),
          eq(articleConflicts.key, key),
          isNull(articleConflicts.resolvedAt),
        ),
      )
}

/**
 * Whoever types on in one place waits with one text there, not with one for every save. What is joined gets a name of its
 * own: a decision that is under way is about the words that somebody saw under the old one.
 */
async function joinEarlier(tx: Tx, freshId: number, now: number): Promise<void> {
  const [fresh] = await tx.select().from(articleConflicts).where(eq(articleConflicts.id, freshId))
  if (!fresh) return
  const { id: _id, key, ...rest } = fresh
  const { articleId, field, personId, base } = rest
  const earlier = await tx
    .select({ id: articleConflicts.id, mine: articleConflicts.mine })
    .from(articleConflicts)
    .where(
      and(
        eq(articleConflicts.articleId, articleId),
        eq(articleConflicts.field, field),
        eq(articleConflicts.personId, personId),
        isNull(articleConflicts.resolvedAt),
        ne(articleConflicts.id, freshId),
      ),
    )
    .orderBy(desc(articleConflicts.id))
  let { mine } = fresh
  const joined: number[] = []
  for (const one of earlier) {
    const joint = jointText(field, one.mine, base, mine)
    if (joint === undefined) continue
    mine = joint
    joined.push(one.id)
  }
  if (joined.length === 0) return
  const isMore = canonical(mine) !== canonical(fresh.mine)
  // Nobody decided, so there is no resolution.
  await tx
    .update(articleConflicts)
    .set({ resolvedAt: now, resolvedBy: personId })
    .where(inArray(articleConflicts.id, isMore ? [...joined, freshId] : joined))
  if (isMore)
    await tx.insert(articleConflicts).values({ ...rest, key: shortHash(`${key}:${joined.join()}`), mine })
}
