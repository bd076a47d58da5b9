'use client'

import { useState } from 'react'
import { Confirm } from '@/components/ui/confirm.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useSetting, useWords } from '@/components/ui/words.tsx'
import { shownStates } from '../schema.ts'
import styles from './sending.module.css'
import type { Sending } from './use-sending.ts'

type Props = {
  sending: Sending
  /** Where the log is; null for whoever may not see addresses. */
  log: string | null
}

/** How far an issue is, in numbers that add up to its audience, and what can be done about it. */
export function ProgressPanel({ sending, log }: Props) {
  const t = useWords().sending
  const { language } = useSetting()
  const toast = useToast()
  const [asking, setAsking] = useState<'cancel' | 'resend' | null>(null)
  const { progress, reachable, busy, command } = sending
  if (!progress) return null
  const { status, audience, queued, uncertain } = progress
  const number = (n: number) => n.toLocaleString(language)
  const over = audience - queued
  const canStop = status === 'sending' || status === 'paused'
  const canResend = uncertain > 0 && ['sending', 'paused', 'done'].includes(status)
  const cancel = async () => {
    if (await command({ command: 'cancel' })) toast(t.cancelledNow)
    setAsking(null)
  }
  const resend = async () => {
    const answer = await command({ command: 'resend' })
    if (answer && 'count' in answer) toast(t.resent(answer.count))
    setAsking(null)
  }
  return (
    <section className={styles.panel} aria-labelledby="progress">
      <h2 id="progress" className="label">
        {t.progress}
      </h2>
      <progress
        className={styles.bar}
        max={Math.max(audience, 1)}
        value={over}
        aria-label={t.progress}
        data-status={status}
      />
      <p className={styles.line}>
        <strong>{t.of(number(over), number(audience))}</strong>
        {status === 'sending' && <Estimate progress={progress} />}
      </p>
      <dl className={styles.counts}>
        {shownStates.map((state) => (
          <div key={state} data-state={state} data-some={progress[state] > 0 || undefined}>
            <dt>{t.counts[state]}</dt>
            <dd>{number(progress[state])}</dd>
          </div>
        ))}
      </dl>
      <Told progress={progress} />
      {!reachable && <p className="notice-line">{t.unreachable}</p>}
      <p className={styles.actions}>
        {status === 'sending' && (
          <button
            type="button"
            className="button button-plain button-small"
            disabled={busy}
            onClick={() => void command({ command: 'pause' })}
          >
            {t.pause}
          </button>
        )}
        {status === 'paused' && (
          <button
            type="button"
            className="button button-small"
            disabled={busy}
            onClick={() => void command({ command: 'resume' })}
          >
            {t.resume}
          </button>
        )}
        {canStop && (
          <button
            type="button"
            className="button button-plain button-small"
            onClick={() => setAsking('cancel')}
          >
            {t.cancel}
          </button>
        )}
        {canResend && (
          <button
            type="button"
            className="button button-plain button-small"
            onClick={() => setAsking('resend')}
          >
            {t.resend(uncertain)}
          </button>
        )}
        {log && (
          <a className="quiet-button" href={log}>
            {t.logTitle}
          </a>
        )}
      </p>
      <Confirm
        title={t.cancelTitle}
        confirm={t.cancel}
        dismiss={t.keep}
        isOpen={asking === 'cancel'}
        onConfirm={cancel}
        onClose={() => setAsking(null)}
      >
        <p>{t.cancelText(queued)}</p>
      </Confirm>
      <Confirm
        title={t.resendTitle}
        confirm={t.resend(uncertain)}
        isOpen={asking === 'resend'}
        onConfirm={resend}
        onClose={() => setAsking(null)}
      >
        <p>{t.resendText(uncertain)}</p>
        <p>{t.resendTwice}</p>
      </Confirm>
    </section>
  )
}

type Now = NonNullable<Sending['progress']>

function Estimate({ progress: { perSecond, secondsLeft } }: { progress: Now }) {
  const t = useWords().sending
  const { language } = useSetting()
  if (secondsLeft === null) return <span>{t.noEstimate}</span>
  const minutes = Math.ceil(secondsLeft / 60)
  const left =
    secondsLeft < 60
      ? t.seconds(secondsLeft)
      : minutes < 60
        ? t.minutes(minutes)
        : t.hours(Math.floor(minutes / 60), minutes % 60)
  const pace = perSecond.toLocaleString(language, { maximumFractionDigits: perSecond < 10 ? 1 : 0 })
  return (
    <span>
      {t.perSecond(pace)} · {t.left(left)}
    </span>
  )
}

/** The same for screen readers: politely, at every tenth and at the end, not at every look. */
function Told({ progress: { status, sent, queued, audience } }: { progress: Now }) {
  const t = useWords().sending
  const { language } = useSetting()
  const number = (n: number) => n.toLocaleString(language)
  const tenth = audience === 0 ? 0 : Math.floor(((audience - queued) / audience) * 10)
  const [told, setTold] = useState({ status, tenth, words: '' })
  if (told.status !== status || told.tenth !== tenth) {
    const words =
      status === 'done'
        ? t.finished(number(sent))
        : status === 'cancelled'
          ? t.cancelledNow
          : status === 'paused'
            ? t.reasonTitle.paused
            : t.live(number(sent), number(audience))
    setTold({ status, tenth, words })
  }
  return (
    <p className="visually-hidden" role="status" aria-live="polite">
      {told.words}
    </p>
  )
}
