import type { stages, statuses } from '@/db/schema/articles.ts'
import type { Actor, can } from '@/features/accounts/policy.ts'

/** What decides who may write in an article. */
export type Held = {
  ownerId: number | null
  status: (typeof statuses)[number]
  stage: (typeof stages)[number] | null
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
  const own = actor.id !== null && article.ownerId === actor.id && may('article:edit_own')
  if (!may('article:edit_any') && !own) return 'not-yours'
  if (article.status === 'archived') return 'archived'
  if (may('article:edit_any') || may('article:publish_own')) return null
  const beside = article.status === 'published' || article.status === 'unpublished'
  const standing = beside ? article.stage : article.status
  return standing === 'draft' || standing === 'changes_requested' ? null : 'with-editors'
}
