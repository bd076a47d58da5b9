'use client'

import { useEffect, useState } from 'react'
import { useWords } from '@/components/ui/words.tsx'
import { largestLetter } from '../letter.ts'
import type { IssueView } from '../schema.ts'
import { issueAddress } from './browser-world.ts'
import styles from './preview.module.css'

type Props = {
  view: IssueView
  /** Who it comes from, as the mailbox shows it. */
  from: string
  subject: string
  preheader: string
}

type ChoiceProps<T extends string> = {
  label: string
  name: string
  value: T
  words: NoInfer<Record<T, string>>
  onChange(value: NoInfer<T>): void
  disabled?: boolean
}

function Choice<T extends string>({ label, name, value, words, onChange, disabled }: ChoiceProps<T>) {
  return (
    <fieldset className={styles.choice} disabled={disabled}>
      <legend className="visually-hidden">{label}</legend>
      {(Object.keys(words) as T[]).map((key) => (
        <label key={key}>
          <input
            type="radio"
            name={`preview-${name}`}
            checked={key === value}
            onChange={() => onChange(key)}
          />
          <span>{words[key]}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** The letter as it is saved: whole or as text, as wide as a computer or a phone shows it, light or dark. */
export function Preview({ view, from, subject, preheader }: Props) {
  const t = useWords().composing
  const [form, setForm] = useState<'html' | 'text'>('html')
  const [width, setWidth] = useState<'wide' | 'phone'>('wide')
  const [tone, setTone] = useState<'light' | 'dark'>('light')
  const [text, setText] = useState('')
  const { id, lockVersion } = view.issue
  const address = issueAddress(id, '/preview')

  useEffect(() => {
    if (form !== 'text') return
    const aborter = new AbortController()
    fetch(`${address}?as=text&v=${lockVersion}`, { signal: aborter.signal })
      .then((response) => (response.ok ? response.text() : ''))
      .then(setText, () => {})
    return () => aborter.abort()
  }, [form, address, lockVersion])

  const kb = Math.ceil(view.size / 1000).toLocaleString()
  return (
    <section className={styles.preview} aria-labelledby="preview">
      <header className={styles.head}>
        <h2 id="preview" className="label">
          {t.preview}
        </h2>
        <div className={styles.choices}>
          <Choice label={t.viewLabel} name="form" value={form} words={t.views} onChange={setForm} />
          <Choice label={t.widthLabel} name="width" value={width} words={t.widths} onChange={setWidth} />
          <Choice
            label={t.toneLabel}
            name="tone"
            value={tone}
            words={t.tones}
            onChange={setTone}
            disabled={form === 'text'}
          />
        </div>
      </header>
      <div className={styles.stage} data-width={width}>
        <p className={styles.line}>
          <strong>{from}</strong>
          <span>
            <b>{subject || t.noSubject}</b> {preheader}
          </span>
        </p>
        {form === 'html' ? (
          <iframe
            className={styles.frame}
            title={t.preview}
            // No scripts, no cookies, no forms: it is shown and nothing else. Its links open beside it.
            sandbox="allow-popups allow-popups-to-escape-sandbox"
            src={`${address}?as=html&dark=${tone === 'dark' ? 1 : 0}&v=${lockVersion}`}
          />
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard
          <section className={styles.text} tabIndex={0} aria-label={t.views.text}>
            <pre>{text}</pre>
          </section>
        )}
      </div>
      {view.size > largestLetter ? (
        <p className="notice-line" role="status">
          {t.sizeHeavy(kb)}
        </p>
      ) : (
        <p className="hint">{t.size(kb)}</p>
      )}
    </section>
  )
}
