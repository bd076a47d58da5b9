'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button, Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useWords } from '@/components/ui/words.tsx'
import styles from './delete-picture.module.css'
import { askLibrary } from './upload.ts'

/** Deleting a picture, after a question. One that is used cannot be deleted, and it says so. */
export function DeletePicture({ id, used }: { id: number; used: boolean }) {
  const { media: t, shell } = useWords()
  const router = useRouter()
  const [failure, setFailure] = useState('')
  const [busy, setBusy] = useState(false)
  const remove = async () => {
    setBusy(true)
    setFailure('')
    try {
      await askLibrary(`/${id}`, { method: 'DELETE' })
      router.push('/admin/media')
    } catch (error) {
      setFailure((error as Error).message)
      setBusy(false)
    }
  }
  if (used) return <p className={styles.used}>{t.deleteUsed}</p>
  return (
    <DialogTrigger>
      <Button className="button button-plain button-small">{t.delete}</Button>
      <ModalOverlay className={styles.overlay ?? ''} isDismissable>
        <Modal className={styles.modal ?? ''}>
          <Dialog role="alertdialog" className={styles.dialog ?? ''}>
            {({ close }) => (
              <>
                <Heading slot="title">{t.deleteTitle}</Heading>
                <p>{t.deleteText}</p>
                {failure && (
                  <p role="alert" className="form-error">
                    {failure}
                  </p>
                )}
                <div className={styles.actions}>
                  <Button className="button button-plain" onPress={close} autoFocus>
                    {shell.cancel}
                  </Button>
                  <Button className="button" isDisabled={busy} onPress={remove}>
                    {t.deleteConfirm}
                  </Button>
                </div>
              </>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  )
}
