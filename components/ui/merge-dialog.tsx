'use client'

import { type ReactNode, useState } from 'react'
import { type Choice, ComboField } from './combo-field.tsx'
import { Dialog } from './dialog.tsx'
import { useWords } from './words.tsx'

type Props = {
  title: string
  /** What will happen. */
  children: ReactNode
  label: string
  button: string
  load(typed: string): Promise<Choice[]>
  /** Resolves with the words of a refusal, or with null when it is done. */
  onMerge(into: Choice): Promise<string | null>
  onClose(): void
}

/** Asks into which other thing of its kind one is to go. */
export function MergeDialog({ title, children, label, button, load, onMerge, onClose }: Props) {
  const { shell } = useWords()
  const [into, setInto] = useState<Choice | null>(null)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const merge = async () => {
    if (!into) return
    setBusy(true)
    setRefused(await onMerge(into))
    setBusy(false)
  }
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      size="small"
      actions={
        <>
          <button type="button" className="button button-small" disabled={busy || !into} onClick={merge}>
            {button}
          </button>
          <button type="button" className="button button-plain button-small" onClick={onClose}>
            {shell.cancel}
          </button>
        </>
      }
    >
      {refused && (
        <p role="alert" className="form-error">
          {refused}
        </p>
      )}
      <ComboField label={label} value={into} onChange={setInto} load={load} />
      {children}
    </Dialog>
  )
}
