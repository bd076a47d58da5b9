import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { type Tx, write } from '@/db/client.ts'
import { previewTokens } from '@/db/schema/newsroom.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { hashToken, newToken } from '@/features/accounts/tokens.ts'
import { audit } from '@/features/audit/mutations.ts'
import { AppError } from '@/lib/errors.ts'
import { findEntrusted, hasRevision } from './data.ts'
import { mayPreviewArticle, mayPreviewSite } from './policy.ts'
import type { Scene } from './schema.ts'

export type PreviewInput = Scene & { label: string; life: number; now?: number }

/**
 * Makes a link to what is not public yet. Returns its token, which is kept nowhere, and the id under which it is listed.
 * @throws AppError not-found, forbidden
 */
export async function createPreview(
  tx: Tx,
  actor: Actor,
  { articleId, revisionId, at, layout, label, life, now = Date.now() }: PreviewInput,
): Promise<{ token: string; id: string }> {
  if (actor.id === null) throw new AppError('forbidden')
  if (articleId === null) {
    if (!mayPreviewSite(actor)) throw new AppError('forbidden')
  } else await checkArticle(tx, actor, articleId, revisionId)
  const token = newToken()
  const hash = hashToken(token)
  const expiresAt = now + life
  await tx.insert(previewTokens).values({
    hash,
    articleId,
    revisionId,
    at: articleId === null ? at : null,
    layout: articleId === null ? layout : null,
    label,
    createdBy: actor.id,
    createdAt: now,
    expiresAt,
  })
  await audit(tx, actor, {
    event: 'preview.create',
    entity: 'preview',
    articleId,
    after: { articleId, revisionId, at, label, expiresAt },
  })
  return { token, id: hash }
}

async function checkArticle(tx: Tx, actor: Actor, articleId: number, revisionId: number | null) {
  const article = await findEntrusted(articleId, tx)
  if (!article) throw new AppError('not-found')
  if (!mayPreviewArticle(actor, article)) throw new AppError('forbidden')
  if (revisionId !== null && !(await hasRevision(articleId, revisionId, tx))) throw new AppError('not-found')
}

/**
 * Makes a link useless from now on.
 * @throws AppError not-found when there is none, or it was revoked already; forbidden
 */
export async function revokePreview(tx: Tx, actor: Actor, id: string, now = Date.now()): Promise<void> {
  const [row] = await tx
    .select({ articleId: previewTokens.articleId, at: previewTokens.at, label: previewTokens.label })
    .from(previewTokens)
    .where(and(eq(previewTokens.hash, id), isNull(previewTokens.revokedAt)))
  if (!row) throw new AppError('not-found')
  if (row.articleId === null) {
    if (!mayPreviewSite(actor)) throw new AppError('forbidden')
  } else await checkArticle(tx, actor, row.articleId, null)
  await tx.update(previewTokens).set({ revokedAt: now }).where(eq(previewTokens.hash, id))
  await audit(tx, actor, {
    event: 'preview.revoke',
    entity: 'preview',
    articleId: row.articleId,
    before: { at: row.at, label: row.label },
  })
}

/** createPreview in a unit of work of its own. */
export const addPreview = (actor: Actor, input: PreviewInput) =>
  write((tx) => createPreview(tx, actor, input))

/** revokePreview in a unit of work of its own. */
export const removePreview = (actor: Actor, id: string) => write((tx) => revokePreview(tx, actor, id))
