'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button, GridList, GridListItem, useDragAndDrop } from 'react-aria-components'
import { Confirm } from '@/components/ui/confirm.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { deleteNewsletterAction, orderNewslettersAction } from '../actions.ts'
import type { NewsletterDeskData } from '../loaders.ts'
import { moved } from '../order.ts'
import { type NewsletterRow, newsletterOrderSeen } from '../schema.ts'
import { NewsletterHead } from './head.tsx'
import styles from './newsletter-desk.module.css'
import { NewsletterForm } from './newsletter-form.tsx'

type Props = { data: NewsletterDeskData; children: ReactNode }

/** The newsletters in the order in which readers are offered them, and below what goes out by itself. */
export function NewsletterDesk({ data, children }: Props) {
  const { newsletter: t } = useWords()
  const toast = useToast()
  const router = useRouter()
  const [rows, setRows] = useState(data.rows)
  const [open, setOpen] = useState<NewsletterRow | 'new' | null>(null)
  const [leaving, setLeaving] = useState<NewsletterRow | null>(null)
  // What the next order is made on: the last one that was sent, because orders are carried out one after the other.
  const seen = useRef(newsletterOrderSeen(data.rows))
  useEffect(() => {
    setRows(data.rows)
    seen.current = newsletterOrderSeen(data.rows)
  }, [data.rows])

  const reorder = async (next: NewsletterRow[]) => {
    setRows(next)
    const base = seen.current
    seen.current = newsletterOrderSeen(next)
    const state = await orderNewslettersAction({ seen: base, order: next.map(({ id }) => id) })
    if (state.status === 'refused') {
      setRows(data.rows)
      seen.current = newsletterOrderSeen(data.rows)
      toast(state.message, { kind: 'failed' })
    } else toast(t.ordered)
    router.refresh()
  }
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    onReorder: ({ keys, target }) => {
      const [key] = [...keys]
      if (target.dropPosition !== 'on')
        void reorder(moved(rows, Number(key), Number(target.key), target.dropPosition))
    },
  })
  const remove = async () => {
    if (!leaving) return
    const state = await deleteNewsletterAction(leaving.id)
    setLeaving(null)
    if (state.status === 'refused') return toast(state.message, { kind: 'failed' })
    toast(t.deleted(leaving.name))
    router.refresh()
  }
  return (
    <>
      <NewsletterHead tabs={data.tabs} page="lists">
        <button type="button" className="button button-small" onClick={() => setOpen('new')}>
          {t.newList}
        </button>
      </NewsletterHead>
      {rows.length === 0 ? (
        <EmptyState title={t.listsEmpty}>
          <p>{t.listsEmptyText}</p>
        </EmptyState>
      ) : (
        <>
          <p className={`hint ${styles.intro}`}>{t.listsText}</p>
          <GridList
            aria-label={t.order}
            className={styles.list ?? ''}
            items={rows}
            dragAndDropHooks={dragAndDropHooks}
            selectionMode="none"
          >
            {(row) => (
              <GridListItem id={row.id} textValue={row.name} className={styles.row ?? ''}>
                <Button slot="drag" className={styles.handle ?? ''} aria-label={t.drag(row.name)}>
                  <Icon name="drag" />
                </Button>
                <span className={styles.name}>
                  {row.name}
                  {!row.open && <span className={styles.tag}>{t.withdrawn}</span>}
                  {row.description && <span className={styles.about}>{row.description}</span>}
                </span>
                <span className={styles.fact}>{t.frequencies[row.frequency]}</span>
                <span className={styles.fact}>{t.subscribers(row.subscribers)}</span>
                <span className={styles.fact}>{t.issues(row.issues)}</span>
                <span className={styles.actions}>
                  <Button
                    className="quiet-button"
                    onPress={() => setOpen(row)}
                    aria-label={t.actionsFor(t.edit, row.name)}
                  >
                    {t.edit}
                  </Button>
                  {row.deletable && (
                    <Button
                      className="quiet-button"
                      onPress={() => setLeaving(row)}
                      aria-label={t.actionsFor(t.delete, row.name)}
                    >
                      {t.delete}
                    </Button>
                  )}
                </span>
              </GridListItem>
            )}
          </GridList>
          {children}
        </>
      )}
      {open !== null && (
        <NewsletterForm
          newsletter={open === 'new' ? null : open}
          sections={data.sections}
          publication={data.publication}
          onClose={() => setOpen(null)}
        />
      )}
      <Confirm
        title={t.deleteTitle}
        confirm={t.delete}
        isOpen={leaving !== null}
        onConfirm={remove}
        onClose={() => setLeaving(null)}
      >
        <p>{t.deleteText(leaving?.name ?? '')}</p>
      </Confirm>
    </>
  )
}
