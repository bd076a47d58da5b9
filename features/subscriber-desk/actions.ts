'use server'

import { runAction } from '@/features/accounts/action.ts'
import type { ActionState } from '@/lib/form-state.ts'
import { eraseByHand, liftByHand, suppressByHand } from './mutations.ts'
import { eraseInput, liftInput, suppressInput } from './schema.ts'

const permission = 'subscribers:manage'

export async function suppressAction(_before: ActionState<null>, form: FormData): Promise<ActionState<null>> {
  return runAction({ permission, schema: suppressInput, form }, async ({ actor, input }) => {
    await suppressByHand(actor, input.id, input.reason)
    return null
  })
}

export async function liftAction(_before: ActionState<null>, form: FormData): Promise<ActionState<null>> {
  return runAction({ permission, schema: liftInput, form }, async ({ actor, input }) => {
    await liftByHand(actor, input.id)
    return null
  })
}

export async function eraseAction(_before: ActionState<null>, form: FormData): Promise<ActionState<null>> {
  return runAction({ permission, schema: eraseInput, form }, async ({ actor, input }) => {
    await eraseByHand(actor, input.id, input.typed)
    return null
  })
}
