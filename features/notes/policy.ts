import { type Actor, can } from '@/features/accounts/policy.ts'

/** Whether somebody takes part in the talk about an article: those who edit or review it, and its owner. */
export const mayNote = (actor: Actor, article: { ownerId: number | null }): boolean =>
  can(actor, 'article:edit_any') ||
  can(actor, 'article:review') ||
  (actor.id !== null && article.ownerId === actor.id && can(actor, 'article:edit_own'))
