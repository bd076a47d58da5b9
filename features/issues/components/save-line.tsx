'use client'

import { useSetting, useWords } from '@/components/ui/words.tsx'
import { timeOfDay } from '@/lib/dates.ts'
import type { IssueState } from '../engine.ts'
import styles from './compose.module.css'

type Props = { state: IssueState; onRetry(): void }

/** Whether what was typed is saved, always visible. */
export function SaveLine({ state, onRetry }: Props) {
  const t = useWords().composing
  const setting = useSetting()
  const { trouble, message, saving, dirty, savedAt, clashes } = state
  const words = () => {
    if (clashes.length > 0) return t.conflictTitle
    if (trouble === 'offline') return t.offline
    if (trouble === 'signed-out') return t.signedOut
    if (trouble === 'refused') return t.refused(message)
    if (saving) return t.saving
    return dirty ? t.dirty : t.savedAt(timeOfDay(savedAt, setting))
  }
  return (
    <span className={styles.saveLine} data-trouble={trouble ?? (clashes.length > 0 ? 'clash' : undefined)}>
      <span role="status">{words()}</span>
      {clashes.length > 0 && (
        <a className="quiet-button" href="#clashes">
          {t.look}
        </a>
      )}
      {trouble === 'signed-out' && (
        <a className="quiet-button" href="/admin/login" target="_blank" rel="noreferrer">
          {t.signIn}
        </a>
      )}
      {(trouble === 'offline' || trouble === 'signed-out') && (
        <button type="button" className="quiet-button" onClick={onRetry}>
          {t.retry}
        </button>
      )}
    </span>
  )
}
