'use client'

import { useState } from 'react'
import { DateTimeField } from '@/components/ui/date-time-field.tsx'
import { Dialog } from '@/components/ui/dialog.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useSetting, useWords } from '@/components/ui/words.tsx'
import type { IssueView } from '@/features/issues/schema.ts'
import styles from './sending.module.css'

export type SendOutcome = 'done' | { count: number } | null

type Props = {
  mode: 'now' | 'later'
  /** The issue as it is saved, with the count of this moment. */
  view: IssueView
  list: string
  /** Why it cannot go out at all; null: it can. */
  obstacle: string | null
  /** Sends it, if there are still as many; else tells how many there are. Null when it was refused for another reason. */
  onSend(confirm: number): Promise<SendOutcome>
  onSchedule(at: number): Promise<SendOutcome>
  onClose(): void
}

const hour = 3_600_000

/** The last look before an issue goes out: what, to how many; the number typed in is the confirmation. */
export function SendDialog({ mode, view, list, obstacle, onSend, onSchedule, onClose }: Props) {
  const { sending: t, composing, shell } = useWords()
  const { timeZone, language } = useSetting()
  const { issue, items } = view
  const [count, setCount] = useState(view.recipients)
  const [typed, setTyped] = useState('')
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)
  const [at, setAt] = useState<number | null>(
    issue.plannedAt !== null && issue.plannedAt > Date.now()
      ? issue.plannedAt
      : Math.ceil((Date.now() + hour / 2) / hour) * hour,
  )
  const isNow = mode === 'now'
  const stop = obstacle ?? (isNow && count === 0 ? t.nobody : null)
  const go = async () => {
    if (isNow && Number(typed.replaceAll(/[.\s ]/g, '')) !== count) return setError(t.wrongNumber(count))
    if (!isNow && at === null) return
    setBusy(true)
    const outcome = isNow ? await onSend(count) : await onSchedule(at as number)
    setBusy(false)
    if (outcome === 'done') return onClose()
    if (outcome === null) return
    setCount(outcome.count)
    setTyped('')
    setError(t.countChanged(outcome.count))
  }
  const subjects = [issue.subject, issue.subjectB].filter(Boolean)
  const kb = Math.ceil(view.size / 1000).toLocaleString(language)
  return (
    <Dialog
      title={isNow ? t.sendTitle : t.scheduleTitle}
      isOpen
      onClose={onClose}
      actions={
        <>
          {stop === null && (
            <button
              type="button"
              className="button button-small"
              disabled={busy || (!isNow && at === null)}
              onClick={go}
            >
              {isNow ? t.send : t.schedule}
            </button>
          )}
          <button type="button" className="button button-plain button-small" onClick={onClose}>
            {shell.cancel}
          </button>
        </>
      }
    >
      <div className={styles.dialog}>
        <p className={styles.big}>{t.willGo(count)}</p>
        <dl className={styles.facts}>
          <dt>{t.list}</dt>
          <dd>{list}</dd>
          <dt>{subjects.length > 1 ? t.subjects : t.subject}</dt>
          <dd>
            {subjects.map((subject) => (
              <div key={subject}>{subject}</div>
            ))}
          </dd>
          <dt>{t.contents}</dt>
          <dd>{issue.kind === 'letter' ? items[0]?.headline : composing.many(items.length)}</dd>
          <dt>{t.size}</dt>
          <dd>{composing.size(kb)}</dd>
        </dl>
        {stop !== null ? (
          <p className="notice-line" role="alert">
            {stop}
          </p>
        ) : isNow ? (
          <>
            <p>{t.sendText}</p>
            <div className={styles.number}>
              <TextField
                name="confirm"
                label={t.typeNumber(count)}
                inputMode="numeric"
                autoComplete="off"
                value={typed}
                error={error || undefined}
                onChange={(event) => {
                  setTyped(event.target.value)
                  setError('')
                }}
                onKeyDown={(event) => {
                  if (event.key === 'Enter' && !busy) void go()
                }}
              />
            </div>
          </>
        ) : (
          <>
            <p>{t.scheduleText}</p>
            <DateTimeField label={t.at} value={at} min={Date.now()} onChange={setAt} />
            <p className="hint">{t.zone(timeZone.replaceAll('_', ' '))}</p>
          </>
        )}
      </div>
    </Dialog>
  )
}
