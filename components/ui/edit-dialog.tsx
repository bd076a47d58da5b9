'use client'

import { type ComponentProps, useCallback } from 'react'
import { Dialog } from './dialog.tsx'
import { EditForm } from './edit-form.tsx'
import { useToast } from './toast.tsx'
import { useWords } from './words.tsx'

type Form<T> = ComponentProps<typeof EditForm<T>>
type Props<T> = Pick<Form<T>, 'action' | 'hidden' | 'children' | 'isAtField'> & {
  title: string
  saveLabel: string
  /** What is said once it is saved. Must stay the same between renderings, as `onClose`. */
  saved(data: T): string
  onClose(): void
}

/** A form in a window of its own, which closes once it is saved. */
export function EditDialog<T>({ title, saved, onClose, ...form }: Props<T>) {
  const { shell } = useWords()
  const toast = useToast()
  const done = useCallback(
    (data: T) => {
      toast(saved(data))
      onClose()
    },
    [toast, saved, onClose],
  )
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <EditForm
        {...form}
        onDone={done}
        beside={
          <button type="button" className="button button-plain button-small" onClick={onClose}>
            {shell.cancel}
          </button>
        }
      />
    </Dialog>
  )
}
