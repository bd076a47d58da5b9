'use client'

import { useActionState, useState } from 'react'
import { Dialog } from '@/components/ui/dialog.tsx'
import { SelectField } from '@/components/ui/select-field.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { FormRefusal } from '@/features/accounts/components/form-refusal.tsx'
import { roles } from '@/features/accounts/schema.ts'
import { idle } from '@/lib/form-state.ts'
import { inviteAction } from '../actions.ts'
import { HandedLink } from './handed-link.tsx'

/** The button that invites somebody, and its form. */
export function InviteButton({ mail }: { mail: boolean }) {
  const t = useWords()
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="button button-small" onClick={() => setOpen(true)}>
        {t.people.invite}
      </button>
      <Dialog title={t.people.inviteTitle} isOpen={open} onClose={() => setOpen(false)} size="small">
        <InviteForm mail={mail} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

function InviteForm({ mail, onClose }: { mail: boolean; onClose(): void }) {
  const t = useWords()
  const [state, submit, pending] = useActionState(inviteAction, idle)
  if (state.status === 'done') return <HandedLink handed={state.data} />
  const refused = state.status === 'refused' ? state : null
  return (
    <form action={submit} className="stack">
      <FormRefusal state={state} />
      <TextField
        name="name"
        label={t.accounts.name}
        autoComplete="off"
        defaultValue={refused?.values.name}
        error={refused?.fields.name}
        required
      />
      <TextField
        name="email"
        type="email"
        label={t.accounts.email}
        autoComplete="off"
        defaultValue={refused?.values.email}
        error={refused?.fields.email}
        required
      />
      <SelectField
        name="role"
        label={t.people.role}
        options={roles.map((role) => ({ value: role, label: t.accounts.roles[role] }))}
        defaultValue={refused?.values.role ?? 'author'}
      />
      <p className="hint">{mail ? t.people.inviteMailText : t.people.inviteLinkText}</p>
      <p className="form-actions">
        <button type="submit" className="button button-small" disabled={pending}>
          {mail ? t.people.inviteSubmit : t.people.inviteCreate}
        </button>
        <button type="button" className="button button-plain button-small" onClick={onClose}>
          {t.shell.cancel}
        </button>
      </p>
    </form>
  )
}
