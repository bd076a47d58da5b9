'use server'

import { redirect } from 'next/navigation'
import { runAction } from '@/features/accounts/action.ts'
import { loadPublication } from '@/features/settings/loaders.ts'
import type { ActionState } from '@/lib/form-state.ts'
import { createSchema } from './schema.ts'
import { begin } from './worker.ts'

/** Begins an article and goes to its page. */
export async function beginAction(
  _before: ActionState<number>,
  form: FormData,
): Promise<ActionState<number>> {
  const { language } = await loadPublication()
  const state = await runAction(
    { permission: 'article:create', schema: createSchema, form },
    ({ actor, input, t }) => begin(actor, { ...input, language }, t.writing.firstSection),
  )
  if (state.status === 'done') redirect(`/admin/articles/${state.data}`)
  return state
}
