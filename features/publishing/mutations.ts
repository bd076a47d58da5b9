// The last step to readers. Nothing is published but through here: by a person, by the clock, by an import.
import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'
import { leases } from '@/db/schema/newsroom.ts'
import { type Actor, can } from '@/features/accounts/policy.ts'
import { publishArticle } from '@/features/articles/mutations.ts'
import { findNewsroom } from '@/features/settings/data.ts'
import { findingsOf } from '@/features/workflow/checks.ts'
import {
  findFacts,
  findSituation,
  findSnapshot,
  type ArticleSituation as Row,
} from '@/features/workflow/data.ts'
import { obstacleTo } from '@/features/workflow/policy.ts'
import { type Finding, type Override, unanswerable } from '@/features/workflow/schema.ts'
import { readEnv } from '@/lib/env.mjs'
import { AppError } from '@/lib/errors.ts'

/**
 * Looks a text over as it would be public at a time. What blocks must have been answered for, each by name.
 * @returns the findings that were overridden
 * @throws AppError checks-blocked with `findings`
 */
export async function passChecks(
  tx: Tx,
  actor: Actor,
  row: Row,
  revisionId: number,
  overrides: readonly Override[],
  at: number,
): Promise<{ overridden: Finding[]; reason: string }> {
  const snapshot = await findSnapshot(row.id, revisionId, tx)
  if (!snapshot) throw new AppError('not-found', `revision ${revisionId} of article ${row.id}`)
  const facts = await findFacts(row.id, snapshot, row.embargoUntil, readEnv().siteUrl, tx)
  const findings = findingsOf(snapshot, facts, (await findNewsroom(tx)).checks, at)
  const blocking = findings.filter((finding) => finding.level === 'block')
  const open = blocking.filter(
    ({ check }) =>
      !overrides.some((override) => override.check === check) ||
      unanswerable.includes(check) ||
      !can(actor, check === 'embargo' ? 'article:override_embargo' : 'article:override_check'),
  )
  if (open.length > 0)
    throw new AppError('checks-blocked', open.map((finding) => finding.check).join(', '), { findings })
  const used = overrides.filter(({ check }) => blocking.some((finding) => finding.check === check))
  return { overridden: blocking, reason: used.map(({ check, reason }) => `${check}: ${reason}`).join('; ') }
}

type Publication = {
  revisionId: number
  overrides: readonly Override[]
  substantive: boolean
  now: number
  /** Times that the publisher gives, and more for the audit log. */
  publishedAt?: number | undefined
  updatedAt?: number | null | undefined
  /** A second pass over what was published a moment ago. */
  continues?: boolean
  facts?: Record<string, unknown>
}

/** Shows a revision to readers, once it has passed the checks. Whoever calls has asked about permission and state. */
export async function publishRevision(tx: Tx, actor: Actor, row: Row, input: Publication): Promise<number> {
  const { revisionId, overrides, substantive, now } = input
  const { overridden, reason } = await passChecks(tx, actor, row, revisionId, overrides, now)
  return publishArticle(
    tx,
    {
      id: row.id,
      lockVersion: row.lockVersion,
      revisionId,
      substantive: substantive && row.live !== null,
      reason,
      publishedAt: input.publishedAt,
      updatedAt: input.updatedAt,
      continues: input.continues ?? false,
      facts: { ...input.facts, ...(overridden.length > 0 ? { overridden } : {}) },
    },
    actor,
  )
}

/**
 * Publishes the working revision in an import, with the times that the file gives. What the checks block goes out
 * only with whoever may override them, and the log says so.
 * @throws as runCommand
 */
export async function publishImported(
  tx: Tx,
  actor: Actor,
  input: {
    id: number
    lockVersion: number
    publishedAt?: number | undefined
    updatedAt: number | null
    continues: boolean
  },
): Promise<void> {
  const { id, lockVersion, publishedAt, updatedAt, continues } = input
  const row = await findSituation(id, tx)
  if (!row || row.lockVersion !== lockVersion) throw new AppError('stale-version', `article ${id}`)
  const standing = { ...row, status: row.status === 'archived' ? ('unpublished' as const) : row.status }
  const obstacle = obstacleTo(actor, 'publish', standing, await findNewsroom(tx))
  // A file may change nothing but the times of what readers see already.
  if (obstacle && obstacle !== 'wrong-state') throw new AppError(obstacle, 'publish')
  const overrides = [
    'alt-missing',
    'credit-missing',
    'heading-order',
    'link-dead',
    'headline-length',
  ] as const
  await publishRevision(tx, actor, row, {
    revisionId: row.working as number,
    overrides: [...overrides, 'headline-similar' as const, 'standfirst-missing' as const].map((check) => ({
      check,
      reason: 'import',
    })),
    substantive: false,
    now: Date.now(),
    publishedAt,
    updatedAt,
    continues,
    facts: { by: 'import' },
  })
}

/**
 * Publishes what was scheduled, as it was when it was scheduled, in the name of whoever ordered it. Their permission
 * and the checks hold at the hour as well. `by` is that person as they are now; null when they may not act any more.
 * @throws AppError forbidden, wrong-state, stale-version, checks-blocked, path-taken
 */
export async function releaseScheduled(
  tx: Tx,
  by: Actor | null,
  id: number,
  lockVersion: number,
  now: number,
): Promise<void> {
  const row = await findSituation(id, tx)
  if (!row || row.lockVersion !== lockVersion) throw new AppError('stale-version', `article ${id}`)
  if (!by) throw new AppError('forbidden', 'whoever scheduled it is not active any more')
  const obstacle = obstacleTo(by, 'release', row, { fourEyes: false })
  if (obstacle) throw new AppError(obstacle, 'release')
  if (row.publishAt === null || row.scheduled === null || row.publishAt > now)
    throw new AppError('wrong-state', 'not due')
  await publishRevision(tx, by, row, {
    revisionId: row.scheduled,
    overrides: (row.scheduleTerms.overrides ?? []) as Override[],
    substantive: row.scheduleTerms.substantive ?? false,
    now: row.publishAt,
    // The hour that was meant, not the one at which a machine got round to it.
    publishedAt: row.firstPublishedAt ?? row.publishAt,
    facts: { by: 'schedule', intended: row.publishAt },
  })
}

/**
 * Makes a process the one that does what must happen once, or lets it go on being it.
 * @param span milliseconds after which another one may take over
 * @returns the number of its turn, the same until another process had one in between; null while another is the one
 */
export async function takeLease(
  tx: Tx,
  name: string,
  owner: string,
  span: number,
  now: number,
): Promise<number | null> {
  const [held] = await tx.select().from(leases).where(eq(leases.name, name))
  if (held && held.owner !== owner && held.expiresAt > now) return null
  // A new owner gets a higher number: whatever the old one still tries, it sees that its turn is over.
  const fence = held ? held.fence + (held.owner === owner ? 0 : 1) : 1
  const values = { owner, fence, expiresAt: now + span }
  await tx
    .insert(leases)
    .values({ name, ...values })
    .onConflictDoUpdate({ target: leases.name, set: values })
  return fence
}

/** Lets another process take over at once. */
export async function giveUpLease(tx: Tx, name: string, owner: string): Promise<void> {
  await tx
    .update(leases)
    .set({ expiresAt: 0 })
    .where(and(eq(leases.name, name), eq(leases.owner, owner)))
}
