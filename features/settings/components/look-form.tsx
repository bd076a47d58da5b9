'use client'

import { useState } from 'react'
import { TextField } from '@/components/ui/text-field.tsx'
import { useSetting, useWords } from '@/components/ui/words.tsx'
import { accentPair, contrast, paper } from '../accent.ts'
import { saveLookAction } from '../actions.ts'
import type { SettingsData } from '../form.ts'
import styles from './settings.module.css'
import { SettingsForm } from './settings-form.tsx'

const colour = /^#[0-9a-f]{6}$/

/** The newspaper's colour, as it will look in both themes, with its contrast. */
export function LookForm({ settings: { publication, updatedAt } }: { settings: SettingsData }) {
  const t = useWords().settings
  const { language } = useSetting()
  const [accent, setAccent] = useState(publication.accent.toLowerCase())
  const isColour = colour.test(accent)
  const pair = isColour ? accentPair(accent) : null
  const ratio = (a: string, b: string) =>
    new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(contrast(a, b))
  return (
    <SettingsForm action={saveLookAction} updatedAt={updatedAt}>
      {(refused) => (
        <>
          <div className={styles.colour}>
            <TextField
              name="accent"
              label={t.accent}
              hint={t.accentHint}
              value={accent}
              onChange={(event) => setAccent(event.target.value.trim().toLowerCase())}
              error={refused?.fields.accent ?? (isColour ? undefined : t.notAColour)}
              maxLength={7}
              spellCheck={false}
              required
            />
            <input
              type="color"
              aria-label={t.pick}
              value={isColour ? accent : '#000000'}
              onChange={(event) => setAccent(event.target.value.toLowerCase())}
            />
          </div>
          {pair && (
            <dl className={styles.themes} aria-live="polite">
              {(['light', 'dark'] as const).map((theme) => (
                <div
                  key={theme}
                  style={{ background: paper[theme], color: theme === 'light' ? '#1b1a18' : '#e9e6e0' }}
                >
                  <dt>{t[theme]}</dt>
                  <dd>
                    <p className={styles.sample} style={{ color: pair[theme] }}>
                      {t.sample}
                    </p>
                    <p>
                      {t.contrast(ratio(pair[theme], paper[theme]))},{' '}
                      {pair[theme] === accent ? t.asChosen : t.adapted(pair[theme])}
                    </p>
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </>
      )}
    </SettingsForm>
  )
}
