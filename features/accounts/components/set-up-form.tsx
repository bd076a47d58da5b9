'use client'

import { useActionState } from 'react'
import { PasswordField } from '@/components/ui/password-field.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { idle } from '@/lib/form-state.ts'
import { setUpAction } from '../actions.ts'

export function SetUpForm({ token }: { token: string }) {
  const t = useWords().accounts
  const [state, submit, pending] = useActionState(setUpAction, idle)
  const refused = state.status === 'refused' ? state : null
  return (
    <form action={submit} className="stack">
      {refused && (
        <p role="alert" className="form-error">
          {refused.message}
        </p>
      )}
      <input type="hidden" name="token" value={token} />
      <TextField
        name="name"
        label={t.name}
        autoComplete="name"
        defaultValue={refused?.values.name}
        error={refused?.fields.name}
        required
      />
      <TextField
        name="email"
        type="email"
        label={t.email}
        autoComplete="username"
        defaultValue={refused?.values.email}
        error={refused?.fields.email}
        required
      />
      <PasswordField
        name="password"
        label={t.password}
        show={t.show}
        hint={t.passwordHint}
        autoComplete="new-password"
        minLength={12}
        required
      />
      <button type="submit" className="button" disabled={pending}>
        {t.setupSubmit}
      </button>
    </form>
  )
}
