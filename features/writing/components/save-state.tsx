'use client'

import { useSetting, useWords } from '@/components/ui/words.tsx'
import type { EngineState } from '../world.ts'
import styles from './desk.module.css'

type Props = { state: EngineState; readOnly: boolean; onRetry(): void }

/** The hour and minute of a moment, in the publication's zone. */
export function useTime(): (at: number) => string {
  const { language, timeZone } = useSetting()
  return (at) =>
    new Intl.DateTimeFormat(language, { timeZone, hour: '2-digit', minute: '2-digit' }).format(at)
}

/** Day, hour and minute of a moment, in the publication's zone. */
export function useMoment(): (at: number) => string {
  const { language, timeZone } = useSetting()
  return (at) =>
    new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'long', timeStyle: 'short' }).format(at)
}

/** Whether the text is saved, in words, always visible. */
export function SaveState({ state, readOnly, onRetry }: Props) {
  const t = useWords().writing
  const time = useTime()
  const words = () => {
    const { trouble, message, safe, saving, dirty, savedAt } = state
    if (trouble === 'offline') return safe ? t.saveState.offline : t.saveState.offlineUnsafe
    if (trouble === 'signed-out') return t.saveState.signedOut
    if (trouble === 'refused') return t.saveState.refused(message)
    if (readOnly) return t.saveState.readOnly
    if (saving) return t.saveState.saving
    return dirty ? t.saveState.dirty : t.saveState.saved(time(savedAt))
  }
  return (
    <div className={styles.saveState} data-trouble={state.trouble ?? undefined}>
      <span role="status">{words()}</span>
      {state.trouble === 'signed-out' && (
        <a className="quiet-button" href="/admin/login" target="_blank" rel="noreferrer">
          {t.signInAgain}
        </a>
      )}
      {state.trouble && state.trouble !== 'refused' && (
        <button type="button" className="quiet-button" onClick={onRetry}>
          {t.retry}
        </button>
      )}
    </div>
  )
}
