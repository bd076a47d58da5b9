import { describe, expect, it } from 'vitest'
import { stages, statuses } from '@/db/schema/articles.ts'
import { type Actor, defaultRoles, type Role, systemActor } from '@/features/accounts/policy.ts'
import { commandNames, obstacleTo, type Situation, standingOf } from '@/features/workflow/policy.ts'
import type { CommandName } from '@/features/workflow/schema.ts'
import {
  allHolders,
  anybody,
  expected,
  holders,
  me,
  plain,
  somebody,
  states,
  table,
} from '../../factories/commands.ts'

const actor = (role: Role): Actor => ({
  id: me,
  name: role,
  role,
  permissions: defaultRoles[role],
  session: '',
  address: '',
})

it('the table holds every command, and every state that the database allows', () => {
  expect(Object.keys(table).sort()).toEqual([...commandNames].sort())
  const held = new Set(Object.values(states).map(({ status, stage = null }) => `${status} ${stage}`))
  const possible = statuses.flatMap((status) =>
    status === 'published' || status === 'unpublished'
      ? [`${status} null`, ...stages.map((stage) => `${status} ${stage}`)]
      : [`${status} null`],
  )
  expect(possible.filter((state) => !held.has(state))).toEqual([])
})

describe.each([...commandNames])('%s', (command) => {
  it.each(anybody)('by a person with role %s', (role) => {
    for (const [state, over] of Object.entries(states))
      for (const holder of allHolders) {
        const article = { ...plain, ...over, ...holders[holder] }
        const said = obstacleTo(actor(role), command, article, { fourEyes: false })
        const wanted = expected(command, role, state, holder)
        expect(`${state}, ${holder}: ${said}`).toBe(`${state}, ${holder}: ${wanted}`)
      }
  })

  it('by no one', () => {
    const nobody = { ...systemActor, permissions: [] }
    for (const over of Object.values(states))
      for (const held of Object.values(holders))
        expect(obstacleTo(nobody, command, { ...plain, ...over, ...held }, { fourEyes: false })).toBe(
          'forbidden',
        )
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
