'use client'

import { useActionState } from 'react'
import { PasswordField } from '@/components/ui/password-field.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { idle } from '@/lib/form-state.ts'
import { acceptInvitationAction, askResetAction, resetPasswordAction } from '../actions.ts'
import { FormRefusal } from './form-refusal.tsx'

/** Choosing the first passphrase. The address is in the form so that password managers remember it. */
export function InviteForm({ token, email }: { token: string; email: string }) {
  const t = useWords().accounts
  const [state, submit, pending] = useActionState(acceptInvitationAction, idle)
  return (
    <form action={submit} className="stack">
      <FormRefusal state={state} />
      <input type="hidden" name="token" value={token} />
      <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
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
        {t.inviteSubmit}
      </button>
    </form>
  )
}

/** Asking for a link. The answer is the same whoever asks. */
export function AskResetForm() {
  const t = useWords().accounts
  const [state, submit, pending] = useActionState(askResetAction, idle)
  if (state.status === 'done')
    return (
      <p role="status" className="notice-line">
        {t.resetSent}
      </p>
    )
  return (
    <form action={submit} className="stack">
      <FormRefusal state={state} />
      <TextField
        name="email"
        type="email"
        label={t.email}
        autoComplete="username"
        defaultValue={state.status === 'refused' ? state.values.email : undefined}
        required
      />
      <button type="submit" className="button" disabled={pending}>
        {t.resetSubmit}
      </button>
    </form>
  )
}

export function NewPasswordForm({ token, email }: { token: string; email: string }) {
  const t = useWords().accounts
  const [state, submit, pending] = useActionState(resetPasswordAction, idle)
  return (
    <form action={submit} className="stack">
      <FormRefusal state={state} />
      <input type="hidden" name="token" value={token} />
      <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        name="password"
        label={t.newPassword}
        show={t.show}
        hint={t.passwordHint}
        autoComplete="new-password"
        minLength={12}
        required
      />
      <button type="submit" className="button" disabled={pending}>
        {t.newPasswordSubmit}
      </button>
    </form>
  )
}
