'use client'

import { useActionState, useCallback, useState } from 'react'
import { Dialog } from '@/components/ui/dialog.tsx'
import { SelectField } from '@/components/ui/select-field.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useWhenDone } from '@/components/ui/use-when-done.ts'
import { useWords } from '@/components/ui/words.tsx'
import { idle } from '@/lib/form-state.ts'
import { saveRedirectAction } from '../actions.ts'
import type { Redirect } from '../schema.ts'

type Props = { before: Redirect | null; from: string; onClose(): void }

/** From where to where, or that a page is gone. */
export function RedirectForm({ before, from, onClose }: Props) {
  const { redirects: t, shell } = useWords()
  const toast = useToast()
  const [state, submit, pending] = useActionState(saveRedirectAction, idle)
  const [kind, setKind] = useState(before && before.to === null ? 'gone' : 'moved')
  const done = useCallback(
    (path: string) => {
      toast(t.saved(path))
      onClose()
    },
    [toast, t, onClose],
  )
  useWhenDone(state, done)
  const refused = state.status === 'refused' ? state : null
  const aboutFrom =
    refused && ['redirect-own', 'redirect-taken'].includes(refused.code)
      ? refused.message
      : refused?.fields.from
  const aboutTo = refused?.code === 'redirect-circle' ? refused.message : refused?.fields.to
  return (
    <Dialog title={before ? t.editTitle : t.create} isOpen onClose={onClose}>
      <form action={submit} className="stack">
        {refused && !aboutFrom && !aboutTo && (
          <p role="alert" className="form-error">
            {refused.message}
          </p>
        )}
        <input type="hidden" name="before" value={before?.from ?? ''} />
        <TextField
          name="from"
          label={t.from}
          hint={t.fromHint}
          defaultValue={refused?.values.from ?? before?.from ?? from}
          error={aboutFrom}
          spellCheck={false}
          maxLength={400}
          required
        />
        <SelectField
          name="kind"
          label={t.kind}
          options={(['moved', 'gone'] as const).map((value) => ({ value, label: t.kinds[value] }))}
          value={kind}
          onChange={(event) => setKind(event.target.value)}
        />
        {kind === 'moved' && (
          <TextField
            name="to"
            label={t.to}
            hint={t.toHint}
            defaultValue={refused?.values.to ?? before?.to ?? ''}
            error={aboutTo}
            spellCheck={false}
            maxLength={2000}
            required
          />
        )}
        <p className="form-actions">
          <button type="submit" className="button button-small" disabled={pending}>
            {t.save}
          </button>
          <button type="button" className="button button-plain button-small" onClick={onClose}>
            {shell.cancel}
          </button>
        </p>
      </form>
    </Dialog>
  )
}
