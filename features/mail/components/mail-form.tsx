'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useCallback } from 'react'
import { EditForm, type Refused } from '@/components/ui/edit-form.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useWords } from '@/components/ui/words.tsx'
import type { ActionState } from '@/lib/form-state.ts'

type State = ActionState<number>
type Props = {
  action(before: State, form: FormData): Promise<State>
  /** Version of the settings that is shown. */
  lockVersion: number
  children(refused: Refused | null): ReactNode
  saveLabel?: string
  savedText?: string
}

/** A form of mail settings: it refuses to write over what somebody else saved meanwhile, and keeps what was typed. */
export function MailForm({ action, lockVersion, children, saveLabel, savedText }: Props) {
  const { mailSettings: t } = useWords()
  const toast = useToast()
  const router = useRouter()
  const done = useCallback(() => {
    toast(savedText ?? t.saved)
    router.refresh()
  }, [toast, router, t, savedText])
  return (
    <EditForm
      // Made anew from what was saved: a password that was typed is not in the page any more.
      key={lockVersion}
      action={action}
      hidden={(saved) => ({ lockVersion: Math.max(saved ?? 0, lockVersion) })}
      saveLabel={saveLabel ?? t.save}
      onDone={done}
      className="form-column"
    >
      {children}
    </EditForm>
  )
}
