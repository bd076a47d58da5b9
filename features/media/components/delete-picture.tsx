'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Confirm } from '@/components/ui/confirm.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { askLibrary } from './upload.ts'

/** Deleting a picture, after a question. One that is used cannot be deleted, and it says so. */
export function DeletePicture({ id, used }: { id: number; used: boolean }) {
  const { media: t } = useWords()
  const router = useRouter()
  const [isAsking, setAsking] = useState(false)
  const [failure, setFailure] = useState('')
  const remove = async () => {
    setFailure('')
    try {
      await askLibrary(`/${id}`, { method: 'DELETE' })
      router.push('/admin/media')
    } catch (error) {
      setFailure((error as Error).message)
    }
  }
  if (used) return <p className="hint">{t.deleteUsed}</p>
  return (
    <>
      <button type="button" className="button button-plain button-small" onClick={() => setAsking(true)}>
        {t.delete}
      </button>
      <Confirm
        title={t.deleteTitle}
        confirm={t.deleteConfirm}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={remove}
      >
        <p>{t.deleteText}</p>
        {failure && (
          <p role="alert" className="form-error">
            {failure}
          </p>
        )}
      </Confirm>
    </>
  )
}
