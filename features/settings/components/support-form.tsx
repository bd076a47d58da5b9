'use client'

import { useState } from 'react'
import { useWords } from '@/components/ui/words.tsx'
import { saveSupportAction } from '../actions.ts'
import type { SettingsData } from '../form.ts'
import styles from './settings.module.css'
import { SettingsForm } from './settings-form.tsx'

/** The notice that asks for support, and how readers will see it. */
export function SupportForm({ settings: { publication, updatedAt } }: { settings: SettingsData }) {
  const t = useWords().settings
  const [shown, setShown] = useState(publication.support)
  const { heading, text, button, url } = publication.support
  const read = (form: HTMLFormElement) => {
    const data = new FormData(form)
    const field = (name: string) => String(data.get(name) ?? '')
    setShown({ heading: field('heading'), text: field('text'), button: field('button'), url: field('url') })
  }
  return (
    <>
      <SettingsForm
        action={saveSupportAction}
        updatedAt={updatedAt}
        intro={t.supportText}
        onInput={read}
        fields={[
          { name: 'heading', label: t.heading, value: heading, max: 120 },
          { name: 'text', label: t.text, value: text, max: 600, rows: 4 },
          { name: 'button', label: t.button, value: button, max: 60 },
          { name: 'url', label: t.url, value: url, hint: t.urlHint, max: 500 },
        ]}
      />
      <section className={styles.preview} aria-label={t.preview}>
        <p className="label">{t.preview}</p>
        {shown.text.trim() ? (
          <div className={styles.notice}>
            {shown.heading && <p className={styles.noticeHeading}>{shown.heading}</p>}
            <p>{shown.text}</p>
            {shown.button && <span className="button button-small">{shown.button}</span>}
          </div>
        ) : (
          <p className="hint">{t.previewEmpty}</p>
        )}
      </section>
    </>
  )
}
