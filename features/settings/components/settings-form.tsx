'use client'

import { type ReactNode, useActionState, useCallback } from 'react'
import { TextArea } from '@/components/ui/text-area.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useWhenDone } from '@/components/ui/use-when-done.ts'
import { useWords } from '@/components/ui/words.tsx'
import { type ActionState, idle } from '@/lib/form-state.ts'

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
  children?: ReactNode | ((refused: Extract<State, { status: 'refused' }> | null) => ReactNode)
  isInternal?: boolean
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
  onInput,
}: Props) {
  const { settings: t } = useWords()
  const toast = useToast()
  const [state, submit, pending] = useActionState(action, idle)
  const done = useCallback(() => toast(isInternal ? t.saved : t.savedOnSite), [toast, t, isInternal])
  useWhenDone(state, done)
  const refused = state.status === 'refused' ? state : null
  const version = state.status === 'done' ? Math.max(state.data, updatedAt) : updatedAt
  return (
    <form
      action={submit}
      className="stack form-column"
      onInput={(event) => onInput?.(event.currentTarget)}
      key={updatedAt}
    >
      {intro && <p className="hint">{intro}</p>}
      {refused && (
        <p role="alert" className="form-error">
          {refused.message}{' '}
          {refused.code === 'stale-version' && (
            <button type="button" className="quiet-button" onClick={() => window.location.reload()}>
              {t.reload}
            </button>
          )}
        </p>
      )}
      <input type="hidden" name="updatedAt" value={version} />
      {fields.map(({ name, label, value, hint, rows, max, type, required }) => {
        const common = {
          name,
          label,
          hint,
          defaultValue: refused?.values[name] ?? value,
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
      <p>
        <button type="submit" className="button button-small" disabled={pending}>
          {t.save}
        </button>
      </p>
    </form>
  )
}
