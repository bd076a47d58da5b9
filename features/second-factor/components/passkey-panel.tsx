'use client'

import { startRegistration } from '@simplewebauthn/browser'
import { useRouter } from 'next/navigation'
import { type FormEvent, startTransition, useActionState, useState } from 'react'
import { Confirm } from '@/components/ui/confirm.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useSetting, useWords } from '@/components/ui/words.tsx'
import { longDate } from '@/lib/dates.ts'
import { idle } from '@/lib/form-state.ts'
import {
  keepPasskeyAction,
  offerPasskeyAction,
  removePasskeyAction,
  renamePasskeyAction,
} from '../actions.ts'
import type { Passkey } from '../schema.ts'
import { RecoveryCodes } from './recovery-codes.tsx'
import styles from './second-factor.module.css'

/** Somebody's passkeys: adding, naming, taking away. */
export function PasskeyPanel({ passkeys, possible }: { passkeys: Passkey[]; possible: boolean }) {
  const t = useWords().security
  const router = useRouter()
  const [failure, setFailure] = useState('')
  const [codes, setCodes] = useState<string[] | null>(null)
  const [busy, setBusy] = useState(false)

  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const name = String(new FormData(form).get('passkey-name') ?? '')
    setBusy(true)
    setFailure('')
    try {
      const offer = await offerPasskeyAction()
      if (offer.status !== 'done') throw new Error(offer.status === 'refused' ? offer.message : '')
      const answer = await startRegistration({ optionsJSON: offer.data }).catch(() => null)
      if (!answer) throw new Error(t.passkeyFailed)
      const kept = await keepPasskeyAction(name, answer)
      if (kept.status !== 'done') throw new Error(kept.status === 'refused' ? kept.message : '')
      setCodes(kept.data.codes)
      form.reset()
      router.refresh()
    } catch (error) {
      setFailure((error instanceof Error && error.message) || t.passkeyFailed)
    } finally {
      setBusy(false)
    }
  }

  return (
    <section className={styles.part}>
      <h3>{t.passkeys}</h3>
      <p>{possible ? t.passkeysText : t.passkeysImpossible}</p>
      {passkeys.length > 0 && (
        <ul className={styles.keys}>
          {passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      )}
      {codes && <RecoveryCodes codes={codes} />}
      {possible && (
        <form onSubmit={add} className="stack">
          {failure && (
            <p role="alert" className="form-error">
              {failure}
            </p>
          )}
          <TextField
            name="passkey-name"
            label={t.passkeyName}
            hint={t.passkeyNameHint}
            maxLength={60}
            required
          />
          <div className={styles.row}>
            <button type="submit" className="button button-plain button-small" disabled={busy}>
              {t.passkeyAdd}
            </button>
          </div>
        </form>
      )}
    </section>
  )
}

function PasskeyRow({ passkey }: { passkey: Passkey }) {
  const t = useWords()
  const clock = useSetting()
  const [renaming, setRenaming] = useState(false)
  const [removing, setRemoving] = useState(false)
  const [, rename] = useActionState(renamePasskeyAction, idle)
  const [, remove] = useActionState(removePasskeyAction, idle)
  const used = passkey.lastUsedAt
    ? t.security.passkeyUsed(longDate(passkey.lastUsedAt, clock))
    : t.security.passkeyMade(longDate(passkey.createdAt, clock))
  const confirmed = () => {
    const form = new FormData()
    form.set('id', String(passkey.id))
    startTransition(() => remove(form))
    setRemoving(false)
  }
  return (
    <li>
      {renaming ? (
        <form
          className={styles.row}
          action={(form) => {
            rename(form)
            setRenaming(false)
          }}
        >
          <input type="hidden" name="id" value={passkey.id} />
          <input
            className="field"
            name="name"
            aria-label={t.security.passkeyName}
            defaultValue={passkey.name}
            maxLength={60}
            required
          />
          <button type="submit" className="button button-plain button-small">
            {t.shell.save}
          </button>
        </form>
      ) : (
        <span>
          {passkey.name} <span className={styles.when}>{used}</span>
        </span>
      )}
      <span className={styles.row}>
        <button
          type="button"
          className="quiet-button"
          aria-label={`${t.security.passkeyRename}: ${passkey.name}`}
          onClick={() => setRenaming(!renaming)}
        >
          {renaming ? t.shell.cancel : t.security.passkeyRename}
        </button>
        <button
          type="button"
          className="quiet-button"
          aria-label={`${t.security.passkeyRemove}: ${passkey.name}`}
          onClick={() => setRemoving(true)}
        >
          {t.security.passkeyRemove}
        </button>
      </span>
      <Confirm
        title={t.security.passkeyRemoveTitle(passkey.name)}
        confirm={t.security.passkeyRemove}
        isOpen={removing}
        onConfirm={confirmed}
        onClose={() => setRemoving(false)}
      >
        <p>{t.security.passkeyRemoveText}</p>
      </Confirm>
    </li>
  )
}
