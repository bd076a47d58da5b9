'use client'

import { SelectField } from '@/components/ui/select-field.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { permissions } from '@/features/accounts/policy.ts'
import { saveNewsroomAction } from '../actions.ts'
import { openChecks, openRoles, type SettingsData } from '../form.ts'
import { checkLevels } from '../newsroom.ts'
import styles from './settings.module.css'
import { SettingsForm } from './settings-form.tsx'

/** How the newsroom works: who sees a text before readers do, what is checked, what each role may do. */
export function NewsroomForm({ settings: { newsroom, updatedAt } }: { settings: SettingsData }) {
  const { settings: t, accounts } = useWords()
  const { fourEyes, requireSecondFactor, editAfterApproval, checks, roles } = newsroom
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
      <label className="check-row">
        <input type="checkbox" name="requireSecondFactor" defaultChecked={requireSecondFactor} />
        <span>
          <strong>{t.secondFactor}</strong>
          <span className={styles.note}>{t.secondFactorHint}</span>
        </span>
      </label>
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
      <fieldset className={styles.checks}>
        <legend>{t.roles}</legend>
        <p className="hint">{t.rolesHint}</p>
        <table className={styles.roles}>
          <thead>
            <tr>
              <th scope="col">{t.permission}</th>
              {openRoles.map((role) => (
                <th scope="col" key={role}>
                  {accounts.roles[role]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {permissions.map((permission) => (
              <tr key={permission}>
                <th scope="row">{t.permissions[permission]}</th>
                {openRoles.map((role) => (
                  <td key={role}>
                    <input
                      type="checkbox"
                      name={`may:${role}:${permission}`}
                      aria-label={t.may(accounts.roles[role], t.permissions[permission])}
                      defaultChecked={roles[role].includes(permission)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </fieldset>
    </SettingsForm>
  )
}
