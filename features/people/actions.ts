'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { runAction } from '@/features/accounts/action.ts'
import { type Handed, invite, sendLink } from '@/features/accounts/links.ts'
import { type Actor, type Permission, type Proven, permissions } from '@/features/accounts/policy.ts'
import { currentActor } from '@/features/accounts/session.ts'
import { dropFactors } from '@/features/second-factor/worker.ts'
import { AppError } from '@/lib/errors.ts'
import type { ActionState } from '@/lib/form-state.ts'
import * as schemas from './schema.ts'
import * as work from './worker.ts'

const manage = 'people:manage' satisfies Permission

function self(actor: Actor): Proven {
  if (actor.id === null) throw new AppError('forbidden')
  return { ...actor, id: actor.id }
}

export async function inviteAction(
  _before: ActionState<Handed>,
  form: FormData,
): Promise<ActionState<Handed>> {
  return runAction({ permission: manage, schema: schemas.inviteSchema, form }, async ({ actor, input }) => {
    const handed = await invite(actor, input)
    refresh()
    return handed
  })
}

/** Oneself one changes in one's own account, where the passphrase is asked for: a session that was stolen is no key to more. */
function another(actor: Actor, id: number): number {
  if (actor.id === id) throw new AppError('own-account')
  return id
}

/** A new invitation, or a link for a new passphrase. */
export async function sendLinkAction(id: number): Promise<ActionState<Handed>> {
  return runAction(
    { permission: manage, schema: schemas.personSchema, form: { id } },
    async ({ actor, input }) => sendLink(actor, another(actor, input.id)),
  )
}

export async function changeRoleAction(id: number, role: string): Promise<ActionState<void>> {
  return runAction(
    { permission: manage, schema: schemas.roleChangeSchema, form: { id, role } },
    async ({ actor, input }) => {
      await work.giveRole(actor, input.id, input.role)
      refresh()
    },
  )
}

/** Acts of administrators on one person, by name. */
export async function personAction(
  id: number,
  act: 'disable' | 'enable' | 'sign-out' | 'reset-factor',
): Promise<ActionState<void>> {
  const schema = schemas.personSchema.extend({
    act: z.enum(['disable', 'enable', 'sign-out', 'reset-factor']),
  })
  return runAction({ permission: manage, schema, form: { id, act } }, async ({ actor, input }) => {
    if (input.act === 'disable') await work.disable(actor, input.id)
    else if (input.act === 'enable') await work.enable(actor, input.id)
    else if (input.act === 'sign-out') await work.endSessions(actor, input.id)
    else await dropFactors(actor, another(actor, input.id))
    refresh()
  })
}

const permissionList = z.preprocess(
  (given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]),
  z.array(z.enum(permissions)),
)
const rolesSchema = z.object({
  updatedAt: z.coerce.number().int().nonnegative(),
  contributor: permissionList,
  author: permissionList,
  editor: permissionList,
  requireSecondFactor: z.literal('on').optional(),
})

export async function saveRolesAction(
  _before: ActionState<number>,
  form: FormData,
): Promise<ActionState<number>> {
  return runAction({ permission: manage, schema: rolesSchema, form }, ({ actor, input }) => {
    const { updatedAt, requireSecondFactor, ...roles } = input
    return work.saveRoles(actor, updatedAt, { roles, requireSecondFactor: requireSecondFactor === 'on' })
  })
}

export async function saveProfileAction(
  _before: ActionState<void>,
  form: FormData,
): Promise<ActionState<void>> {
  return runAction({ permission: null, schema: schemas.profileSchema, form }, async ({ actor, input }) => {
    await work.saveProfile(self(actor), input)
    refresh()
  })
}

export async function changePasswordAction(
  _before: ActionState<void>,
  form: FormData,
): Promise<ActionState<void>> {
  return runAction({ permission: null, schema: schemas.passwordSchema, form }, async ({ actor, input }) => {
    await work.changePassword(self(actor), input.present, input.password)
    refresh()
  })
}

export async function endSessionAction(
  _before: ActionState<void>,
  form: FormData,
): Promise<ActionState<void>> {
  return runAction({ permission: null, schema: schemas.sessionSchema, form }, async ({ actor, input }) => {
    await work.endOwnSession(self(actor), input.hash)
    refresh()
  })
}

/** Ends all of one's own sessions, this one too. */
export async function signOutEverywhereAction(): Promise<void> {
  const actor = await currentActor()
  if (actor?.id != null) await work.endSessions(actor, actor.id)
  redirect('/admin/login')
}
