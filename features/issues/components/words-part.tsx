'use client'

import { useState } from 'react'
import { SelectField } from '@/components/ui/select-field.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useLength } from '@/components/ui/use-length.ts'
import { useWords } from '@/components/ui/words.tsx'
import type { Draft } from '../working-copy.ts'
import styles from './compose.module.css'

type Props = { draft: Draft; onEdit(change: Partial<Draft>): void }

const most = 300
const shares = [10, 20, 30, 50, 100]
const waits = [1, 2, 4, 6, 12, 24]

/** What stands in the mailbox before a letter is opened: subject, perhaps another one on trial, and the line beside it. */
export function WordsPart({ draft, onEdit }: Props) {
  const t = useWords().composing
  const length = useLength()
  const [trying, setTrying] = useState(false)
  const { subjectB, testShare, testHours } = draft
  const tries = trying || subjectB !== ''
  const line = (
    name: 'subject' | 'subjectB' | 'preheader',
    label: string,
    hint: (n: number) => string,
    empty: string,
  ) => {
    const value = draft[name]
    const count = value.trim().length
    return (
      <TextField
        name={name}
        label={label}
        value={value}
        {...length(value, most, { hint: count === 0 ? empty : hint(count) })}
        onChange={(event) => onEdit({ [name]: event.target.value })}
        autoComplete="off"
      />
    )
  }
  return (
    <div className={styles.part}>
      {line('subject', t.subject, t.subjectHint, t.subjectEmpty)}
      {tries ? (
        <fieldset className={styles.test}>
          <legend className="label">{t.test}</legend>
          <p className="hint">{t.testText}</p>
          {line('subjectB', t.subjectB, t.subjectHint, '')}
          <div className={styles.pair}>
            <SelectField
              name="testShare"
              label={t.testShare}
              value={String(testShare)}
              options={[...new Set([...shares, testShare || 20])]
                .sort((a, b) => a - b)
                .map((n) => ({ value: String(n), label: t.shareOf(n) }))}
              onChange={(event) => onEdit({ testShare: Number(event.target.value) })}
            />
            <SelectField
              name="testHours"
              label={t.testHours}
              value={String(testHours)}
              disabled={testShare === 100}
              options={[...new Set([...waits, testHours])]
                .sort((a, b) => a - b)
                .map((n) => ({ value: String(n), label: t.hoursOf(n) }))}
              onChange={(event) => onEdit({ testHours: Number(event.target.value) })}
            />
          </div>
          <button
            type="button"
            className="quiet-button"
            onClick={() => {
              setTrying(false)
              onEdit({ subjectB: '', testShare: 0 })
            }}
          >
            {t.endTest}
          </button>
        </fieldset>
      ) : (
        <button
          type="button"
          className={`quiet-button ${styles.start}`}
          onClick={() => {
            setTrying(true)
            if (testShare === 0) onEdit({ testShare: 20 })
          }}
        >
          {t.test}
        </button>
      )}
      {line('preheader', t.preheader, t.preheaderHint, t.preheaderEmpty)}
    </div>
  )
}
