'use client'

import { useEffect, useState } from 'react'
import { Confirm } from '@/components/ui/confirm.tsx'
import { useSetting, useWords } from '@/components/ui/words.tsx'
import { useWorkflow } from '@/features/workflow/components/use-workflow.ts'
import type { Outcome } from '@/features/workflow/schema.ts'
import { requestJson } from '@/lib/json-request.ts'
import type { RevisionEntry } from '../schema.ts'
import { RevisionLine } from './revision-line.tsx'
import styles from './revisions.module.css'

type Props = {
  articleId: number
  lockVersion: number
  flush(): Promise<number>
  onChanged(outcome: Outcome): void
}

/** The versions of the article beside its text, to compare and to bring back. */
export function RevisionsPanel({ articleId, lockVersion, flush, onChanged }: Props) {
  const t = useWords().revisions
  const setting = useSetting()
  const [revisions, setRevisions] = useState<RevisionEntry[] | null>(null)
  const [chosen, setChosen] = useState<RevisionEntry | null>(null)
  const { workflow, run } = useWorkflow({ articleId, lockVersion, flush, onChanged })
  // biome-ignore lint/correctness/useExhaustiveDependencies: every version adds to the list
  useEffect(() => {
    let ended = false
    requestJson<{ revisions: RevisionEntry[] }>('GET', `/api/admin/articles/${articleId}/revisions`).then(
      (answer) => ended || setRevisions(answer.revisions),
      () => {},
    )
    return () => {
      ended = true
    }
  }, [articleId, lockVersion])
  if (revisions === null) return null
  const mayRestore = workflow?.may.includes('restore') ?? false
  const address = `/admin/articles/${articleId}/revisions`
  return (
    <section aria-label={t.title}>
      {revisions.length === 0 && <p className="hint">{t.none}</p>}
      <ol className={styles.list}>
        {revisions.map((revision, index) => {
          const before = revisions[index + 1]
          return (
            <li key={revision.id}>
              <RevisionLine revision={revision} clock={setting} t={t} />
              <span className={styles.acts}>
                {before && <a href={`${address}?from=${before.id}&to=${revision.id}`}>{t.compare}</a>}
                {mayRestore && !revision.isWorking && (
                  <button type="button" className="quiet-button" onClick={() => setChosen(revision)}>
                    {t.restore}
                  </button>
                )}
              </span>
            </li>
          )
        })}
      </ol>
      <p>
        <a href={address}>{t.openAll}</a>
      </p>
      <Confirm
        title={t.restoreTitle}
        confirm={t.restore}
        isOpen={chosen !== null}
        onConfirm={async () => {
          if (chosen && (await run({ command: 'restore', revisionId: chosen.id }))) setChosen(null)
        }}
        onClose={() => setChosen(null)}
      >
        <p>{t.restoreText}</p>
      </Confirm>
    </section>
  )
}
