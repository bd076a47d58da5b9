'use client'

import { useRouter } from 'next/navigation'
import { useActionState, useEffect, useState } from 'react'
import { Confirm } from '@/components/ui/confirm.tsx'
import { Dialog } from '@/components/ui/dialog.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { idle } from '@/lib/form-state.ts'
import { deleteViewAction, saveViewAction } from '../actions.ts'
import type { SavedView } from '../schema.ts'
import styles from './articles.module.css'

type Props = { views: SavedView[]; query: string; me: number; seesAll: boolean }

/** Lists that are one click away: those that every newsroom needs, and those that somebody saved. */
export function ViewTabs({ views, query, me, seesAll }: Props) {
  const t = useWords().desk
  const [dialog, setDialog] = useState<'save' | 'delete' | null>(null)
  const router = useRouter()
  const toast = useToast()
  const fixed = [
    { name: t.allArticles, query: '' },
    { name: t.mine, query: `owner=${me}` },
    { name: t.assignedToMe, query: `assignee=${me}` },
    ...(seesAll ? [{ name: t.toReview, query: 'status=in_review' }] : []),
    { name: t.scheduledView, query: 'status=scheduled&sort=scheduled' },
    { name: t.changedView, query: 'status=changed' },
    { name: t.publishedView, query: 'status=published&sort=published' },
  ]
  const tabs: (Pick<SavedView, 'name' | 'query'> & Partial<SavedView>)[] = [...fixed, ...views]
  const current = views.find((view) => view.query === query)
  const isKnown = current !== undefined || fixed.some((view) => view.query === query)
  const remove = async () => {
    if (!current) return
    const state = await deleteViewAction(current.id)
    setDialog(null)
    if (state.status === 'refused') return toast(state.message, { kind: 'failed' })
    toast(t.viewDeleted(current.name))
    router.refresh()
  }
  return (
    <div className={styles.views}>
      <nav aria-label={t.views}>
        <ul className={styles.tabs}>
          {tabs.map((view) => (
            <li key={view.id ?? view.query}>
              <a
                href={view.query ? `/admin/articles?${view.query}` : '/admin/articles'}
                aria-current={view.query === query ? 'page' : undefined}
              >
                {view.name}
                {view.own === false && <span className={styles.shared}> ({t.sharedView})</span>}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {!isKnown && (
        <button type="button" className="quiet-button" onClick={() => setDialog('save')}>
          {t.saveView}
        </button>
      )}
      {current?.own && (
        <button type="button" className="quiet-button" onClick={() => setDialog('delete')}>
          {t.deleteView}
        </button>
      )}
      {dialog === 'save' && <SaveView query={query} onClose={() => setDialog(null)} />}
      <Confirm
        title={t.deleteView}
        confirm={t.deleteView}
        isOpen={dialog === 'delete'}
        onConfirm={remove}
        onClose={() => setDialog(null)}
      >
        <p>{t.deleteViewText(current?.name ?? '')}</p>
      </Confirm>
    </div>
  )
}

function SaveView({ query, onClose }: { query: string; onClose(): void }) {
  const { desk: t, shell } = useWords()
  const [state, submit, pending] = useActionState(saveViewAction, idle)
  const router = useRouter()
  const toast = useToast()
  const [name, setName] = useState('')
  useEffect(() => {
    if (state.status !== 'done') return
    toast(t.viewSaved(name))
    onClose()
    router.refresh()
  }, [state, toast, t, name, onClose, router])
  const refused = state.status === 'refused' ? state : null
  return (
    <Dialog title={t.saveView} isOpen onClose={onClose} size="small">
      <form action={submit} className="stack">
        <input type="hidden" name="query" value={query} />
        <TextField
          name="name"
          label={t.viewName}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={refused?.fields.name}
          maxLength={60}
          required
          autoFocus
        />
        <label className="check-row">
          <input type="checkbox" name="shared" />
          <span>{t.viewShared}</span>
        </label>
        <p>
          <button type="submit" className="button button-small" disabled={pending}>
            {shell.save}
          </button>
        </p>
      </form>
    </Dialog>
  )
}
