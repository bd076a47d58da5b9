import { expect, it } from 'vitest'
import { stages, statuses } from '@/db/schema/articles.ts'
import { roles } from '@/db/schema/people.ts'
import { type Actor, defaultRoles, type Role, systemActor } from '@/features/accounts/policy.ts'
import { isInside, mayRead, obstacleTo } from '@/features/writing/policy.ts'

const actor = (role: Role): Actor => ({
  id: 7,
  name: '',
  role,
  permissions: defaultRoles[role],
  session: '',
  address: '',
})
const free = 'free'
const states = [
  ...statuses.map((status) => ({ status, stage: null })),
  ...stages.map((stage) => ({ status: 'published' as const, stage })),
  ...stages.map((stage) => ({ status: 'unpublished' as const, stage })),
]
const name = ({ status, stage }: (typeof states)[number]) => (stage ? `${status}/${stage}` : status)
const answers = (role: Role, ownerId: number | null, assigneeId: number | null = null) =>
  Object.fromEntries(
    states.map((state) => [name(state), obstacleTo(actor(role), { ownerId, assigneeId, ...state }) ?? free]),
  )
const all = (answer: string, over: Record<string, string> = {}) => ({
  ...Object.fromEntries(states.map((state) => [name(state), answer])),
  ...over,
})

it('a contributor writes in their own drafts until they are handed in, and again when changes are asked for', () => {
  expect(answers('contributor', 7)).toEqual(
    all('with-editors', {
      draft: free,
      changes_requested: free,
      'published/draft': free,
      'published/changes_requested': free,
      'unpublished/draft': free,
      'unpublished/changes_requested': free,
      archived: 'archived',
    }),
  )
})

it('an author writes in their own articles in every state but the archive', () => {
  expect(answers('author', 7)).toEqual(all(free, { archived: 'archived' }))
})

it('to whom an article was given writes in it as whose it is', () => {
  for (const role of ['contributor', 'author'] as const) expect(answers(role, 8, 7)).toEqual(answers(role, 7))
})

it('editors and administrators write in any article but an archived one', () => {
  for (const role of ['editor', 'administrator'] as const)
    for (const owner of [7, 8, null])
      expect(answers(role, owner)).toEqual(all(free, { archived: 'archived' }))
})

it('nobody else writes in what is not theirs, nor in what is nobody’s', () => {
  for (const role of ['contributor', 'author'] as const)
    for (const owner of [8, null]) expect(answers(role, owner)).toEqual(all('not-yours'))
})

it('somebody without a name owns nothing, and without permissions nobody writes', () => {
  const nobody = { ...systemActor, permissions: ['article:edit_own'] as const }
  expect(obstacleTo(nobody, { ownerId: null, assigneeId: null, status: 'draft', stage: null })).toBe(
    'not-yours',
  )
  const bare = { ...actor('editor'), permissions: [] }
  expect(obstacleTo(bare, { ownerId: 7, assigneeId: 7, status: 'draft', stage: null })).toBe('not-yours')
})

it('drafts are read by those who wrote them, were given them, or work on everybody’s', () => {
  const readers = (ownerId: number | null, assigneeId: number | null) =>
    roles.filter((role) =>
      mayRead(actor(role), { ownerId, assigneeId, status: 'draft', stage: null, working: 1, live: null }),
    )
  expect(readers(8, null)).toEqual(['editor', 'administrator'])
  expect(readers(7, null)).toEqual(roles)
  expect(readers(8, 7)).toEqual(roles)
})

it('a published text is read by all while it is what readers have; its versions and notes are not', () => {
  const article = { ownerId: 8, assigneeId: null, status: 'published' as const, stage: null, working: 5 }
  const author = actor('author')
  expect(mayRead(author, { ...article, live: 5 })).toBe(true)
  expect(mayRead(author, { ...article, live: 4 })).toBe(false)
  expect(mayRead(author, { ...article, live: 5, stage: 'draft' })).toBe(false)
  expect(mayRead(author, { ...article, live: 5, status: 'unpublished' })).toBe(false)
  expect(isInside(author, article)).toBe(false)
})
