import type { TextareaHTMLAttributes } from 'react'

type Props = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id' | 'className'> & {
  name: string
  label: string
  hint?: string | undefined
  error?: string | undefined
}

/** A labelled field of several lines, with a hint and, when it was refused, words on what is wrong. */
export function TextArea({ label, hint, error, name, rows = 3, ...input }: Props) {
  const notes = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ')
  return (
    <div className="form-row">
      <label className="label" htmlFor={name}>
        {label}
      </label>
      <textarea
        {...input}
        rows={rows}
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
