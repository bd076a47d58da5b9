'use server'

import { z } from 'zod'
import { runAction } from '@/features/accounts/action.ts'
import { mergeInput } from '@/features/topics/schema.ts'
import type { ActionState } from '@/lib/form-state.ts'
import { findAuthorById } from './data.ts'
import { deleteAuthor, mergeAuthors, saveAuthor } from './mutations.ts'
import { authorInput, authorSeen, type Saved } from './schema.ts'

export async function saveAuthorAction(
  _before: ActionState<Saved>,
  form: FormData,
): Promise<ActionState<Saved>> {
  return runAction({ permission: 'taxonomy:edit', schema: authorInput, form }, async ({ actor, input }) => {
    const id = await saveAuthor(actor, input)
    const saved = await findAuthorById(id)
    return { id, name: input.name, seen: saved ? authorSeen(saved) : '' }
  })
}

export async function mergeAuthorsAction(merge: unknown): Promise<ActionState<null>> {
  return runAction(
    { permission: 'taxonomy:edit', schema: mergeInput, form: merge },
    async ({ actor, input }) => {
      await mergeAuthors(actor, input.from, input.into)
      return null
    },
  )
}

export async function deleteAuthorAction(id: unknown): Promise<ActionState<null>> {
  return runAction(
    { permission: 'taxonomy:edit', schema: z.int().positive(), form: id },
    async ({ actor, input }) => {
      await deleteAuthor(actor, input)
      return null
    },
  )
}
