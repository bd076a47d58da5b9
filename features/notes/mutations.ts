import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'
import { articles } from '@/db/schema/articles.ts'
import { articleNotes } from '@/db/schema/newsroom.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { audit } from '@/features/audit/mutations.ts'
import { AppError } from '@/lib/errors.ts'
import { mayNote } from './policy.ts'
import type { NewNote } from './schema.ts'

async function checkPermission(tx: Tx, actor: Actor, articleId: number): Promise<number> {
  const [article] = await tx
    .select({ ownerId: articles.ownerId, assigneeId: articles.assigneeId })
    .from(articles)
    .where(eq(articles.id, articleId))
  if (!article) throw new AppError('not-found', `article ${articleId}`)
  if (!mayNote(actor, article) || actor.id === null) throw new AppError('forbidden', 'note')
  return actor.id
}

/**
 * Writes a note on an article, on a piece of its text, or as an answer to another note. An answer opens a resolved
 * thread again. The article itself stays as it is. Returns the note's id.
 * @throws AppError not-found, forbidden
 */
export async function addNote(
  tx: Tx,
  actor: Actor,
  articleId: number,
  { text, anchor, parentId }: NewNote,
  now = Date.now(),
): Promise<number> {
  const personId = await checkPermission(tx, actor, articleId)
  if (parentId !== null) {
    const [parent] = await tx
      .update(articleNotes)
      .set({ resolvedAt: null, resolvedBy: null })
      .where(
        and(
          eq(articleNotes.id, parentId),
          eq(articleNotes.articleId, articleId),
          isNull(articleNotes.parentId),
        ),
      )
      .returning({ id: articleNotes.id })
    if (!parent) throw new AppError('not-found', `note ${parentId}`)
  }
  const [made] = await tx
    .insert(articleNotes)
    .values({
      articleId,
      parentId,
      anchor: parentId === null ? anchor : null,
      text,
      personId,
      createdAt: now,
    })
    .returning({ id: articleNotes.id })
  await audit(tx, actor, { event: 'article.note', articleId, after: { note: made?.id, parent: parentId } })
  return made?.id as number
}

/**
 * Marks a thread as resolved, or opens it again.
 * @throws AppError not-found, forbidden
 */
export async function resolveNote(
  tx: Tx,
  actor: Actor,
  articleId: number,
  noteId: number,
  resolved: boolean,
  now = Date.now(),
): Promise<void> {
  const personId = await checkPermission(tx, actor, articleId)
  const [row] = await tx
    .update(articleNotes)
    .set(resolved ? { resolvedAt: now, resolvedBy: personId } : { resolvedAt: null, resolvedBy: null })
    .where(
      and(eq(articleNotes.id, noteId), eq(articleNotes.articleId, articleId), isNull(articleNotes.parentId)),
    )
    .returning({ id: articleNotes.id })
  if (!row) throw new AppError('not-found', `note ${noteId}`)
  const event = resolved ? 'article.note_resolve' : 'article.note_reopen'
  await audit(tx, actor, { event, articleId, after: { note: noteId } })
}
