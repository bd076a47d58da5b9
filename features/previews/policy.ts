import { type Actor, can } from '@/features/accounts/policy.ts'

/** Whether somebody may show others an article that is not public: their own, or any for who edits any. */
export function mayPreviewArticle(actor: Actor, article: { ownerId: number | null }): boolean {
  if (can(actor, 'article:edit_any')) return true
  return actor.id !== null && article.ownerId === actor.id && can(actor, 'article:edit_own')
}

/** Whether somebody may show others the site at a time, with everything that is scheduled until then. */
export const mayPreviewSite = (actor: Actor): boolean => can(actor, 'front_page:edit')
