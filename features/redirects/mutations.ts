import 'server-only'
import { eq } from 'drizzle-orm'
import { write } from '@/db/client.ts'
import { addPathCounts, forgetPath, pruneMissing } from '@/db/metrics.ts'
import { redirects } from '@/db/schema/articles.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { audit } from '@/features/audit/mutations.ts'
import { saveRedirect } from '@/features/paths/mutations.ts'
import { AppError } from '@/lib/errors.ts'
import { isOwnPage, knownRedirects } from './data.ts'
import { isWorthKeeping, type RedirectForm, redirectSeen } from './schema.ts'

/**
 * Makes a redirect, or changes one. One that leads to another is led on to where that one ends.
 * @throws AppError not-found, stale-version when it is not as it was shown, redirect-own, redirect-circle, redirect-taken
 *   when the address has another redirect
 */
export async function putRedirect(actor: Actor, { before, from, to, seen }: RedirectForm): Promise<void> {
  await write(async (tx) => {
    const [old] = await tx.select().from(redirects).where(eq(redirects.fromPath, before))
    if (before !== '' && !old) throw new AppError('not-found', before)
    if (old && redirectSeen({ from: old.fromPath, to: old.toPath }) !== seen)
      throw new AppError('stale-version', before)
    if (from !== before) {
      const [other] = await tx.select().from(redirects).where(eq(redirects.fromPath, from))
      if (other) throw new AppError('redirect-taken', from)
    }
    if (await isOwnPage(from, tx)) throw new AppError('redirect-own', from)
    // The old row first: a redirect that is changed must not count as its own circle.
    if (old) await tx.delete(redirects).where(eq(redirects.fromPath, before))
    try {
      await saveRedirect(tx, from, to, 'manual')
    } catch (error) {
      if (error instanceof AppError && error.code === 'path-taken')
        throw new AppError('redirect-circle', error.message)
      throw error
    }
    await audit(tx, actor, {
      event: old ? 'redirect.change' : 'redirect.create',
      entity: 'redirect',
      before: old ? { from: old.fromPath, to: old.toPath } : null,
      after: { from, to },
    })
  })
  await forgetPath('missing_paths', from)
}

/**
 * Takes a redirect away: its address leads nowhere from now on.
 * @throws AppError not-found
 */
export async function deleteRedirect(actor: Actor, from: string): Promise<void> {
  await write(async (tx) => {
    const [row] = await tx.delete(redirects).where(eq(redirects.fromPath, from)).returning()
    if (!row) throw new AppError('not-found', from)
    await audit(tx, actor, {
      event: 'redirect.delete',
      entity: 'redirect',
      before: { from: row.fromPath, to: row.toPath },
    })
  })
  await forgetPath('redirect_hits', from)
}

/** Takes an address out of the list of those that lead nowhere. */
export async function dismissMissing(path: string): Promise<void> {
  await forgetPath('missing_paths', path)
}

const mostMissing = 2_000
const keptFor = 90 * 24 * 3_600_000

/** Adds what the front door counted since the last call: addresses and numbers, nothing of readers. */
export async function recordDetours(
  moved: ReadonlyMap<string, number>,
  missing: ReadonlyMap<string, number>,
  now = Date.now(),
): Promise<void> {
  const known = await knownRedirects([...moved.keys()])
  await addPathCounts(
    'redirect_hits',
    [...moved].filter(([path]) => known.has(path)),
    now,
  )
  await addPathCounts(
    'missing_paths',
    [...missing].filter(([path]) => isWorthKeeping(path)),
    now,
  )
  await pruneMissing(mostMissing, now - keptFor)
}
