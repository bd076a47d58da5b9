'use client'

import type { ActionState } from '@/lib/form-state.ts'

/** Why a form was refused, read out as soon as it is there. */
export function FormRefusal({ state }: { state: ActionState<unknown> }) {
  if (state.status !== 'refused') return null
  return (
    <p role="alert" className="form-error">
      {state.message}
    </p>
  )
}
