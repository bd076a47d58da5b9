'use client'

import { useState, useTransition } from 'react'
import { useWords } from '@/components/ui/words.tsx'
import type { ActionState } from '@/lib/form-state.ts'
import { trySendingAction, tryServerAction } from '../actions.ts'
import type { Trial } from '../worker.ts'
import styles from './mail.module.css'

type Result = { good: boolean; text: string; detail: string }

/** Two tries of the mail server: whether it lets us in, and whether a message goes out. */
export function MailTrial({ email }: { email: string }) {
  const t = useWords().mailSettings
  const [pending, start] = useTransition()
  const [result, setResult] = useState<Result | null>(null)
  const run = (action: () => Promise<ActionState<Trial>>, good: string) => () =>
    start(async () => {
      setResult(null)
      const state = await action()
      if (state.status === 'refused') setResult({ good: false, text: state.message, detail: '' })
      if (state.status !== 'done') return
      const trial = state.data
      if (trial.outcome === 'done') setResult({ good: true, text: good, detail: '' })
      else setResult({ good: false, text: t.failed[trial.outcome], detail: trial.detail })
    })
  return (
    <section className={styles.part} aria-labelledby="trial">
      <h3 id="trial">{t.trial}</h3>
      <p className="hint">
        {t.trialText} {t.toYou(email)}
      </p>
      <p className="form-actions">
        <button
          type="button"
          className="button button-plain button-small"
          disabled={pending}
          onClick={run(tryServerAction, t.connected)}
        >
          {t.tryServer}
        </button>
        <button
          type="button"
          className="button button-plain button-small"
          disabled={pending}
          onClick={run(trySendingAction, t.sent(email))}
        >
          {t.trySending}
        </button>
      </p>
      <div aria-live="polite">
        {pending && <p className="hint">{t.trying}</p>}
        {result && (
          <div className={result.good ? styles.good : styles.bad}>
            <p>{result.text}</p>
            {result.detail && <p className={styles.detail}>{t.said(result.detail)}</p>}
          </div>
        )}
      </div>
    </section>
  )
}
