'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Confirm } from '@/components/ui/confirm.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { useWorkflow } from '@/features/workflow/components/use-workflow.ts'

type Props = { articleId: number; lockVersion: number; revisionId: number }

/** Brings a version back, after asking. */
export function RestoreButton({ articleId, lockVersion, revisionId }: Props) {
  const t = useWords().revisions
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const { run } = useWorkflow({
    articleId,
    lockVersion,
    flush: async () => lockVersion, // nothing is written on this page
    onChanged: () => router.refresh(),
  })
  return (
    <>
      <button type="button" className="quiet-button" onClick={() => setOpen(true)}>
        {t.restore}
      </button>
      <Confirm
        title={t.restoreTitle}
        confirm={t.restore}
        isOpen={isOpen}
        onConfirm={async () => {
          if (await run({ command: 'restore', revisionId })) setOpen(false)
        }}
        onClose={() => setOpen(false)}
      >
        <p>{t.restoreText}</p>
      </Confirm>
    </>
  )
}
