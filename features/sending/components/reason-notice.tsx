'use client'

import type { ReactNode } from 'react'
import { useWords } from '@/components/ui/words.tsx'
import { reasons } from '../schema.ts'
import styles from './sending.module.css'

type Props = {
  status: string
  reason: string
  detail: string
  /** What can be done about it. */
  children?: ReactNode
}

/** Why an issue waits, in words, and what to do. */
export function ReasonNotice({ status, reason, detail, children }: Props) {
  const t = useWords().sending
  const known = reasons.find((one) => one === reason)
  if (!known || (status !== 'held' && status !== 'paused' && status !== 'sending')) return null
  return (
    <section className={styles.reason} data-status={status} aria-labelledby="reason">
      <h2 id="reason">{t.reasonTitle[status]}</h2>
      <p>{t.reasons[known]}</p>
      {detail && <p className={styles.detail}>{t.answered(detail)}</p>}
      {children && <p className={styles.actions}>{children}</p>}
    </section>
  )
}
