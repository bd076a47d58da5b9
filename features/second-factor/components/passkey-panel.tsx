'use client'

import { startRegistration } from '@simplewebauthn/browser'
import { useRouter } from 'next/navigation'
import { type FormEvent, useActionState, useState } from 'react'
import { TextField } from '@/components/ui/text-field.tsx'
import { useSetting, useWords } from '@/components/ui/words.tsx'
import { longDate } from '@/lib/dates.ts'
import { idle } from '@/lib/form-state.ts'
import { keepPasskeyAction, offerPasskeyAction, renamePasskeyAction } from '../actions.ts'
import type { Passkey } from '../schema.ts'
import { isAsked, PresentPassword } from './present-password.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { RemovePasskey } from './remove-passkey.tsx'
import styles from './second-factor.module.css'

type Props = {
  passkeys: Passkey[]
  possible: boolean
  /** Whether the passphrase is asked for too. */
  confirm: boolean
}

/** Somebody's passkeys: adding, naming, taking away. */
export function PasskeyPanel({ passkeys, possible, confirm }: Props) {
  const t = useWords().security
  const router = useRouter()
  const [failure, setFailure] = useState('')
  const [codes, setCodes] = useState<string[] | null>(null)
  const [busy, setBusy] = useState(false)
  const [asked, setAsked] = useState(false)

  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const fields = new FormData(form)
    const name = String(fields.get('passkey-name') ?? '')
    setBusy(true)
    setFailure('')
    try {
      const offer = await offerPasskeyAction(String(fields.get('password') ?? ''))
      setAsked(isAsked(offer))
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
            <PasskeyRow key={passkey.id} passkey={passkey} confirm={confirm} />
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
          {(confirm || asked) && <PresentPassword id="passkey-password" />}
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

function PasskeyRow({ passkey, confirm }: { passkey: Passkey; confirm: boolean }) {
  const t = useWords()
  const clock = useSetting()
  const [renaming, setRenaming] = useState(false)
  const [removing, setRemoving] = useState(false)
  const [, rename] = useActionState(renamePasskeyAction, idle)
  const used = passkey.lastUsedAt
    ? t.security.passkeyUsed(longDate(passkey.lastUsedAt, clock))
    : t.security.passkeyMade(longDate(passkey.createdAt, clock))
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
      <RemovePasskey
        passkey={passkey}
        confirm={confirm}
        isOpen={removing}
        onClose={() => setRemoving(false)}
      />
    </li>
  )
}
