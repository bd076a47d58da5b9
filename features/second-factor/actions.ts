'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { runAction } from '@/features/accounts/action.ts'
import { findPerson } from '@/features/accounts/data.ts'
import type { Actor, Proven } from '@/features/accounts/policy.ts'
import { confirmLately, confirmPassword } from '@/features/accounts/sign-in.ts'
import { loadPublication } from '@/features/settings/loaders.ts'
import { AppError } from '@/lib/errors.ts'
import type { ActionState } from '@/lib/form-state.ts'
import { codeSchema, passkeyNameSchema } from './schema.ts'
import {
  beginTotp,
  dropPasskey,
  endTotp,
  finishTotp,
  keepPasskey,
  nameOfPasskey,
  newCodes,
  offerPasskey,
  type PasskeyOffer,
} from './worker.ts'

const nothing = z.object({})
const withPassword = z.object({ password: z.string().max(1000).default('') })
const onePasskey = z.object({ id: z.coerce.number().int().positive() })
type Codes = { codes: string[] | null }

/** Actions about oneself: whoever is signed in. */
function self(actor: Actor): Proven {
  if (actor.id === null) throw new AppError('forbidden')
  return { ...actor, id: actor.id }
}

export async function beginTotpAction(
  _before: ActionState<void>,
  form: FormData,
): Promise<ActionState<void>> {
  return runAction({ permission: null, enrolling: true, schema: nothing, form }, async ({ actor }) => {
    await beginTotp(self(actor))
    refresh()
  })
}

export async function finishTotpAction(
  _before: ActionState<Codes>,
  form: FormData,
): Promise<ActionState<Codes>> {
  return runAction(
    { permission: null, enrolling: true, schema: withPassword.extend({ code: codeSchema }), form },
    async ({ actor, input }) => {
      await confirmLately(actor, input.password)
      const codes = await finishTotp(self(actor), input.code)
      refresh()
      return { codes }
    },
  )
}

export async function endTotpAction(_before: ActionState<void>, form: FormData): Promise<ActionState<void>> {
  return runAction(
    { permission: null, enrolling: true, schema: withPassword, form },
    async ({ actor, input }) => {
      await confirmPassword(actor, input.password)
      await endTotp(self(actor))
      refresh()
    },
  )
}

export async function newCodesAction(
  _before: ActionState<Codes>,
  form: FormData,
): Promise<ActionState<Codes>> {
  return runAction(
    { permission: null, enrolling: true, schema: withPassword, form },
    async ({ actor, input }) => {
      await confirmPassword(actor, input.password)
      const codes = await newCodes(self(actor))
      refresh()
      return { codes }
    },
  )
}

export async function offerPasskeyAction(password: string): Promise<ActionState<PasskeyOffer>> {
  return runAction(
    { permission: null, enrolling: true, schema: withPassword, form: { password } },
    async ({ actor, input }) => {
      const me = self(actor)
      const person = await findPerson(me.id)
      if (!person) throw new AppError('not-found')
      await confirmLately(actor, input.password)
      return offerPasskey(me, (await loadPublication()).name, person.email)
    },
  )
}

export async function keepPasskeyAction(name: string, answer: unknown): Promise<ActionState<Codes>> {
  return runAction(
    { permission: null, enrolling: true, schema: z.object({ name: passkeyNameSchema }), form: { name } },
    async ({ actor, input }) => {
      const codes = await keepPasskey(self(actor), input.name, answer)
      refresh()
      return { codes }
    },
  )
}

export async function renamePasskeyAction(
  _before: ActionState<void>,
  form: FormData,
): Promise<ActionState<void>> {
  const schema = onePasskey.extend({ name: passkeyNameSchema })
  return runAction({ permission: null, enrolling: true, schema, form }, async ({ actor, input }) => {
    await nameOfPasskey(self(actor), input.id, input.name)
    refresh()
  })
}

export async function removePasskeyAction(
  _before: ActionState<void>,
  form: FormData,
): Promise<ActionState<void>> {
  return runAction(
    { permission: null, enrolling: true, schema: onePasskey.extend(withPassword.shape), form },
    async ({ actor, input }) => {
      await confirmLately(actor, input.password)
      await dropPasskey(self(actor), input.id)
      refresh()
    },
  )
}
