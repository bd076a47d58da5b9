import type { stages, statuses } from '@/db/schema/articles.ts'
import type { Actor, can } from '@/features/accounts/policy.ts'

/** What decides whose an article is. */
export type Entrusted = { ownerId: number | null; assigneeId: number | null }

/** Whether an article is somebody's work: whose it is, and to whom it was given. */
export const worksOn = (actor: Pick<Actor, 'id'>, { ownerId, assigneeId }: Entrusted): boolean =>
  actor.id !== null && (ownerId === actor.id || assigneeId === actor.id)

/** What decides who may write in an article. */
export type Held = Entrusted & {
  status: (typeof statuses)[number]
  stage: (typeof stages)[number] | null
}
/** What decides who may read an article. */
export type Shown = Held & {
  working: number | null
  live: number | null
}

/**
 * Whether somebody sees what only the newsroom has of an article: its drafts, notes and versions. Those who wrote it or
 * were given it do, and those who work on everybody's texts.
 */
export function isInside(actor: Pick<Actor, 'id' | 'permissions'>, article: Entrusted): boolean {
  return insiders.some((permission) => actor.permissions.includes(permission)) || worksOn(actor, article)
}
const insiders = ['article:edit_any', 'article:review', 'article:publish_any', 'article:archive'] as const

/** Whose unpublished articles somebody finds by their headlines: everybody's (null), or only one's own. */
export const findsOf = (actor: Pick<Actor, 'id' | 'permissions'>): number | null =>
  actor.permissions.includes('article:edit_any') ? null : (actor.id ?? 0)

/** Whether somebody may read an article's text as it stands: whoever is inside, and all while readers have the same. */
export function mayRead(actor: Pick<Actor, 'id' | 'permissions'>, article: Shown): boolean {
  const { status, stage, working, live } = article
  return isInside(actor, article) || (status === 'published' && stage === null && working === live)
}

/** Why somebody may not write in an article. */
export type Obstacle = 'not-yours' | 'with-editors' | 'archived'

/**
 * What keeps somebody from writing in an article; null when nothing does. Who cannot publish hands a text over when
 * submitting it: it is theirs again when changes are asked for.
 */
export function obstacleTo(
  actor: Pick<Actor, 'id' | 'permissions'> & Partial<Actor>,
  article: Held,
): Obstacle | null {
  const may = (permission: Parameters<typeof can>[1]) => actor.permissions.includes(permission)
  const own = worksOn(actor, article) && may('article:edit_own')
  if (!may('article:edit_any') && !own) return 'not-yours'
  if (article.status === 'archived') return 'archived'
  if (may('article:edit_any') || may('article:publish_own')) return null
  const beside = article.status === 'published' || article.status === 'unpublished'
  const standing = beside ? article.stage : article.status
  return standing === 'draft' || standing === 'changes_requested' ? null : 'with-editors'
}
