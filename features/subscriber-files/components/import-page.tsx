'use client'

import { type FormEvent, useState } from 'react'
import { Breadcrumbs } from '@/components/ui/breadcrumbs.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useWords } from '@/components/ui/words.tsx'
import styles from './import-page.module.css'
import { ImportReportView } from './import-report.tsx'
import { useImport } from './use-import.ts'

type Props = { newsletters: { slug: string; name: string }[] }

/** Takes in a file of subscribers: looked through first if one likes, then imported, with what became of it. */
export function ImportPage({ newsletters }: Props) {
  const t = useWords().subscribers
  const { state, start } = useImport(t)
  const [missing, setMissing] = useState(false)
  const busy = state.step === 'uploading' || state.step === 'running'
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const button = (event.nativeEvent as SubmitEvent).submitter as HTMLButtonElement | null
    const form = new FormData(event.currentTarget)
    const file = form.get('file')
    const isThere = file instanceof File && file.size > 0
    setMissing(!isThere)
    if (isThere)
      void start(file, {
        source: String(form.get('source') ?? '').trim(),
        lists: form.getAll('lists').map(String),
        trial: button?.value === 'trial',
      })
  }
  return (
    <>
      <Breadcrumbs label={t.title} crumbs={[{ name: t.title, href: '/admin/subscribers' }]} />
      <div className="page-bar">
        <h1>{t.importTitle}</h1>
      </div>
      <form className={`stack ${styles.form}`} onSubmit={send}>
        <p>{t.importText}</p>
        <p className="hint">{t.importRules}</p>
        <TextField
          type="file"
          name="file"
          label={t.file}
          accept=".csv,text/csv,text/plain"
          error={missing ? t.noFile : undefined}
        />
        <TextField name="source" label={t.source} hint={t.sourceHint} maxLength={300} />
        <fieldset className={styles.lists}>
          <legend className="label">{t.listsFor}</legend>
          {newsletters.map(({ slug, name }) => (
            <label key={slug} className="check-row">
              <input type="checkbox" name="lists" value={slug} />
              {name}
            </label>
          ))}
        </fieldset>
        <p className="form-actions">
          <button type="submit" className="button button-small" disabled={busy}>
            {t.start}
          </button>
          <button type="submit" className="button button-plain button-small" value="trial" disabled={busy}>
            {t.try}
          </button>
        </p>
        <p className="hint">{t.tryHint}</p>
      </form>
      <div aria-live="polite">
        {state.step === 'uploading' && <p className={styles.progress}>{t.uploading}</p>}
        {state.step === 'running' && (
          <div className={styles.progress}>
            <progress value={state.done} max={Math.max(1, state.rows)} aria-label={t.importTitle} />
            <span>{t.progress(state.done, state.rows)}</span>
          </div>
        )}
      </div>
      {state.step === 'failed' && (
        <p role="alert" className="form-error">
          {state.message}
        </p>
      )}
      {state.step === 'done' && <ImportReportView {...state} />}
    </>
  )
}
