import { type Actor, can } from '@/features/accounts/policy.ts'

/** Who may look through the library: whoever works with pictures. */
export const maySee = (actor: Actor): boolean =>
  can(actor, 'media:upload') || can(actor, 'media:edit') || can(actor, 'media:delete')

/** Who may change what is said of a picture: those who care for all of them, and who brought this one in. */
export const mayEdit = (actor: Actor, picture: { uploaderId: number | null }): boolean =>
  can(actor, 'media:edit') ||
  (can(actor, 'media:upload') && actor.id !== null && picture.uploaderId === actor.id)

export const mayDelete = (actor: Actor): boolean => can(actor, 'media:delete')
