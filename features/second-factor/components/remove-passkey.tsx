'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { Confirm } from '@/components/ui/confirm.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { FormRefusal } from '@/features/accounts/components/form-refusal.tsx'
import { type ActionState, idle } from '@/lib/form-state.ts'
import { removePasskeyAction } from '../actions.ts'
import type { Passkey } from '../schema.ts'
import { isAsked, PresentPassword } from './present-password.tsx'

type Props = { passkey: Passkey; confirm: boolean; isOpen: boolean; onClose(): void }

/** Asks before a passkey is taken away, and for the passphrase where the sign-in was long ago. */
export function RemovePasskey({ passkey, confirm, isOpen, onClose }: Props) {
  const t = useWords().security
  const router = useRouter()
  const fields = useRef<HTMLFormElement>(null)
  const [state, setState] = useState<ActionState<void>>(idle)
  const close = () => {
    setState(idle)
    onClose()
  }
  const remove = async () => {
    if (fields.current?.reportValidity() === false) return
    const form = new FormData(fields.current ?? undefined)
    form.set('id', String(passkey.id))
    const answer = await removePasskeyAction(idle, form)
    if (answer.status === 'refused') return setState(answer)
    close()
    router.refresh()
  }
  return (
    <Confirm
      title={t.passkeyRemoveTitle(passkey.name)}
      confirm={t.passkeyRemove}
      isOpen={isOpen}
      onConfirm={remove}
      onClose={close}
    >
      <p>{t.passkeyRemoveText}</p>
      <FormRefusal state={state} />
      {(confirm || isAsked(state)) && (
        <form
          ref={fields}
          onSubmit={(event) => {
            event.preventDefault()
            void remove()
          }}
        >
          <PresentPassword id={`passkey-${passkey.id}-password`} />
        </form>
      )}
    </Confirm>
  )
}
