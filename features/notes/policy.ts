import { type Actor, can } from '@/features/accounts/policy.ts'
import { type Entrusted, worksOn } from '@/features/writing/policy.ts'

/** Whether somebody takes part in the talk about an article: those who edit or review it, and those whose work it is. */
export const mayNote = (actor: Actor, article: Entrusted): boolean =>
  can(actor, 'article:edit_any') ||
  can(actor, 'article:review') ||
  (worksOn(actor, article) && can(actor, 'article:edit_own'))
