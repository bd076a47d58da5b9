import type { SelectHTMLAttributes } from 'react'

export type Option = { value: string; label: string }
type Props = Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id' | 'className'> & {
  name: string
  label: string
  options: readonly Option[]
  /** Words for choosing nothing; without them something is always chosen. */
  none?: string | undefined
  hint?: string | undefined
  error?: string | undefined
  /** The label is for screen readers only. */
  compact?: boolean
}

/** A labelled choice. The browser's own: it works before scripts do, and on a phone as phones do it. */
export function SelectField({ label, options, none, hint, error, name, compact, ...input }: Props) {
  const notes = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ')
  return (
    <div className="form-row">
      <label className={compact ? 'visually-hidden' : 'label'} htmlFor={name}>
        {label}
      </label>
      <select
        {...input}
        id={name}
        name={name}
        className={compact ? 'field field-small' : 'field'}
        aria-invalid={error ? true : undefined}
        aria-describedby={notes || undefined}
      >
        {none !== undefined && <option value="">{none}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {hint && (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="form-error" id={`${name}-error`}>
          {error}
        </p>
      )}
    </div>
  )
}
