'use client'

import { useState } from 'react'
import { TextArea } from '@/components/ui/text-area.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useSetting, useWords } from '@/components/ui/words.tsx'
import { longDate } from '@/lib/dates.ts'
import { savePaceAction } from '../actions.ts'
import type { MailData } from '../loaders.ts'
import styles from './mail.module.css'
import { MailForm } from './mail-form.tsx'

/** How fast issues go out. */
export function PaceForm({ data: { settings, lockVersion } }: { data: MailData }) {
  const t = useWords().mailSettings
  const { pace } = settings
  return (
    <MailForm action={savePaceAction} lockVersion={lockVersion}>
      {(refused) => (
        <>
          <p className="hint">{t.paceText}</p>
          <TextField
            name="perSecond"
            label={t.perSecond}
            hint={t.perSecondHint}
            inputMode="decimal"
            defaultValue={pace.perSecond}
            error={refused?.fields.perSecond}
            maxLength={6}
            required
          />
          <TextField
            name="perDay"
            label={t.perDay}
            hint={t.perDayHint}
            inputMode="numeric"
            defaultValue={pace.perDay ?? ''}
            error={refused?.fields.perDay}
            maxLength={9}
          />
          <TextArea
            name="domains"
            label={t.caps}
            hint={t.capsHint}
            rows={4}
            defaultValue={pace.domains.map(({ domain, perMinute }) => `${domain} ${perMinute}`).join('\n')}
            error={refused?.fields.domains}
            maxLength={5000}
            spellCheck={false}
          />
          <WarmUp warmUp={pace.warmUp} error={refused?.fields.first} />
        </>
      )}
    </MailForm>
  )
}

const day = 24 * 3_600_000

function WarmUp({
  warmUp,
  error,
}: {
  warmUp: MailData['settings']['pace']['warmUp']
  error: string | undefined
}) {
  const t = useWords().mailSettings
  const setting = useSetting()
  const [on, setOn] = useState(warmUp !== null)
  const [now] = useState(() => Date.now())
  const limit =
    warmUp && warmUp.first * 2 ** Math.min(40, Math.max(0, Math.floor((now - warmUp.since) / day)))
  return (
    <div className={styles.option}>
      <label className="check-row">
        <input
          type="checkbox"
          name="warmUp"
          checked={on}
          onChange={(event) => setOn(event.currentTarget.checked)}
        />
        <span>
          <strong>{t.warmUp}</strong>
          <span className={styles.note}>{t.warmUpHint}</span>
        </span>
      </label>
      {on && (
        <TextField
          name="first"
          label={t.first}
          inputMode="numeric"
          defaultValue={warmUp?.first ?? 200}
          error={error}
          maxLength={6}
          hint={
            warmUp && limit
              ? t.warmUpSince(longDate(warmUp.since, setting), limit.toLocaleString(setting.language))
              : undefined
          }
        />
      )}
    </div>
  )
}
