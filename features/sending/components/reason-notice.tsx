'use client'

import type { ReactNode } from 'react'
import { useWords } from '@/components/ui/words.tsx'
import { type Reason, reasons } from '../schema.ts'
import styles from './sending.module.css'

type Props = {
  status: string
  reason: string
  detail: string
  /** What can be done about it. */
  children?: ReactNode
}

/** Reasons whose detail is what the mail server said. */
const answered: readonly string[] = ['failures', 'auth', 'sender', 'busy', 'relay-down'] satisfies Reason[]

/** Why an issue waits, in words, and what to do. */
export function ReasonNotice({ status, reason, detail, children }: Props) {
  const t = useWords().sending
  const known = reasons.find((one) => one === reason)
  if (!known) return null
  if (status !== 'held' && status !== 'paused' && status !== 'sending' && status !== 'cancelled') return null
  return (
    <section className={styles.reason} data-status={status} aria-labelledby="reason">
      <h2 id="reason">{t.reasonTitle[status]}</h2>
      <p>{t.reasons[known]}</p>
      {detail && answered.includes(known) && (
        <p className={styles.detail}>{known === 'relay-down' ? t.lastError(detail) : t.answered(detail)}</p>
      )}
      {children && <p className={styles.actions}>{children}</p>}
    </section>
  )
}
