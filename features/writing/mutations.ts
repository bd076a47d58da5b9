import 'server-only'
import { and, desc, eq, inArray, isNotNull, isNull, lte, notInArray } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'
import { articleRevisions, articles } from '@/db/schema/articles.ts'
import { media } from '@/db/schema/media.ts'
import { articleConflicts, articleLocks, articlePresence, previewTokens } from '@/db/schema/newsroom.ts'
import { sections } from '@/db/schema/taxonomy.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { withBlockIds } from '@/features/articles/document/block-ids.ts'
import { addRevision, checkSnapshot, createArticle, hashOf } from '@/features/articles/mutations.ts'
import { columnsOf, indexWorking } from '@/features/articles/projection.ts'
import type { Snapshot } from '@/features/articles/schema.ts'
import { audit } from '@/features/audit/mutations.ts'
import { AppError } from '@/lib/errors.ts'
import {
  approvalOutlivesChanges,
  currentOf,
  findLock,
  findWorking,
  freeSlug,
  listConflicts,
  listPresent,
  type Working,
} from './data.ts'
import { obstacleTo } from './policy.ts'
import {
  keptRevisions,
  type Presence,
  type PresenceRequest,
  type Saved,
  type SaveRequest,
  times,
} from './schema.ts'

/**
 * Saves the working revision: only if nobody saved since `lockVersion`. What readers see stays as it is. A save whose
 * answer was lost may be sent again. What was stored may have another slug than was sent: one that is free.
 * @throws AppError not-found, forbidden (with `reason`), document-invalid, stale-version (with `current`)
 */
export async function saveWorking(
  tx: Tx,
  actor: Actor,
  input: SaveRequest & { id: number; now?: number },
): Promise<Saved> {
  const { id, session, kind, now = Date.now() } = input
  const row = await findWorking(id, tx)
  if (!row) throw new AppError('not-found', `article ${id}`)
  const obstacle = obstacleTo(actor, row)
  if (obstacle) throw new AppError('forbidden', obstacle, { reason: obstacle })
  const snapshot = await storable(tx, id, input.snapshot)
  const hash = hashOf(snapshot)
  const same = hash === row.hash
  if (row.lockVersion !== input.lockVersion && !(same && row.sessionId === session))
    throw new AppError('stale-version', `article ${id}`, { current: currentOf(row) })
  await noteConflicts(tx, actor, input, now)
  if (same) {
    if (kind === 'manual' && row.kind === 'autosave')
      await tx
        .update(articleRevisions)
        .set({ kind })
        .where(eq(articleRevisions.id, row.working as number))
    return savedAs(row, row.lockVersion, row.working as number, snapshot.slug, now)
  }
  const goesOn = kind === 'autosave' && isOwnAutosave(row, session, now)
  const revisionId = goesOn ? (row.working as number) : await begin(tx, actor, row, snapshot, input)
  if (goesOn)
    await tx.update(articleRevisions).set({ snapshot, hash }).where(eq(articleRevisions.id, revisionId))
  const standing = await standingAfter(tx, row)
  const columns = row.live === null ? await columnsOf(tx, snapshot, id) : {}
  await tx
    .update(articles)
    .set({
      ...columns,
      ...standing,
      workingRevisionId: revisionId,
      lockVersion: row.lockVersion + 1,
      updatedAt: now,
    })
    .where(and(eq(articles.id, id), eq(articles.lockVersion, row.lockVersion)))
  await indexWorking(tx, id)
  if (!goesOn) await thin(tx, id)
  return savedAs({ ...row, ...standing }, row.lockVersion + 1, revisionId, snapshot.slug, now)
}

const savedAs = (
  { status, stage }: Pick<Working, 'status' | 'stage'>,
  lockVersion: number,
  revisionId: number,
  slug: string,
  savedAt: number,
): Saved => ({ lockVersion, revisionId, savedAt, slug, status, stage })

/** The snapshot as it can be stored: checked, every block named, at a free address, without a picture that is gone. */
async function storable(tx: Tx, id: number, input: Snapshot): Promise<Snapshot> {
  const snapshot = checkSnapshot({ ...input, body: withBlockIds(input.body) })
  const [section] = await tx
    .select({ slug: sections.slug })
    .from(sections)
    .where(eq(sections.id, snapshot.sectionId))
  if (!section) throw new AppError('not-found', `section ${snapshot.sectionId}`)
  const [picture] = snapshot.hero
    ? await tx.select({ id: media.id }).from(media).where(eq(media.id, snapshot.hero.mediaId))
    : []
  return {
    ...snapshot,
    slug: await freeSlug(tx, section.slug, snapshot.sectionId, snapshot.slug, id),
    hero: picture ? snapshot.hero : null,
  }
}

/** Whether the working revision is this tab's own autosave, young, and nothing else points at it. */
const isOwnAutosave = (row: Working, session: string, now: number): boolean =>
  row.kind === 'autosave' &&
  row.sessionId === session &&
  now - row.revisedAt < times.coalesce &&
  ![row.live, row.scheduled, row.approved].includes(row.working)

async function begin(tx: Tx, actor: Actor, row: Working, snapshot: Snapshot, { kind, session }: SaveRequest) {
  const revisionId = await addRevision(tx, {
    articleId: row.id,
    parentId: row.working,
    kind,
    snapshot,
    editorId: actor.id,
    sessionId: session,
  })
  const after = { revision: revisionId, kind }
  await audit(tx, actor, {
    event: 'article.save',
    articleId: row.id,
    before: { revision: row.working },
    after,
  })
  return revisionId
}

/** A changed text is not the approved one any more; what is scheduled goes out as it was approved. */
async function standingAfter(tx: Tx, row: Working): Promise<Pick<Working, 'status' | 'stage'>> {
  const { status, stage } = row
  const dropped = { approvedBy: null, approvedRevisionId: null }
  if (status === 'approved' && !(await approvalOutlivesChanges(tx)))
    return { status: 'draft', stage, ...dropped }
  if (status !== 'published') return { status, stage }
  if (stage === null) return { status, stage: 'draft' }
  if (stage === 'approved' && !(await approvalOutlivesChanges(tx)))
    return { status, stage: 'draft', ...dropped }
  return { status, stage }
}

/** Writes down texts that did not get their place, and decisions on earlier ones. Told twice is told once. */
async function noteConflicts(
  tx: Tx,
  actor: Actor,
  { id, conflicts, resolved }: SaveRequest & { id: number },
  now: number,
): Promise<void> {
  if (actor.id === null) return
  for (const { key, field, ...texts } of conflicts)
    await tx
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

/** Takes away the oldest saves beyond those that are kept. What was handed in, approved, published or shown stays. */
async function thin(tx: Tx, articleId: number): Promise<void> {
  const [row] = await tx
    .select({
      live: articles.liveRevisionId,
      working: articles.workingRevisionId,
      scheduled: articles.scheduledRevisionId,
      approved: articles.approvedRevisionId,
    })
    .from(articles)
    .where(eq(articles.id, articleId))
  const shown = await tx
    .select({ id: previewTokens.revisionId })
    .from(previewTokens)
    .where(and(eq(previewTokens.articleId, articleId), isNotNull(previewTokens.revisionId)))
  const needed = [...Object.values(row ?? {}), ...shown.map((token) => token.id)].filter(
    (one) => one !== null,
  )
  const old = await tx
    .select({ id: articleRevisions.id })
    .from(articleRevisions)
    .where(
      and(
        eq(articleRevisions.articleId, articleId),
        inArray(articleRevisions.kind, ['autosave', 'manual']),
        eq(articleRevisions.substantive, false),
        notInArray(articleRevisions.id, needed),
      ),
    )
    .orderBy(desc(articleRevisions.id))
  const ids = old.slice(keptRevisions).map((revision) => revision.id)
  if (ids.length === 0) return
  await tx.update(articleRevisions).set({ parentId: null }).where(inArray(articleRevisions.parentId, ids))
  await tx.delete(articleRevisions).where(inArray(articleRevisions.id, ids))
}

/** Begins an article: an empty draft of the actor's. Returns its id. */
export async function beginArticle(tx: Tx, actor: Actor, snapshot: Snapshot): Promise<number> {
  const whole = await storable(tx, 0, snapshot)
  const id = await createArticle(tx, {
    snapshot: whole,
    kind: 'manual',
    ownerId: actor.id,
    editorId: actor.id,
  })
  await audit(tx, actor, { event: 'article.create', articleId: id, after: { headline: whole.headline } })
  return id
}

/**
 * A sign of life from an open page. The first who comes leads the writing until they leave, fall silent or somebody
 * takes over. Advice for people only: what keeps text safe is lock_version.
 * @throws AppError not-found
 */
export async function noteReading(
  tx: Tx,
  actor: Actor & { id: number },
  { id, session, lockVersion, take, leave }: PresenceRequest & { id: number },
  now = Date.now(),
): Promise<Presence> {
  const row = await findWorking(id, tx)
  if (!row) throw new AppError('not-found', `article ${id}`)
  await tx.delete(articlePresence).where(lte(articlePresence.seenAt, now - times.presence))
  await tx.delete(articleLocks).where(and(eq(articleLocks.articleId, id), lte(articleLocks.expiresAt, now)))
  const mayWrite = obstacleTo(actor, row) === null
  if (leave) {
    await tx
      .delete(articlePresence)
      .where(and(eq(articlePresence.articleId, id), eq(articlePresence.session, session)))
    await tx
      .delete(articleLocks)
      .where(and(eq(articleLocks.articleId, id), eq(articleLocks.session, session)))
  } else {
    const here = { personId: actor.id, seenAt: now }
    await tx
      .insert(articlePresence)
      .values({ articleId: id, session, ...here })
      .onConflictDoUpdate({ target: [articlePresence.articleId, articlePresence.session], set: here })
    const holder = await findLock(id, now, tx)
    if (mayWrite && (take || holder === null || holder.session === session)) {
      const lock = { personId: actor.id, session, expiresAt: now + times.presence }
      const fresh = holder?.session === session ? lock : { ...lock, acquiredAt: now }
      await tx
        .insert(articleLocks)
        .values({ articleId: id, acquiredAt: now, ...lock })
        .onConflictDoUpdate({ target: articleLocks.articleId, set: fresh })
      if (take && holder && holder.session !== session)
        await audit(tx, actor, { event: 'article.take_over', articleId: id, before: { from: holder.person } })
    }
  }
  return {
    people: await listPresent(id, now, times.presence, tx),
    lock: await findLock(id, now, tx),
    lockVersion: row.lockVersion,
    current: row.lockVersion > lockVersion ? currentOf(row) : null,
    conflicts: await listConflicts(id, tx),
  }
}
