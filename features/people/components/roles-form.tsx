'use client'

import { useActionState } from 'react'
import { useWords } from '@/components/ui/words.tsx'
import { FormRefusal } from '@/features/accounts/components/form-refusal.tsx'
import { type Permission, permissions, type Role } from '@/features/accounts/policy.ts'
import { roles } from '@/features/accounts/schema.ts'
import { idle } from '@/lib/form-state.ts'
import { saveRolesAction } from '../actions.ts'
import styles from './people.module.css'

type Props = { allowed: Record<Role, readonly Permission[]>; requireSecondFactor: boolean }

/** Which role may do what, as a table of ticks. */
export function RolesForm({ allowed, requireSecondFactor }: Props) {
  const t = useWords()
  const [state, submit, pending] = useActionState(saveRolesAction, idle)
  return (
    <form action={submit} className="stack">
      <FormRefusal state={state} />
      {state.status === 'done' && (
        <p role="status" className="notice-line">
          {t.people.rolesSaved}
        </p>
      )}
      {/* A reset after saving would show what was there before: the key makes the fields anew from what was saved. */}
      <div className="table-scroll" key={JSON.stringify([allowed, requireSecondFactor])}>
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
      <label className={styles.option} key={String(requireSecondFactor)}>
        <input type="checkbox" name="requireSecondFactor" defaultChecked={requireSecondFactor} />
        <span>
          {t.people.requireSecondFactor}
          <span className="hint" style={{ display: 'block' }}>
            {t.people.requireSecondFactorHint}
          </span>
        </span>
      </label>
      <div className={styles.row}>
        <button type="submit" className="button button-small" disabled={pending}>
          {t.people.rolesSave}
        </button>
      </div>
    </form>
  )
}
