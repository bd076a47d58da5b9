'use server'

import { z } from 'zod'
import { runAction } from '@/features/accounts/action.ts'
import type { ActionState } from '@/lib/form-state.ts'
import { dismissAlert } from './mutations.ts'
import { alertNames } from './schema.ts'

/** Takes an alert away; it comes back when there is reason to. */
export async function dismissAlertAction(name: unknown): Promise<ActionState<null>> {
  return runAction(
    { permission: 'newsletter:send', schema: z.enum(alertNames), form: name },
    async ({ actor, input }) => {
      await dismissAlert(actor, input)
      return null
    },
  )
}
