'use client'

import { type ReactNode, useActionState } from 'react'
import { TextField } from '@/components/ui/text-field.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { FormRefusal } from '@/features/accounts/components/form-refusal.tsx'
import { idle } from '@/lib/form-state.ts'
import { beginTotpAction, endTotpAction, finishTotpAction, newCodesAction } from '../actions.ts'
import { isAsked, PresentPassword } from './present-password.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import styles from './second-factor.module.css'

type Props = {
  on: boolean
  /** The secret that waits for its first code, as text and as a picture. */
  pending: { key: string; picture: ReactNode } | null
  /** Whether the passphrase is asked for too. */
  confirm: boolean
}

/** The authenticator app: adding it in two steps, and taking it away. */
export function TotpPanel({ on, pending, confirm }: Props) {
  const t = useWords().security
  const [begun, begin, beginning] = useActionState(beginTotpAction, idle)
  const [finished, finish, finishing] = useActionState(finishTotpAction, idle)
  const codes = finished.status === 'done' ? finished.data.codes : null
  return (
    <section className={styles.part}>
      <h3>{t.app}</h3>
      <p role="status">{on ? t.appOn : t.appOff}</p>
      {codes && <RecoveryCodes codes={codes} />}
      {!on && pending && (
        <div className={styles.setUp}>
          {pending.picture}
          <div>
            <p>{t.appScan}</p>
            <p className="hint">{t.appKey}</p>
            <code className={styles.key}>{pending.key}</code>
            <form action={finish} className="stack">
              <FormRefusal state={finished} />
              <TextField
                name="code"
                label={t.code}
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={10}
                required
              />
              {(confirm || isAsked(finished)) && <PresentPassword id="app-password" />}
              <div className={styles.row}>
                <button type="submit" className="button button-small" disabled={finishing}>
                  {t.appConfirm}
                </button>
              </div>
            </form>
          </div>
        </div>
      )}
      {!on && (
        <form action={begin}>
          <FormRefusal state={begun} />
          <button
            type="submit"
            className={pending ? 'quiet-button' : 'button button-plain button-small'}
            disabled={beginning}
          >
            {pending ? t.appRestart : t.appStart}
          </button>
        </form>
      )}
      {on && <RemoveTotp />}
    </section>
  )
}

function RemoveTotp() {
  const t = useWords()
  const [state, submit, pending] = useActionState(endTotpAction, idle)
  return (
    <details className={styles.details}>
      <summary>{t.security.appRemove}</summary>
      <form action={submit} className="stack">
        <p>{t.security.appRemoveText}</p>
        <FormRefusal state={state} />
        <PresentPassword id="app-remove-password" />
        <div className={styles.row}>
          <button type="submit" className="button button-plain button-small" disabled={pending}>
            {t.security.appRemove}
          </button>
        </div>
      </form>
    </details>
  )
}

/** How many recovery codes are left, and new ones. */
export function RecoveryPanel({ left }: { left: number }) {
  const t = useWords()
  const [state, submit, pending] = useActionState(newCodesAction, idle)
  return (
    <section className={styles.part}>
      <h3>{t.security.recovery}</h3>
      <p>{t.security.recoveryLeft(left)}</p>
      {state.status === 'done' && state.data.codes && <RecoveryCodes codes={state.data.codes} />}
      <details className={styles.details}>
        <summary>{t.security.recoveryNew}</summary>
        <form action={submit} className="stack">
          <p>{t.security.recoveryNewText}</p>
          <FormRefusal state={state} />
          <PresentPassword id="codes-password" />
          <div className={styles.row}>
            <button type="submit" className="button button-plain button-small" disabled={pending}>
              {t.security.recoveryNew}
            </button>
          </div>
        </form>
      </details>
    </section>
  )
}
