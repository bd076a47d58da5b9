'use client'

import { useState } from 'react'
import { DateTimeField } from '@/components/ui/date-time-field.tsx'
import { Dialog } from '@/components/ui/dialog.tsx'
import { useSetting, useWords } from '@/components/ui/words.tsx'

type Props = {
  /** The time of the scheduled page that is on the desk; null when it is the page in force. */
  at: number | null
  when: (at: number) => string
  onSchedule: (at: number) => Promise<boolean>
  onClose: () => void
}
const hour = 3_600_000

/** When this arrangement takes effect. */
export function ScheduleDialog({ at: given, when, onSchedule, onClose }: Props) {
  const { frontPage: t, shell } = useWords()
  const { timeZone } = useSetting()
  const [at, setAt] = useState<number | null>(given ?? Math.ceil((Date.now() + hour / 2) / hour) * hour)
  const [busy, setBusy] = useState(false)
  const go = async () => {
    if (at === null) return
    setBusy(true)
    const done = await onSchedule(at)
    setBusy(false)
    if (done) onClose()
  }
  return (
    <Dialog
      title={given === null ? t.scheduleTitle : t.moveTitle}
      isOpen
      onClose={onClose}
      size="small"
      actions={
        <>
          <button type="button" className="button button-small" disabled={busy || at === null} onClick={go}>
            {given === null ? t.programme : t.changeTime}
          </button>
          <button type="button" className="button button-plain button-small" onClick={onClose}>
            {shell.cancel}
          </button>
        </>
      }
    >
      <p>{given === null ? t.scheduleText : t.moveText(when(given))}</p>
      <DateTimeField label={t.at} value={at} min={Date.now()} onChange={setAt} />
      <p className="hint">{t.zone(timeZone.replaceAll('_', ' '))}</p>
    </Dialog>
  )
}
