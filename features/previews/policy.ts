import { type Actor, can } from '@/features/accounts/policy.ts'
import { type Entrusted, worksOn } from '@/features/writing/policy.ts'

/** Whether somebody may show others an article that is not public: what they work on, or any for who edits any. */
export const mayPreviewArticle = (actor: Actor, article: Entrusted): boolean =>
  can(actor, 'article:edit_any') || (worksOn(actor, article) && can(actor, 'article:edit_own'))

/** Whether somebody may show others the site at a time, with everything that is scheduled until then. */
export const mayPreviewSite = (actor: Actor): boolean => can(actor, 'front_page:edit')
