'use client'

import { useWords } from '@/components/ui/words.tsx'
import { type Permission, permissions, type Role } from '@/features/accounts/policy.ts'
import { roles } from '@/features/accounts/schema.ts'
import { SettingsForm } from '@/features/settings/components/settings-form.tsx'
import { saveRolesAction } from '../actions.ts'
import styles from './people.module.css'

type Props = {
  allowed: Record<Role, readonly Permission[]>
  requireSecondFactor: boolean
  /** Version of the settings that is shown. */
  updatedAt: number
}

/** Which role may do what, as a table of ticks. */
export function RolesForm({ allowed, requireSecondFactor, updatedAt }: Props) {
  const t = useWords()
  return (
    <SettingsForm
      action={saveRolesAction}
      updatedAt={updatedAt}
      saveLabel={t.people.rolesSave}
      savedText={t.people.rolesSaved}
    >
      <div className="table-scroll">
        <table className={`data-table ${styles.roles}`}>
          <thead>
            <tr>
              <th scope="col">{t.people.permission}</th>
              {roles.map((role) => (
                <th scope="col" key={role}>
                  {t.accounts.roles[role]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {permissions.map((permission) => (
              <tr key={permission}>
                <th scope="row">{t.people.permissions[permission]}</th>
                {roles.map((role) => (
                  <td key={role} className={styles.check}>
                    <label>
                      <span className="visually-hidden">
                        {t.people.permissions[permission]}: {t.accounts.roles[role]}
                      </span>
                      <input
                        type="checkbox"
                        name={role === 'administrator' ? undefined : role}
                        value={permission}
                        defaultChecked={allowed[role].includes(permission)}
                        disabled={role === 'administrator'}
                      />
                    </label>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <p className="hint">{t.people.rolesFixed}</p>
      </div>
      <label className={styles.option}>
        <input type="checkbox" name="requireSecondFactor" defaultChecked={requireSecondFactor} />
        <span>
          {t.people.requireSecondFactor}
          <span className="hint" style={{ display: 'block' }}>
            {t.people.requireSecondFactorHint}
          </span>
        </span>
      </label>
    </SettingsForm>
  )
}
