'use client'

import { type ReactNode, useCallback } from 'react'
import { EditForm, type Refused } from '@/components/ui/edit-form.tsx'
import { TextArea } from '@/components/ui/text-area.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useWords } from '@/components/ui/words.tsx'
import type { ActionState } from '@/lib/form-state.ts'

type State = ActionState<number>
export type Field = {
  name: string
  label: string
  value: string
  hint?: string
  rows?: number
  max: number
  type?: string
  required?: boolean
}

type Props = {
  action(before: State, form: FormData): Promise<State>
  /** Version of the settings that is shown. */
  updatedAt: number
  fields?: Field[]
  intro?: string
  /** More fields, above the button; they get what was refused. */
  children?: ReactNode | ((refused: Refused | null) => ReactNode)
  isInternal?: boolean
  /** Other words for the button, and for what is said once it is saved. */
  saveLabel?: string
  savedText?: string
  onInput?(form: HTMLFormElement): void
}

/** A form of settings: it refuses to write over what somebody else saved meanwhile, and keeps what was typed. */
export function SettingsForm({
  action,
  updatedAt,
  fields = [],
  intro,
  children,
  isInternal,
  saveLabel,
  savedText,
  onInput,
}: Props) {
  const { settings: t } = useWords()
  const toast = useToast()
  const done = useCallback(
    () => toast(savedText ?? (isInternal ? t.saved : t.savedOnSite)),
    [toast, t, isInternal, savedText],
  )
  return (
    <EditForm
      // Made anew from what was saved.
      key={updatedAt}
      action={action}
      hidden={(saved) => ({ updatedAt: Math.max(saved ?? 0, updatedAt) })}
      saveLabel={saveLabel ?? t.save}
      onDone={done}
      className="form-column"
      {...(onInput ? { onInput } : {})}
    >
      {(refused) => (
        <>
          {intro && <p className="hint">{intro}</p>}
          {fields.map(({ name, label, value, hint, rows, max, type, required }) => {
            const common = {
              name,
              label,
              hint,
              defaultValue: value,
              error: refused?.fields[name],
              maxLength: max,
              required: required ?? false,
            }
            return rows ? (
              <TextArea key={name} {...common} rows={rows} />
            ) : (
              <TextField key={name} {...common} type={type ?? 'text'} />
            )
          })}
          {typeof children === 'function' ? children(refused) : children}
        </>
      )}
    </EditForm>
  )
}
