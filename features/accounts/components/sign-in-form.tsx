'use client'

import { useActionState } from 'react'
import { PasswordField } from '@/components/ui/password-field.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { idle } from '@/lib/form-state.ts'
import { signInAction } from '../actions.ts'

export function SignInForm({ next }: { next: string }) {
  const t = useWords()
  const [state, submit, pending] = useActionState(signInAction, idle)
  const typed = state.status === 'refused' ? state.values : {}
  return (
    <form action={submit} className="stack">
      {state.status === 'refused' && (
        <p role="alert" className="form-error">
          {state.message}
        </p>
      )}
      <input type="hidden" name="next" value={next} />
      <TextField
        name="email"
        type="email"
        label={t.accounts.email}
        autoComplete="username"
        defaultValue={typed.email}
        required
      />
      <PasswordField
        name="password"
        label={t.accounts.password}
        show={t.accounts.show}
        autoComplete="current-password"
        required
      />
      <button type="submit" className="button" disabled={pending}>
        {t.accounts.signIn}
      </button>
    </form>
  )
}
