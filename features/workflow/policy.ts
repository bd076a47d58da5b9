import { type Actor, can } from '@/features/accounts/policy.ts'
import { type Entrusted, obstacleTo as obstacleToWriting, worksOn } from '@/features/writing/policy.ts'
import type { ErrorCode } from '@/lib/errors.ts'
import type { CommandName, Stage, Status } from './schema.ts'

/** What decides about a command. */
export type Situation = Entrusted & {
  status: Status
  stage: Stage | null
  submittedBy: number | null
  approvedBy: number | null
  /** Whoever wrote the working revision. */
  lastEditorId: number | null
  working: number | null
  live: number | null
  approved: number | null
  scheduled: number | null
}

/** Where the text that is being worked on stands. `live` and `withdrawn`: there is none beside what was published. */
export type Standing = Stage | 'live' | 'withdrawn' | 'archived'

export function standingOf({ status, stage, working, live }: Situation): Standing {
  if (status === 'archived') return 'archived'
  if (status === 'published') return stage ?? (working === live ? 'live' : 'draft')
  if (status === 'unpublished') return stage ?? 'withdrawn'
  return status
}

const ready: Standing[] = ['draft', 'in_review', 'changes_requested', 'approved', 'scheduled', 'withdrawn']

/** From where each command leads on. A command that is not here does not depend on it. */
const from: Partial<Record<CommandName | 'release', Standing[]>> = {
  submit: ['draft', 'changes_requested', 'withdrawn', 'approved'],
  recall: ['in_review'],
  request_changes: ['in_review', 'approved'],
  approve: ['in_review'],
  publish: ready,
  schedule: ready,
  unschedule: ['scheduled'],
  release: ['scheduled'],
  unarchive: ['archived'],
}

/** Everything that can be done with an article. */
export const commandNames = [
  'submit',
  'recall',
  'request_changes',
  'approve',
  'publish',
  'schedule',
  'unschedule',
  'unpublish',
  'archive',
  'unarchive',
  'assign',
  'restore',
  'correct',
  'slug',
  'embargo',
] as const satisfies readonly CommandName[]

/**
 * Whether somebody may do a thing with an article, if only its state allows it. To whom an article was given writes in it
 * and hands it in as whose it is; showing it to readers stays with the latter.
 */
export function permitted(actor: Actor, command: CommandName | 'release', article: Situation): boolean {
  const works = worksOn(actor, article)
  const mayWrite = can(actor, 'article:edit_any') || (works && can(actor, 'article:edit_own'))
  switch (command) {
    case 'submit':
      return can(actor, 'article:submit') && mayWrite
    case 'recall':
      return can(actor, 'article:review') || works || (actor.id !== null && article.submittedBy === actor.id)
    case 'request_changes':
    case 'approve':
      return can(actor, 'article:review')
    case 'assign':
      return can(actor, 'article:review') || can(actor, 'article:edit_any')
    case 'archive':
    case 'unarchive':
      return can(actor, 'article:archive')
    case 'restore':
    case 'slug':
    case 'embargo':
      return mayWrite
    default:
      return (
        can(actor, 'article:publish_any') ||
        (actor.id !== null && article.ownerId === actor.id && can(actor, 'article:publish_own'))
      )
  }
}

/** What changes the text or when it may go out: nobody does it who may not write in the article now. */
const writes: readonly (CommandName | 'release')[] = ['restore', 'slug', 'embargo']

function possible(actor: Actor, command: CommandName | 'release', article: Situation): boolean {
  if (writes.includes(command) && obstacleToWriting(actor, article) !== null) return false
  const standing = standingOf(article)
  if (from[command] && !from[command].includes(standing)) return false
  switch (command) {
    case 'submit':
      // An approved text is handed in again only when it was changed since.
      return standing !== 'approved' || article.approved !== article.working
    case 'unpublish':
    case 'correct':
      return article.status === 'published'
    case 'embargo':
      return article.status !== 'published'
    case 'archive':
    case 'assign':
      return article.status !== 'archived'
    default:
      return true
  }
}

/** Whether a second person has seen the text as it is, or is the one who acts now. */
function seenByTwo(actor: Actor, article: Situation): boolean {
  if (actor.id === null) return true // the operator, at the machine itself
  const wrote = [article.lastEditorId, article.submittedBy]
  const approved =
    article.approvedBy !== null &&
    article.approved === article.working &&
    article.approvedBy !== article.lastEditorId
  return approved || (can(actor, 'article:review') && !wrote.includes(actor.id))
}

/**
 * What keeps somebody from a command; null when nothing does. `release` is the clock's: what was scheduled goes out.
 * Permission comes first: who may not do a thing learns nothing of the article.
 */
export function obstacleTo(
  actor: Actor,
  command: CommandName | 'release',
  article: Situation,
  rules: { fourEyes: boolean },
): Extract<ErrorCode, 'forbidden' | 'wrong-state' | 'four-eyes'> | null {
  if (!permitted(actor, command, article)) return 'forbidden'
  if (!possible(actor, command, article)) return 'wrong-state'
  if (!rules.fourEyes) return null
  if (
    command === 'approve' &&
    [article.lastEditorId, article.submittedBy].includes(actor.id) &&
    actor.id !== null
  )
    return 'four-eyes'
  if ((command === 'publish' || command === 'schedule') && !seenByTwo(actor, article)) return 'four-eyes'
  return null
}
