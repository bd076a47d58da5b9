// What administrators do to others, and everybody to their own account: one unit of work each.
import 'server-only'
import { write } from '@/db/client.ts'
import { findPerson, knownOf } from '@/features/accounts/data.ts'
import { tellChange } from '@/features/accounts/links.ts'
import * as change from '@/features/accounts/mutations.ts'
import { checkPassword } from '@/features/accounts/passphrase.ts'
import { hashPassword } from '@/features/accounts/passwords.ts'
import type { Actor, Permission, Proven, Role } from '@/features/accounts/policy.ts'
import { confirmPassword } from '@/features/accounts/sign-in.ts'
import { changeNewsroom } from '@/features/settings/mutations.ts'
import { AppError } from '@/lib/errors.ts'

/** @throws AppError not-found, last-administrator */
export const giveRole = (actor: Actor, id: number, role: Role): Promise<void> =>
  write((tx) => change.changeRole(tx, actor, id, role))

/** @throws AppError not-found, last-administrator */
export const disable = (actor: Actor, id: number): Promise<void> =>
  write((tx) => change.disablePerson(tx, actor, id))

/** @throws AppError not-found */
export const enable = (actor: Actor, id: number): Promise<void> =>
  write((tx) => change.enablePerson(tx, actor, id))

/** Ends all sessions of somebody, except perhaps the one in use. */
export const endSessions = (actor: Actor, id: number, except = ''): Promise<number> =>
  write((tx) => change.closeSessions(tx, actor, id, except))

/** @throws AppError not-found when it is not theirs */
export const endOwnSession = (actor: Proven, hash: string): Promise<void> =>
  write(async (tx) => {
    if (!(await change.closeOwnSession(tx, actor, hash))) throw new AppError('not-found')
  })

/** @throws AppError not-found */
export const saveProfile = (actor: Proven, input: { name: string; authorId: number | null }): Promise<void> =>
  write((tx) => change.changeProfile(tx, actor, actor.id, input))

/**
 * Changes one's own passphrase and ends one's other sessions.
 * @throws AppError password-wrong, too-many-attempts, and the refusals of a passphrase
 */
export async function changePassword(actor: Proven, present: string, password: string): Promise<void> {
  await confirmPassword(actor, present)
  const person = await findPerson(actor.id)
  if (!person) throw new AppError('not-found')
  checkPassword(password, await knownOf(person))
  const passwordHash = await hashPassword(password)
  await write(async (tx) => {
    await change.setPassword(tx, actor, actor.id, passwordHash)
    await change.closeSessions(tx, actor, actor.id, actor.session)
    await tellChange(tx, person)
  })
}

export type RolesInput = {
  roles: Record<Exclude<Role, 'administrator'>, Permission[]>
  requireSecondFactor: boolean
}

/**
 * Saves what each role may do; the rest of the newsroom's settings stays as it is. Returns the new version of the settings.
 * @param seen version of the settings that the change was made on
 * @throws AppError stale-version
 */
export const saveRoles = (
  actor: Actor,
  seen: number,
  { roles, requireSecondFactor }: RolesInput,
): Promise<number> =>
  changeNewsroom(actor, seen, (newsroom) => ({
    ...newsroom,
    roles: { ...newsroom.roles, ...roles },
    requireSecondFactor,
  }))
