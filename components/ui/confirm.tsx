'use client'

import { type ReactNode, useState } from 'react'
import { Dialog } from './dialog.tsx'
import { useWords } from './words.tsx'

type Props = {
  title: string
  /** What will happen, and whether it can be undone. */
  children: ReactNode
  /** The verb on the button that does it. */
  confirm: string
  /** What the button that leaves it alone says, where «cancel» would be taken for the verb. */
  dismiss?: string
  isOpen: boolean
  onConfirm(): void | Promise<void>
  onClose(): void
}

/** Asks before something that is hard to undo. It stays open, and busy, until `onConfirm` has come back. */
export function Confirm({ title, children, confirm, dismiss, isOpen, onConfirm, onClose }: Props) {
  const t = useWords().shell
  const [busy, setBusy] = useState(false)
  const go = async () => {
    setBusy(true)
    try {
      await onConfirm()
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      onClose={onClose}
      size="small"
      role="alertdialog"
      actions={
        <>
          <button type="button" className="button button-small" disabled={busy} onClick={go}>
            {confirm}
          </button>
          <button type="button" className="button button-plain button-small" onClick={onClose}>
            {dismiss ?? t.cancel}
          </button>
        </>
      }
    >
      {children}
    </Dialog>
  )
}
