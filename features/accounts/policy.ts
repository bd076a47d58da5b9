import type { roles } from '@/db/schema/people.ts'

export type Role = (typeof roles)[number]

/** What somebody may be allowed to do. Code asks for one of these, never for a role. */
export const permissions = [
  'article:create',
  'article:edit_own',
  'article:edit_any',
  'article:submit',
  'article:review',
  'article:publish_own',
  'article:publish_any',
  'article:archive',
  'article:override_check',
  'article:override_embargo',
  'media:upload',
  'media:edit',
  'media:delete',
  'front_page:edit',
  'newsletter:send',
  'subscribers:manage',
  'taxonomy:edit',
  'redirects:edit',
  'people:manage',
  'settings:edit',
  'audit:read',
] as const
export type Permission = (typeof permissions)[number]

const contributor: Permission[] = ['article:create', 'article:edit_own', 'article:submit', 'media:upload']
const author: Permission[] = [...contributor, 'article:publish_own', 'media:edit']
const editor: Permission[] = [
  ...author,
  'article:edit_any',
  'article:review',
  'article:publish_any',
  'article:archive',
  'article:override_check',
  'media:delete',
  'front_page:edit',
  'newsletter:send',
  'taxonomy:edit',
  'redirects:edit',
]

/** What each role allows until the settings say otherwise. */
export const defaultRoles: Record<Role, readonly Permission[]> = {
  contributor,
  author,
  editor,
  administrator: permissions,
}

/**
 * Who does something. A person has signed in, or is named by an operator at the command line (`--as`); the system is
 * the clock or a command of the operator's own. `address` is the network address, empty where there is none.
 */
export type Actor = {
  id: number | null
  name: string
  role: Role | 'system'
  permissions: readonly Permission[]
  /** Hash of the session; empty outside a request. */
  session: string
  address: string
  /** They must add a second factor before they may do anything else. */
  enrolling?: true
}

/** Somebody who has proved who they are. */
export type Proven = Actor & { id: number }

/** The clock and the operator's own commands. */
export const systemActor: Actor = {
  id: null,
  name: 'system',
  role: 'system',
  permissions,
  session: '',
  address: '',
}

/** Whether somebody has a permission. */
export const can = (actor: Actor, permission: Permission): boolean => actor.permissions.includes(permission)
