'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useState } from 'react'
import { Dialog } from '@/components/ui/dialog.tsx'
import { EditDialog } from '@/components/ui/edit-dialog.tsx'
import { EditForm } from '@/components/ui/edit-form.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { eraseAction, liftAction, suppressAction } from '../actions.ts'
import type { SubscriberFile } from '../schema.ts'

type Props = { file: Pick<SubscriberFile, 'id' | 'email' | 'status' | 'suppression'> }

const isAboutAddress = (code: string) => code === 'address-differs'
const isAboutReason = (code: string) => code === 'input-invalid'

/** What can be done with a subscriber: hand them their data, block them or take that back, erase them. */
export function SubscriberTools({ file: { id, email, status, suppression } }: Props) {
  const { subscribers: t, shell } = useWords()
  const toast = useToast()
  const router = useRouter()
  const [open, setOpen] = useState<'suppress' | 'lift' | 'erase' | null>(null)
  const close = useCallback(() => setOpen(null), [])
  const suppressed = useCallback(() => t.suppressed, [t])
  const lifted = useCallback(() => t.lifted, [t])
  const erased = useCallback(() => {
    toast(t.erased)
    router.push('/admin/subscribers')
  }, [toast, router, t])
  return (
    <div className="page-bar-actions">
      <a className="button button-plain button-small" href={`/api/admin/subscribers/${id}`} download>
        {t.giveData}
      </a>
      {status !== 'suppressed' && (
        <button
          type="button"
          className="button button-plain button-small"
          onClick={() => setOpen('suppress')}
        >
          {t.suppress}
        </button>
      )}
      {suppression?.reason === 'manual' && (
        <button type="button" className="button button-plain button-small" onClick={() => setOpen('lift')}>
          {t.lift}
        </button>
      )}
      <button type="button" className="button button-plain button-small" onClick={() => setOpen('erase')}>
        {t.erase}
      </button>
      {open === 'suppress' && (
        <EditDialog
          title={t.suppressTitle}
          action={suppressAction}
          hidden={{ id }}
          saveLabel={t.suppress}
          saved={suppressed}
          onClose={close}
          isAtField={isAboutReason}
        >
          {(refused) => (
            <>
              <p>{t.suppressText}</p>
              <TextField
                name="reason"
                label={t.suppressReason}
                hint={t.suppressReasonHint}
                error={refused?.fields.reason}
                maxLength={300}
                required
              />
            </>
          )}
        </EditDialog>
      )}
      {open === 'lift' && (
        <EditDialog
          title={t.liftTitle}
          action={liftAction}
          hidden={{ id }}
          saveLabel={t.lift}
          saved={lifted}
          onClose={close}
        >
          {() => <p>{t.liftText}</p>}
        </EditDialog>
      )}
      {open === 'erase' && (
        <Dialog title={t.eraseTitle} isOpen onClose={close}>
          <EditForm
            action={eraseAction}
            hidden={{ id }}
            saveLabel={t.erase}
            onDone={erased}
            isAtField={isAboutAddress}
            beside={
              <button type="button" className="button button-plain button-small" onClick={close}>
                {shell.cancel}
              </button>
            }
          >
            {(refused) => (
              <>
                <p>{t.eraseText}</p>
                <TextField
                  name="typed"
                  label={t.eraseTyped(email)}
                  error={refused && isAboutAddress(refused.code) ? refused.message : undefined}
                  autoComplete="off"
                  spellCheck={false}
                  required
                />
              </>
            )}
          </EditForm>
        </Dialog>
      )}
    </div>
  )
}
