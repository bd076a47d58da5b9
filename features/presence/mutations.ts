import 'server-only'
import { and, eq, lte } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'
import { articleLocks, articlePresence } from '@/db/schema/newsroom.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { audit } from '@/features/audit/mutations.ts'
import { currentOf, findWorking, listConflicts } from '@/features/writing/data.ts'
import { isInside, mayRead, obstacleTo } from '@/features/writing/policy.ts'
import { type Presence, type PresenceRequest, times } from '@/features/writing/schema.ts'
import { AppError } from '@/lib/errors.ts'
import { findLock, listPresent } from './data.ts'

/**
 * A sign of life from an open page. The first who comes leads the writing until they leave, fall silent or somebody
 * takes over. Advice for people only: what keeps text safe is lock_version.
 * @throws AppError not-found, forbidden
 */
export async function noteReading(
  tx: Tx,
  actor: Actor & { id: number },
  { id, session, lockVersion, take, leave }: PresenceRequest & { id: number },
  now = Date.now(),
): Promise<Presence> {
  const row = await findWorking(id, tx)
  if (!row) throw new AppError('not-found', `article ${id}`)
  if (!mayRead(actor, row)) throw new AppError('forbidden', `article ${id}`)
  await tx.delete(articlePresence).where(lte(articlePresence.seenAt, now - times.presence))
  await tx.delete(articleLocks).where(and(eq(articleLocks.articleId, id), lte(articleLocks.expiresAt, now)))
  if (leave) await go(tx, actor.id, id, session)
  else await stay(tx, actor, { id, session, take, now, mayWrite: obstacleTo(actor, row) === null })
  return {
    people: await listPresent(id, now, times.presence, tx),
    lock: await findLock(id, now, tx),
    lockVersion: row.lockVersion,
    current: row.lockVersion > lockVersion ? currentOf(row) : null,
    conflicts: isInside(actor, row) ? await listConflicts(id, tx) : [],
  }
}

/** Pages name themselves, and others hear the names: only who opened one closes it. */
async function go(tx: Tx, personId: number, id: number, session: string): Promise<void> {
  const own = (table: typeof articlePresence | typeof articleLocks) =>
    and(eq(table.articleId, id), eq(table.session, session), eq(table.personId, personId))
  await tx.delete(articlePresence).where(own(articlePresence))
  await tx.delete(articleLocks).where(own(articleLocks))
}

type Stay = { id: number; session: string; take: boolean; now: number; mayWrite: boolean }

async function stay(tx: Tx, actor: Actor & { id: number }, { id, session, take, now, mayWrite }: Stay) {
  const here = { personId: actor.id, seenAt: now }
  await tx
    .insert(articlePresence)
    .values({ articleId: id, session, ...here })
    .onConflictDoUpdate({
      target: [articlePresence.articleId, articlePresence.session],
      set: here,
      setWhere: eq(articlePresence.personId, actor.id),
    })
  const holder = await findLock(id, now, tx)
  const mine = holder?.session === session && holder.personId === actor.id
  if (!mayWrite || !(take || holder === null || mine)) return
  const lock = { personId: actor.id, session, expiresAt: now + times.presence }
  const fresh = { ...lock, acquiredAt: now, takenFrom: holder && !mine ? holder.session : null }
  await tx
    .insert(articleLocks)
    .values({ articleId: id, ...fresh })
    .onConflictDoUpdate({ target: articleLocks.articleId, set: mine ? lock : fresh })
  if (holder && !mine)
    await audit(tx, actor, { event: 'article.take_over', articleId: id, before: { from: holder.person } })
}
