'use client'

import { useActionState } from 'react'
import { TextField } from '@/components/ui/text-field.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { idle } from '@/lib/form-state.ts'
import { secondFactorAction } from '../actions.ts'
import { FormRefusal } from './form-refusal.tsx'

/** The code of the second step, or a recovery code. */
export function CodeForm() {
  const t = useWords().security
  const [state, submit, pending] = useActionState(secondFactorAction, idle)
  return (
    <form action={submit} className="stack">
      <FormRefusal state={state} />
      <TextField
        name="code"
        label={t.code}
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={20}
        autoFocus
        required
      />
      <button type="submit" className="button" disabled={pending}>
        {t.go}
      </button>
    </form>
  )
}
