'use client'

import { type ReactNode, useActionState, useState } from 'react'
import { type ActionState, idle } from '@/lib/form-state.ts'
import { useLeaveWarning } from './use-leave-warning.ts'
import { useWhenDone } from './use-when-done.ts'
import { useWords } from './words.tsx'

export type Refused = Extract<ActionState<unknown>, { status: 'refused' }>

type Hidden = Record<string, string | number>
type Props<T> = {
  action(before: ActionState<T>, form: FormData): Promise<ActionState<T>>
  /** Values that the form carries along: which thing it is, and what of it was shown. `saved` is what the last save gave. */
  hidden: Hidden | ((saved: T | null) => Hidden)
  /** The fields. They get what was refused, to say it beside the field that it is about. */
  children: ReactNode | ((refused: Refused | null) => ReactNode)
  saveLabel: string
  /** Must stay the same between renderings. */
  onDone(data: T): void
  /** Whether a refusal is shown by a field rather than above all of them. */
  isAtField?(code: string): boolean
  /** What stands beside the button. */
  beside?: ReactNode
  className?: string
  onInput?(form: HTMLFormElement): void
}

/** A form that changes one thing: it says why it was refused, and keeps what was typed until it is saved. */
export function EditForm<T>({
  action,
  hidden,
  children,
  saveLabel,
  onDone,
  isAtField,
  beside,
  className = '',
  onInput,
}: Props<T>) {
  const t = useWords().controls
  const [state, submit, pending] = useActionState(action, idle as Awaited<ActionState<T>>)
  useWhenDone(state, onDone)
  const refused = state.status === 'refused' ? state : null
  // The state at which something was typed last: what was saved since then is not unsaved any more.
  const [typedAt, setTypedAt] = useState<ActionState<T> | null>(null)
  useLeaveWarning(typedAt !== null && (typedAt === state || refused !== null))
  const carried = typeof hidden === 'function' ? hidden(state.status === 'done' ? state.data : null) : hidden
  return (
    <form
      action={submit}
      className={`stack ${className}`}
      onInput={(event) => {
        setTypedAt(state)
        onInput?.(event.currentTarget)
      }}
      // React puts a form back as it was once its action ends: what was refused must stay to be mended.
      onReset={(event) => event.preventDefault()}
    >
      {refused && !isAtField?.(refused.code) && (
        <p role="alert" className="form-error">
          {refused.code === 'stale-version' ? t.changedMeanwhile : refused.message}{' '}
          {refused.code === 'stale-version' && (
            <button type="button" className="quiet-button" onClick={() => window.location.reload()}>
              {t.reload}
            </button>
          )}
        </p>
      )}
      {typeof children === 'function' ? children(refused) : children}
      <p className="form-actions">
        <button type="submit" className="button button-small" disabled={pending}>
          {saveLabel}
        </button>
        {beside}
        {Object.entries(carried).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      </p>
    </form>
  )
}
