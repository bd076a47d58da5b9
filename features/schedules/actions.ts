'use server'

import { z } from 'zod'
import { runAction } from '@/features/accounts/action.ts'
import { loadPublication } from '@/features/settings/loaders.ts'
import type { ActionState } from '@/lib/form-state.ts'
import { nextPlanned } from './dates.ts'
import { createSchedule, deleteSchedule, saveSchedule } from './mutations.ts'
import { scheduleForm } from './schema.ts'

const permission = 'newsletter:send' as const

/** When it makes its next issue, UTC milliseconds; null while it is stopped. */
type Next = { next: number | null }

export async function saveScheduleAction(
  _before: ActionState<Next>,
  form: FormData,
): Promise<ActionState<Next>> {
  return runAction({ permission, schema: scheduleForm, form }, async ({ actor, input }) => {
    const { id, seen, ...schedule } = input
    if (id === null) await createSchedule(actor, schedule)
    else await saveSchedule(actor, id, seen, schedule)
    const { timeZone } = await loadPublication()
    return { next: schedule.active ? nextPlanned(schedule, Date.now(), timeZone) : null }
  })
}

export async function deleteScheduleAction(schedule: unknown): Promise<ActionState<null>> {
  const schema = z.object({ id: z.int().positive(), seen: z.string().max(10_000) })
  return runAction({ permission, schema, form: schedule }, async ({ actor, input }) => {
    await deleteSchedule(actor, input.id, input.seen)
    return null
  })
}
