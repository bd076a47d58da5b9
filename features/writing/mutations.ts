import 'server-only'
import { and, desc, eq, inArray, isNotNull, notInArray } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'
import { articleRevisions, articles } from '@/db/schema/articles.ts'
import { media } from '@/db/schema/media.ts'
import { previewTokens } from '@/db/schema/newsroom.ts'
import { sections } from '@/db/schema/taxonomy.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { withBlockIds } from '@/features/articles/document/block-ids.ts'
import { addRevision, checkSnapshot, createArticle, hashOf } from '@/features/articles/mutations.ts'
import { columnsOf, indexWorking } from '@/features/articles/projection.ts'
import type { Snapshot } from '@/features/articles/schema.ts'
import { audit } from '@/features/audit/mutations.ts'
import { noteConflicts } from '@/features/conflicts/mutations.ts'
import { listSections } from '@/features/sections/data.ts'
import { ensureSection } from '@/features/sections/mutations.ts'
import { findNewsroom } from '@/features/settings/data.ts'
import { ensureTopic } from '@/features/topics/mutations.ts'
import { AppError } from '@/lib/errors.ts'
import { slugify } from '@/lib/text.ts'
import { currentOf, findBlankDraft, findOwnAuthor, findWorking, freeSlug, type Working } from './data.ts'
import { obstacleTo } from './policy.ts'
import { type Choice, keptRevisions, type Saved, type SaveRequest, times } from './schema.ts'
import { blankSnapshot, placeholderSlug } from './slugs.ts'

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
  const beside = status === 'published' || status === 'unpublished'
  const standing = beside ? stage : status
  if (beside && stage === null) return { status, stage: 'draft' }
  if (standing !== 'approved' || (await findNewsroom(tx)).editAfterApproval === 'keep')
    return { status, stage }
  const dropped = { approvedBy: null, approvedRevisionId: null }
  return beside ? { status, stage: 'draft', ...dropped } : { status: 'draft', stage, ...dropped }
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

/**
 * Begins an article: an empty draft of the actor's, in `sectionId` or the first section; without any section one of
 * the name `firstSection` is made. An empty draft that they left earlier is taken up again. Returns its id.
 */
export async function beginFor(
  tx: Tx,
  actor: Actor & { id: number },
  { headline, sectionId, language }: { headline: string; sectionId?: number | undefined; language: string },
  firstSection: string,
  now = Date.now(),
): Promise<number> {
  const blank =
    headline === '' && sectionId === undefined && (await findBlankDraft(actor.id, now - 10_000, tx))
  if (blank) return blank
  const [first] = await listSections(tx)
  const authorId = await findOwnAuthor(actor.id, tx)
  return beginArticle(tx, actor, {
    ...blankSnapshot,
    headline,
    sectionId: sectionId ?? first?.id ?? (await ensureSection(tx, { name: firstSection })).id,
    slug: slugify(headline) || placeholderSlug(now),
    language,
    byline: authorId === null ? [] : [{ authorId, role: 'author' }],
  })
}

/** Begins an article with a first snapshot. Returns its id. */
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

/** The topic of that name, made if it is not there. */
export async function makeTopic(tx: Tx, actor: Actor, name: string): Promise<Choice> {
  const { id, created } = await ensureTopic(tx, { name })
  if (created)
    await audit(tx, actor, { event: 'topic.create', entity: 'topic', entityId: id, after: { name } })
  return { id, name, note: '' }
}
