import 'server-only'
import type { Tx } from '@/db/client.ts'
import { auditLog } from '@/db/schema/people.ts'
import type { Actor } from '@/features/accounts/policy.ts'

export type AuditEntry = {
  /** `noun.verb`, like article.publish. Only a publication's event contains the word "publish". */
  event: string
  entity?: string
  entityId?: number | null
  articleId?: number | null
  /** What changed, before and after: only the fields concerned, never a secret. */
  before?: unknown
  after?: unknown
  reason?: string
}

/** Writes down who did what, in the unit of work that does it: one is never there without the other. */
export async function audit(tx: Tx, actor: Actor, entry: AuditEntry): Promise<void> {
  await tx.insert(auditLog).values({
    at: Date.now(),
    event: entry.event,
    actorId: actor.id,
    actor: actor.name,
    address: actor.address,
    entity: entry.entity ?? (entry.articleId ? 'article' : ''),
    entityId: entry.entityId ?? entry.articleId ?? null,
    articleId: entry.articleId ?? null,
    before: entry.before ?? null,
    after: entry.after ?? null,
    reason: entry.reason ?? '',
  })
}
