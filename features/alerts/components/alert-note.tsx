'use client'

import { useRouter } from 'next/navigation'
import { useToast } from '@/components/ui/toast.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { dismissAlertAction } from '../actions.ts'
import type { Alert } from '../schema.ts'
import styles from './alert-note.module.css'

/** Something that whoever runs the publication should know, until they have seen it. */
export function AlertNote({ alert, since }: { alert: Alert; since: string }) {
  const t = useWords().alerts
  const toast = useToast()
  const router = useRouter()
  const dismiss = async () => {
    const state = await dismissAlertAction(alert.name)
    if (state.status === 'refused') toast(state.message, { kind: 'failed' })
    router.refresh()
  }
  const { title, text } = t[alert.name]
  return (
    <section className={styles.note} aria-labelledby={alert.name}>
      <h2 id={alert.name}>{title}</h2>
      <p>{text}</p>
      <p className={styles.foot}>
        <span>{t.since(since)}</span>
        <button type="button" className="quiet-button" onClick={dismiss}>
          {t.dismiss}
        </button>
      </p>
    </section>
  )
}
