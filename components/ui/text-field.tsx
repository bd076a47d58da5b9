import type { InputHTMLAttributes } from 'react'

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'className'> & {
  name: string
  label: string
  hint?: string | undefined
  error?: string | undefined
}

/** A labelled input with a hint and, when it was refused, words on what is wrong. */
export function TextField({ label, hint, error, name, ...input }: Props) {
  const notes = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ')
  return (
    <div className="form-row">
      <label className="label" htmlFor={name}>
        {label}
      </label>
      <input
        {...input}
        id={name}
        name={name}
        className="field"
        aria-invalid={error ? true : undefined}
        aria-describedby={notes || undefined}
      />
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
