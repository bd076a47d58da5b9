'use server'

import { z } from 'zod'
import { runAction } from '@/features/accounts/action.ts'
import type { ActionState } from '@/lib/form-state.ts'
import { deleteTopic, mergeTopics, saveTopic } from './mutations.ts'
import { mergeInput, topicInput } from './schema.ts'

export async function saveTopicAction(
  _before: ActionState<string>,
  form: FormData,
): Promise<ActionState<string>> {
  return runAction({ permission: 'taxonomy:edit', schema: topicInput, form }, async ({ actor, input }) => {
    await saveTopic(actor, input)
    return input.name
  })
}

export async function mergeTopicsAction(merge: unknown): Promise<ActionState<null>> {
  return runAction(
    { permission: 'taxonomy:edit', schema: mergeInput, form: merge },
    async ({ actor, input }) => {
      await mergeTopics(actor, input.from, input.into)
      return null
    },
  )
}

export async function deleteTopicAction(id: unknown): Promise<ActionState<null>> {
  return runAction(
    { permission: 'taxonomy:edit', schema: z.int().positive(), form: id },
    async ({ actor, input }) => {
      await deleteTopic(actor, input)
      return null
    },
  )
}
