'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Dialog } from '@/components/ui/dialog.tsx'
import { SelectField } from '@/components/ui/select-field.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useWords } from '@/components/ui/words.tsx'
import type { ArticleChoice } from '@/features/articles/schema.ts'
import { createIssueAction } from '../actions.ts'
import type { IssueKind } from '../schema.ts'
import { ArticleAdder } from './article-adder.tsx'
import styles from './issue-desk.module.css'

type Props = { newsletters: { id: number; name: string }[]; onClose(): void }

/** A new draft: of which list, and what it shall be. */
export function NewIssue({ newsletters, onClose }: Props) {
  const { composing: t, shell } = useWords()
  const toast = useToast()
  const router = useRouter()
  const [newsletterId, setNewsletterId] = useState(newsletters[0]?.id ?? 0)
  const [kind, setKind] = useState<IssueKind>('digest')
  const [article, setArticle] = useState<ArticleChoice | null>(null)
  const [busy, setBusy] = useState(false)
  const create = async () => {
    setBusy(true)
    const articles = kind === 'letter' && article ? [article.id] : []
    const state = await createIssueAction({ newsletterId, kind, articles })
    setBusy(false)
    if (state.status === 'refused') return toast(state.message, { kind: 'failed' })
    if (state.status === 'done') router.push(`/admin/newsletter/${state.data}`)
  }
  if (newsletters.length === 0)
    return (
      <Dialog title={t.newIssueTitle} isOpen onClose={onClose} size="small">
        <p>
          {t.noLists} <a href="/admin/newsletter/lists">{t.toLists}</a>
        </p>
      </Dialog>
    )
  return (
    <Dialog
      title={t.newIssueTitle}
      isOpen
      onClose={onClose}
      size="small"
      actions={
        <>
          <button type="button" className="button button-small" disabled={busy} onClick={create}>
            {t.create}
          </button>
          <button type="button" className="button button-plain button-small" onClick={onClose}>
            {shell.cancel}
          </button>
        </>
      }
    >
      <div className="stack">
        <SelectField
          name="newList"
          label={t.newList}
          value={String(newsletterId)}
          options={newsletters.map(({ id, name }) => ({ value: String(id), label: name }))}
          onChange={(event) => setNewsletterId(Number(event.target.value))}
        />
        <fieldset className={styles.kinds}>
          <legend className="label">{t.kind}</legend>
          {(['digest', 'letter'] as const).map((one) => (
            <label key={one} className="check-row">
              <input type="radio" name="newKind" checked={kind === one} onChange={() => setKind(one)} />
              {t.kinds[one]}
            </label>
          ))}
        </fieldset>
        {kind === 'letter' && (
          <div>
            {article && <p className={styles.article}>{article.headline}</p>}
            <ArticleAdder
              label={article ? t.replaceArticle : t.whichArticle}
              without={article ? [article.id] : []}
              onAdd={setArticle}
            />
          </div>
        )}
      </div>
    </Dialog>
  )
}
