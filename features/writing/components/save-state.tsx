'use client'

import { useSetting, useWords } from '@/components/ui/words.tsx'
import { longDate, timeOfDay } from '@/lib/dates.ts'
import type { NewsroomWords } from '@/lib/i18n/newsroom/words.ts'
import type { EngineState } from '../world.ts'
import styles from './desk.module.css'

type Props = { state: EngineState; readOnly: boolean; onRetry(): void }

/** The hour and minute of a moment, in the publication's zone. */
export function useTime(): (at: number) => string {
  const setting = useSetting()
  return (at) => timeOfDay(at, setting)
}

/** Day, hour and minute of a moment, in the publication's zone. */
export function useMoment(): (at: number) => string {
  const setting = useSetting()
  return (at) => `${longDate(at, setting)}, ${timeOfDay(at, setting)}`
}

/** Whether the text is saved, in words. `time` writes a moment. */
export function saveStateWords(
  { saveState: t }: NewsroomWords['writing'],
  { trouble, message, safe, saving, dirty, savedAt }: EngineState,
  readOnly: boolean,
  time: (at: number) => string,
): string {
  if (trouble === 'offline') return safe ? t.offline : t.offlineUnsafe
  if (trouble === 'signed-out') return t.signedOut
  if (trouble === 'refused') return t.refused(message)
  if (readOnly) return t.readOnly
  if (saving) return t.saving
  return dirty ? t.dirty : t.saved(time(savedAt))
}

/** Whether the text is saved, always visible. */
export function SaveState({ state, readOnly, onRetry }: Props) {
  const t = useWords().writing
  const time = useTime()
  return (
    <div className={styles.saveState} data-trouble={state.trouble ?? undefined}>
      <span role="status">{saveStateWords(t, state, readOnly, time)}</span>
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
