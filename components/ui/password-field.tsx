'use client'

import { type InputHTMLAttributes, useState } from 'react'
import styles from './password-field.module.css'

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'type'> & {
  name: string
  /** The name unless given; a page with two forms gives it. */
  id?: string
  label: string
  /** The word on the button that makes the text readable. */
  show: string
  hint?: string | undefined
  error?: string | undefined
}

/** A labelled secret, which can be made readable. Pasting is welcome: that is how password managers write. */
export function PasswordField({ label, show, hint, error, name, id = name, ...input }: Props) {
  const [shown, setShown] = useState(false)
  const notes = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className="form-row">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <div className={styles.box}>
        <input
          {...input}
          id={id}
          name={name}
          type={shown ? 'text' : 'password'}
          className="field"
          autoCapitalize="none"
          spellCheck={false}
          aria-invalid={error ? true : undefined}
          aria-describedby={notes || undefined}
        />
        <button type="button" className={styles.show} aria-pressed={shown} onClick={() => setShown(!shown)}>
          {show}
        </button>
      </div>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="form-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  )
}
