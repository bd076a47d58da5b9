'use server'

import { z } from 'zod'
import { runAction } from '@/features/accounts/action.ts'
import type { ActionState } from '@/lib/form-state.ts'
import { headlinesOf } from './data.ts'
import { applyToMany, deleteView, saveView } from './mutations.ts'
import { parseFilter, writeFilter } from './query.ts'
import { type BulkReport, bulkInput, viewInput } from './schema.ts'

/** Does one thing to many articles. The permission depends on what: the mutation asks for it. */
export async function bulkAction(input: unknown): Promise<ActionState<BulkReport>> {
  return runAction(
    { permission: null, schema: bulkInput, form: input },
    async ({ actor, input: bulk, t }) => {
      const report = await applyToMany(actor, bulk, (code) => t.errors[code])
      const names = await headlinesOf(report.refused.map((entry) => entry.id))
      return {
        ...report,
        refused: report.refused.map((entry) => ({ ...entry, headline: names.get(entry.id) ?? '' })),
      }
    },
  )
}

export async function saveViewAction(
  _before: ActionState<number>,
  form: FormData,
): Promise<ActionState<number>> {
  return runAction({ permission: null, schema: viewInput, form }, async ({ actor, input }) => {
    const filter = parseFilter(Object.fromEntries(new URLSearchParams(input.query)))
    return saveView(actor, {
      name: input.name,
      query: writeFilter(filter),
      shared: input.shared === 'on',
    })
  })
}

export async function deleteViewAction(id: unknown): Promise<ActionState<null>> {
  return runAction({ permission: null, schema: z.int().positive(), form: id }, async ({ actor, input }) => {
    await deleteView(actor, input)
    return null
  })
}
