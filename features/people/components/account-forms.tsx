'use client'

import { useActionState } from 'react'
import { PasswordField } from '@/components/ui/password-field.tsx'
import { SelectField } from '@/components/ui/select-field.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { FormRefusal } from '@/features/accounts/components/form-refusal.tsx'
import type { Person } from '@/features/accounts/schema.ts'
import type { ActionState } from '@/lib/form-state.ts'
import { idle } from '@/lib/form-state.ts'
import { changePasswordAction, saveProfileAction } from '../actions.ts'
import styles from './people.module.css'

function Done({ state, text }: { state: ActionState<unknown>; text: string }) {
  if (state.status !== 'done') return null
  return (
    <p role="status" className="notice-line">
      {text}
    </p>
  )
}

type ProfileProps = { person: Person; authors: { id: number; name: string }[] }

/** One's own name, and the byline of what one writes. */
export function ProfileForm({ person, authors }: ProfileProps) {
  const t = useWords()
  const [state, submit, pending] = useActionState(saveProfileAction, idle)
  const refused = state.status === 'refused' ? state : null
  return (
    <form action={submit} className={styles.form} key={`${person.name} ${person.authorId}`}>
      <FormRefusal state={state} />
      <Done state={state} text={t.people.profileSaved} />
      <TextField
        name="name"
        label={t.accounts.name}
        autoComplete="name"
        defaultValue={refused?.values.name ?? person.name}
        error={refused?.fields.name}
        required
      />
      <SelectField
        name="authorId"
        label={t.people.ownAuthor}
        hint={t.people.ownAuthorHint}
        none={t.people.noAuthor}
        options={authors.map(({ id, name }) => ({ value: String(id), label: name }))}
        defaultValue={refused?.values.authorId ?? String(person.authorId ?? '')}
      />
      <div className={styles.row}>
        <button type="submit" className="button button-small" disabled={pending}>
          {t.shell.save}
        </button>
      </div>
    </form>
  )
}

export function PasswordForm({ email }: { email: string }) {
  const t = useWords()
  const [state, submit, pending] = useActionState(changePasswordAction, idle)
  return (
    <form action={submit} className={styles.form}>
      <FormRefusal state={state} />
      <Done state={state} text={t.people.passwordChanged} />
      <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        name="present"
        label={t.people.presentPassword}
        show={t.accounts.show}
        autoComplete="current-password"
        required
      />
      <PasswordField
        name="password"
        label={t.people.newPassword}
        show={t.accounts.show}
        hint={t.accounts.passwordHint}
        autoComplete="new-password"
        minLength={12}
        required
      />
      <div className={styles.row}>
        <button type="submit" className="button button-plain button-small" disabled={pending}>
          {t.people.passwordSubmit}
        </button>
      </div>
    </form>
  )
}
