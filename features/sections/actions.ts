'use server'

import { z } from 'zod'
import { runAction } from '@/features/accounts/action.ts'
import type { ActionState } from '@/lib/form-state.ts'
import { deleteSection, orderSections, saveSection } from './mutations.ts'
import { orderInput, sectionInput } from './schema.ts'

export async function saveSectionAction(
  _before: ActionState<string>,
  form: FormData,
): Promise<ActionState<string>> {
  return runAction({ permission: 'taxonomy:edit', schema: sectionInput, form }, async ({ actor, input }) => {
    await saveSection(actor, input)
    return input.name
  })
}

export async function orderSectionsAction(order: unknown): Promise<ActionState<null>> {
  return runAction(
    { permission: 'taxonomy:edit', schema: orderInput, form: order },
    async ({ actor, input }) => {
      await orderSections(actor, input)
      return null
    },
  )
}

export async function deleteSectionAction(id: unknown): Promise<ActionState<null>> {
  return runAction(
    { permission: 'taxonomy:edit', schema: z.int().positive(), form: id },
    async ({ actor, input }) => {
      await deleteSection(actor, input)
      return null
    },
  )
}
