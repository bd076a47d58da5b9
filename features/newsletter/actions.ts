'use server'

import { z } from 'zod'
import { runAction } from '@/features/accounts/action.ts'
import type { ActionState } from '@/lib/form-state.ts'
import { deleteNewsletter, orderNewsletters, saveNewsletter } from './mutations.ts'
import { newsletterInput, newsletterOrderInput } from './schema.ts'

const permission = 'newsletter:send' as const

export async function saveNewsletterAction(
  _before: ActionState<string>,
  form: FormData,
): Promise<ActionState<string>> {
  return runAction({ permission, schema: newsletterInput, form }, async ({ actor, input }) => {
    await saveNewsletter(actor, input)
    return input.name
  })
}

export async function orderNewslettersAction(order: unknown): Promise<ActionState<null>> {
  return runAction({ permission, schema: newsletterOrderInput, form: order }, async ({ actor, input }) => {
    await orderNewsletters(actor, input)
    return null
  })
}

export async function deleteNewsletterAction(id: unknown): Promise<ActionState<null>> {
  return runAction({ permission, schema: z.int().positive(), form: id }, async ({ actor, input }) => {
    await deleteNewsletter(actor, input)
    return null
  })
}
