'use server'

import { z } from 'zod'
import { runAction } from '@/features/accounts/action.ts'
import type { ActionState } from '@/lib/form-state.ts'
import { deleteRedirect, dismissMissing, putRedirect } from './mutations.ts'
import { redirectInput } from './schema.ts'

const permission = 'redirects:edit'
const address = z.string().min(1).max(400)

export async function saveRedirectAction(
  _before: ActionState<string>,
  form: FormData,
): Promise<ActionState<string>> {
  return runAction({ permission, schema: redirectInput, form }, async ({ actor, input }) => {
    await putRedirect(actor, input)
    return input.from
  })
}

export async function deleteRedirectAction(from: unknown): Promise<ActionState<null>> {
  return runAction({ permission, schema: address, form: from }, async ({ actor, input }) => {
    await deleteRedirect(actor, input)
    return null
  })
}

export async function dismissMissingAction(path: unknown): Promise<ActionState<null>> {
  return runAction({ permission, schema: address, form: path }, async ({ input }) => {
    await dismissMissing(input)
    return null
  })
}
