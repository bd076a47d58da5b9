import { describe, expect, it } from 'vitest'
import { type Actor, defaultRoles, type Role } from '@/features/accounts/policy.ts'
import { obstacleTo, type Situation, standingOf } from '@/features/workflow/policy.ts'
import type { CommandName } from '@/features/workflow/schema.ts'

const me = 7
const somebody = 8
const actor = (role: Role): Actor => ({
  id: me,
  name: role,
  role,
  permissions: defaultRoles[role],
  session: '',
  address: '',
})

const plain: Situation = {
  status: 'draft',
  stage: null,
  ownerId: somebody,
  submittedBy: null,
  approvedBy: null,
  lastEditorId: somebody,
  working: 2,
  live: null,
  approved: null,
  scheduled: null,
}
/** Each state that an article can be in. */
const states: Record<string, Partial<Situation>> = {
  draft: {},
  in_review: { status: 'in_review', submittedBy: somebody },
  changes_requested: { status: 'changes_requested' },
  approved: { status: 'approved', approvedBy: somebody, approved: 2 },
  scheduled: { status: 'scheduled', scheduled: 2 },
  published: { status: 'published', live: 2 },
  'published, changed': { status: 'published', live: 1, stage: 'draft' },
  'published, change in review': { status: 'published', live: 1, stage: 'in_review' },
  'published, change scheduled': { status: 'published', live: 1, stage: 'scheduled', scheduled: 2 },
  unpublished: { status: 'unpublished', live: 2 },
  archived: { status: 'archived', live: null },
}
const unpublished = ['draft', 'in_review', 'changes_requested', 'approved', 'scheduled', 'unpublished']
const pending = ['published, changed', 'published, change in review', 'published, change scheduled']
const shown = ['published', ...pending]
const all = Object.keys(states).filter((name) => name !== 'archived')

const anybody: Role[] = ['contributor', 'author', 'editor', 'administrator']
const writers: Role[] = ['author', 'editor', 'administrator']
const editors: Role[] = ['editor', 'administrator']

/** Who may do what with an article of their own, and with another's; and in which states it can be done. */
const table: Record<CommandName, { own: Role[]; any: Role[]; states: string[] }> = {
  submit: {
    own: anybody,
    any: editors,
    states: ['draft', 'changes_requested', 'published, changed', 'unpublished'],
  },
  recall: { own: anybody, any: editors, states: ['in_review', 'published, change in review'] },
  request_changes: {
    own: editors,
    any: editors,
    states: ['in_review', 'approved', 'published, change in review'],
  },
  approve: { own: editors, any: editors, states: ['in_review', 'published, change in review'] },
  publish: { own: writers, any: editors, states: [...unpublished, ...pending] },
  schedule: { own: writers, any: editors, states: [...unpublished, ...pending] },
  unschedule: { own: writers, any: editors, states: ['scheduled', 'published, change scheduled'] },
  unpublish: { own: writers, any: editors, states: shown },
  archive: { own: editors, any: editors, states: all },
  unarchive: { own: editors, any: editors, states: ['archived'] },
  assign: { own: editors, any: editors, states: all },
  restore: { own: anybody, any: editors, states: all },
  correct: { own: writers, any: editors, states: shown },
  slug: { own: anybody, any: editors, states: all },
  embargo: { own: anybody, any: editors, states: unpublished },
}

describe.each(Object.entries(table))('%s', (name, row) => {
  const command = name as CommandName
  it.each(anybody)('by a person with role %s', (role) => {
    for (const [state, over] of Object.entries(states)) {
      for (const own of [true, false]) {
        const article = { ...plain, ...over, ownerId: own ? me : somebody }
        const allowed = (own ? row.own : row.any).includes(role)
        const expected = !allowed ? 'forbidden' : row.states.includes(state) ? null : 'wrong-state'
        const said = obstacleTo(actor(role), command, article, { fourEyes: false })
        expect(`${state}, own ${own}: ${said}`).toBe(`${state}, own ${own}: ${expected}`)
      }
    }
  })
})

it('somebody without permissions, like a role that was emptied, can do nothing at all', () => {
  const nobody = { ...actor('editor'), permissions: [] }
  const done = Object.keys(table).filter(
    (command) =>
      // Taking back what one has handed in oneself needs none.
      command !== 'recall' &&
      obstacleTo(nobody, command as CommandName, { ...plain, ownerId: me }, { fourEyes: false }) !==
        'forbidden',
  )
  expect(done).toEqual([])
})

describe('with four eyes', () => {
  const rules = { fourEyes: true }
  const editor = actor('editor')
  const review: Situation = { ...plain, status: 'in_review', submittedBy: somebody }

  it('whoever wrote the last change or submitted cannot approve, another editor can', () => {
    expect(obstacleTo(editor, 'approve', { ...review, lastEditorId: me }, rules)).toBe('four-eyes')
    expect(obstacleTo(editor, 'approve', { ...review, submittedBy: me }, rules)).toBe('four-eyes')
    expect(obstacleTo(editor, 'approve', review, rules)).toBeNull()
  })

  it.each(['publish', 'schedule'] as const)('%s needs a second person for the very text', (command) => {
    const own: Situation = { ...plain, ownerId: me, lastEditorId: me }
    expect(obstacleTo(actor('author'), command, own, rules)).toBe('four-eyes')
    const approved: Situation = { ...own, status: 'approved', approvedBy: somebody, approved: 2 }
    expect(obstacleTo(actor('author'), command, approved, rules)).toBeNull()
    expect(obstacleTo(actor('author'), command, { ...approved, working: 3 }, rules)).toBe('four-eyes')
    expect(obstacleTo(actor('author'), command, { ...approved, approvedBy: me }, rules)).toBe('four-eyes')
    expect(obstacleTo(editor, command, { ...plain, lastEditorId: somebody }, rules)).toBeNull()
  })

  it('an approved text that was changed since can be handed in again, an unchanged one need not', () => {
    const approved: Situation = {
      ...plain,
      ownerId: me,
      status: 'approved',
      approvedBy: somebody,
      approved: 2,
    }
    expect(obstacleTo(editor, 'submit', approved, rules)).toBe('wrong-state')
    expect(obstacleTo(editor, 'submit', { ...approved, working: 3 }, rules)).toBeNull()
  })
})

it('a change of what readers see has a state of its own', () => {
  expect(standingOf({ ...plain, status: 'published', live: 2 })).toBe('live')
  expect(standingOf({ ...plain, status: 'published', live: 1 })).toBe('draft')
  expect(standingOf({ ...plain, status: 'published', live: 1, stage: 'approved' })).toBe('approved')
  expect(standingOf({ ...plain, status: 'unpublished', live: 2 })).toBe('withdrawn')
})
