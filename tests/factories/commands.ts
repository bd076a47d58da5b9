// Who may do what with an article in which state: the one table that tests of the policy and of the gate go by.
import { stages } from '@/db/schema/articles.ts'
import type { Role } from '@/features/accounts/policy.ts'
import type { Situation } from '@/features/workflow/policy.ts'
import type { CommandName, Stage } from '@/features/workflow/schema.ts'

export const me = 7
export const somebody = 8
export const plain: Situation = {
  status: 'draft',
  stage: null,
  ownerId: somebody,
  assigneeId: null,
  submittedBy: null,
  approvedBy: null,
  lastEditorId: somebody,
  working: 2,
  live: null,
  approved: null,
  scheduled: null,
}
/** Each state that an article can be in: what readers have, and where the text beside it stands. */
const standings: Record<Stage, Partial<Situation>> = {
  draft: {},
  in_review: { submittedBy: somebody },
  changes_requested: {},
  approved: { approvedBy: somebody, approved: 2 },
  scheduled: { scheduled: 2 },
}
const beside = (status: 'published' | 'unpublished') =>
  Object.fromEntries(
    stages.map((stage) => [`${status}/${stage}`, { ...standings[stage], status, stage, live: 1 }]),
  )
export const states: Record<string, Partial<Situation>> = {
  ...Object.fromEntries(stages.map((stage) => [stage, { ...standings[stage], status: stage }])),
  'approved, changed since': { status: 'approved', approvedBy: somebody, approved: 1 },
  published: { status: 'published', live: 2 },
  ...beside('published'),
  unpublished: { status: 'unpublished', live: 2 },
  ...beside('unpublished'),
  archived: { status: 'archived' },
  'archived, was published': { status: 'archived', live: 2 },
  'archived with a change': { status: 'archived', live: 1, stage: 'draft' },
}
const everywhere = Object.keys(states)
const but = (...prefixes: string[]) =>
  everywhere.filter((name) => !prefixes.some((prefix) => name.startsWith(prefix)))
const only = (...prefixes: string[]) =>
  everywhere.filter((name) => prefixes.some((prefix) => name.startsWith(prefix)))
/** Before a publication and after one. */
const at = (...list: Stage[]) =>
  list.flatMap((stage) => [stage, `published/${stage}`, `unpublished/${stage}`])

export const anybody: Role[] = ['contributor', 'author', 'editor', 'administrator']
const writers: Role[] = ['author', 'editor', 'administrator']
const editors: Role[] = ['editor', 'administrator']

type Row = {
  /** Who may do it with an article of their own, with one that was given to them, and with another's or nobody's. */
  own: Role[]
  given: Role[]
  any: Role[]
  states: string[]
  /** Whoever cannot publish hands a text over: what they can do with it then. */
  contributor?: string[]
}
const theirs = at('draft', 'changes_requested')
export const table: Record<CommandName, Row> = {
  submit: {
    own: anybody,
    given: anybody,
    any: editors,
    states: [...at('draft', 'changes_requested'), 'unpublished', 'approved, changed since'],
  },
  recall: { own: anybody, given: anybody, any: editors, states: at('in_review') },
  request_changes: {
    own: editors,
    given: editors,
    any: editors,
    states: [...at('in_review', 'approved'), 'approved, changed since'],
  },
  approve: { own: editors, given: editors, any: editors, states: at('in_review') },
  publish: {
    own: writers,
    given: editors,
    any: editors,
    states: but('archived').filter((name) => name !== 'published'),
  },
  schedule: {
    own: writers,
    given: editors,
    any: editors,
    states: but('archived').filter((name) => name !== 'published'),
  },
  unschedule: { own: writers, given: editors, any: editors, states: at('scheduled') },
  unpublish: { own: writers, given: editors, any: editors, states: only('published') },
  archive: { own: editors, given: editors, any: editors, states: but('archived') },
  unarchive: { own: editors, given: editors, any: editors, states: only('archived') },
  assign: { own: editors, given: editors, any: editors, states: but('archived') },
  restore: { own: anybody, given: anybody, any: editors, states: but('archived'), contributor: theirs },
  correct: { own: writers, given: editors, any: editors, states: only('published') },
  slug: { own: anybody, given: anybody, any: editors, states: but('archived'), contributor: theirs },
  embargo: {
    own: anybody,
    given: anybody,
    any: editors,
    states: but('archived', 'published'),
    contributor: theirs.filter((name) => !name.startsWith('published')),
  },
}

/** Whose article it is: the person asked about, another, or nobody; and to whom it was given. */
export const holders = {
  own: { ownerId: me, assigneeId: null },
  given: { ownerId: somebody, assigneeId: me },
  'another’s': { ownerId: somebody, assigneeId: somebody },
  'nobody’s': { ownerId: null, assigneeId: null },
}
export type Holder = keyof typeof holders
export const allHolders = Object.keys(holders) as Holder[]

/** What the table says: null, or what keeps them from it. */
export function expected(command: CommandName, role: Role, state: string, holder: Holder) {
  const row = table[command]
  if (!(holder === 'own' || holder === 'given' ? row[holder] : row.any).includes(role)) return 'forbidden'
  const possible = role === 'contributor' && row.contributor ? row.contributor : row.states
  return possible.includes(state) ? null : 'wrong-state'
}
