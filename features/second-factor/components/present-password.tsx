'use client'

import { PasswordField } from '@/components/ui/password-field.tsx'
import { useWords } from '@/components/ui/words.tsx'
import type { ActionState } from '@/lib/form-state.ts'

/** The passphrase once more, before a way to sign in changes. `id` tells the fields of one page apart. */
export function PresentPassword({ id }: { id: string }) {
  const t = useWords()
  return (
    <PasswordField
      name="password"
      id={id}
      label={t.security.presentPassword}
      show={t.accounts.show}
      autoComplete="current-password"
      required
    />
  )
}

/** Whether an answer says that the passphrase is needed after all: the page was open for long. */
export const isAsked = (state: ActionState<unknown>): boolean =>
  state.status === 'refused' && /^password-(?:asked|wrong)$/.test(state.code)
