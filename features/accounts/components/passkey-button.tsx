'use client'

import { startAuthentication } from '@simplewebauthn/browser'
import { useState } from 'react'
import { useWords } from '@/components/ui/words.tsx'
import { passkeyQuestionAction, passkeySignInAction } from '../actions.ts'

/** Signs in with a passkey, without address or passphrase. */
export function PasskeyButton() {
  const t = useWords().security
  const [failure, setFailure] = useState('')
  const [busy, setBusy] = useState(false)
  const go = async () => {
    setBusy(true)
    setFailure('')
    try {
      const question = await passkeyQuestionAction()
      if (question.status !== 'done') throw new Error(question.status === 'refused' ? question.message : '')
      const answer = await startAuthentication({ optionsJSON: question.data }).catch(() => null)
      if (!answer) throw new Error(t.passkeyCancelled)
      const signedIn = await passkeySignInAction(answer)
      if (signedIn.status !== 'done') throw new Error(signedIn.status === 'refused' ? signedIn.message : '')
      window.location.assign(signedIn.data.next)
    } catch (error) {
      setFailure((error instanceof Error && error.message) || t.passkeyCancelled)
      setBusy(false)
    }
  }
  return (
    <div className="stack">
      {failure && (
        <p role="alert" className="form-error">
          {failure}
        </p>
      )}
      <button type="button" className="button button-plain" onClick={go} disabled={busy}>
        {t.usePasskey}
      </button>
    </div>
  )
}
