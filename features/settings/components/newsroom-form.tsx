'use client'

import { SelectField } from '@/components/ui/select-field.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { saveNewsroomAction } from '../actions.ts'
import { openChecks, type SettingsData } from '../form.ts'
import { checkLevels } from '../newsroom.ts'
import styles from './settings.module.css'
import { SettingsForm } from './settings-form.tsx'

/** How the newsroom works: who sees a text before readers do, and what is checked. */
export function NewsroomForm({ settings: { newsroom, updatedAt } }: { settings: SettingsData }) {
  const { settings: t, people } = useWords()
  const { fourEyes, editAfterApproval, checks } = newsroom
  return (
    <SettingsForm action={saveNewsroomAction} updatedAt={updatedAt} isInternal>
      <label className="check-row">
        <input type="checkbox" name="fourEyes" defaultChecked={fourEyes} />
        <span>
          <strong>{t.fourEyes}</strong>
          <span className={styles.note}>{t.fourEyesHint}</span>
        </span>
      </label>
      <SelectField
        name="editAfterApproval"
        label={t.editAfterApproval}
        options={(['draft', 'keep'] as const).map((value) => ({ value, label: t.afterApproval[value] }))}
        defaultValue={editAfterApproval}
      />
      <fieldset className={styles.checks}>
        <legend>{t.checks}</legend>
        <p className="hint">{t.checksHint}</p>
        {openChecks.map((name) => (
          <div key={name} className={styles.check}>
            <label htmlFor={`check:${name}`}>{t.checkNames[name]}</label>
            <select
              id={`check:${name}`}
              name={`check:${name}`}
              className="field field-small"
              defaultValue={checks[name]}
            >
              {checkLevels.map((level) => (
                <option key={level} value={level}>
                  {t.levels[level]}
                </option>
              ))}
            </select>
          </div>
        ))}
      </fieldset>
      <p className="hint">
        {t.rolesElsewhere} <a href="/admin/people/roles">{people.rolesTitle}</a>
      </p>
    </SettingsForm>
  )
}
