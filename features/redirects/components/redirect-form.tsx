'use client'

import { useState } from 'react'
import { EditDialog } from '@/components/ui/edit-dialog.tsx'
import { SelectField } from '@/components/ui/select-field.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { saveRedirectAction } from '../actions.ts'
import { type Redirect, redirectSeen } from '../schema.ts'

type Props = { before: Redirect | null; from: string; onClose(): void }

const isAboutFrom = (code: string) => code === 'redirect-own' || code === 'redirect-taken'
const isAboutTo = (code: string) => code === 'redirect-circle'
const isAtField = (code: string) => isAboutFrom(code) || isAboutTo(code)

/** From where to where, or that a page is gone. */
export function RedirectForm({ before, from, onClose }: Props) {
  const { redirects: t } = useWords()
  const [kind, setKind] = useState(before && before.to === null ? 'gone' : 'moved')
  return (
    <EditDialog
      title={before ? t.editTitle : t.create}
      action={saveRedirectAction}
      hidden={{ before: before?.from ?? '', seen: before ? redirectSeen(before) : '' }}
      saveLabel={t.save}
      saved={t.saved}
      onClose={onClose}
      isAtField={isAtField}
    >
      {(refused) => (
        <>
          <TextField
            name="from"
            label={t.from}
            hint={t.fromHint}
            defaultValue={before?.from ?? from}
            error={refused && isAboutFrom(refused.code) ? refused.message : refused?.fields.from}
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
              defaultValue={before?.to ?? ''}
              error={refused && isAboutTo(refused.code) ? refused.message : refused?.fields.to}
              spellCheck={false}
              maxLength={2000}
              required
            />
          )}
        </>
      )}
    </EditDialog>
  )
}
