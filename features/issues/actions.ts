'use server'

import { z } from 'zod'
import { runAction } from '@/features/accounts/action.ts'
import type { ActionState } from '@/lib/form-state.ts'
import { newIssueInput } from './schema.ts'
import { dropIssue, newIssue, reuseIssue } from './worker.ts'

const permission = 'newsletter:send' as const

/** Makes a draft; its id. */
export async function createIssueAction(form: unknown): Promise<ActionState<number>> {
  return runAction({ permission, schema: newIssueInput, form }, ({ actor, input }) => newIssue(actor, input))
}

/** Makes a draft of what another issue says; its id. */
export async function copyIssueAction(id: unknown): Promise<ActionState<number>> {
  return runAction({ permission, schema: z.int().positive(), form: id }, ({ actor, input }) =>
    reuseIssue(actor, input),
  )
}

export async function deleteIssueAction(issue: unknown): Promise<ActionState<null>> {
  const schema = z.object({ id: z.int().positive(), lockVersion: z.int() })
  return runAction({ permission, schema, form: issue }, async ({ actor, input }) => {
    await dropIssue(actor, input.id, input.lockVersion)
    return null
  })
}
