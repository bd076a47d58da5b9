import { type Actor, can } from '@/features/accounts/policy.ts'

/** Which articles somebody's lists hold: all of them, or their own and what readers see too. */
export type Scope = { all: true } | { all: false; personId: number }

/** Who may edit every article sees every article; the others see theirs, those given to them, and published ones. */
export const scopeOf = (actor: Actor): Scope =>
  can(actor, 'article:edit_any') ? { all: true } : { all: false, personId: actor.id ?? 0 }

/** Which permission a command on many articles asks for. Each article is judged again by its own rules. */
export const bulkPermission = {
  assign: 'article:edit_any',
  topic: 'article:edit_any',
  section: 'article:edit_any',
  publish: 'article:publish_any',
  unpublish: 'article:publish_any',
  archive: 'article:archive',
} as const
