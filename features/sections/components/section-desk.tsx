'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { Button, GridList, GridListItem, useDragAndDrop } from 'react-aria-components'
import { Confirm } from '@/components/ui/confirm.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { deleteSectionAction, orderSectionsAction } from '../actions.ts'
import { rearranged } from '../order.ts'
import { orderSeen, type SectionRow, treeOf } from '../schema.ts'
import styles from './section-desk.module.css'
import { SectionForm } from './section-form.tsx'

const flat = (sections: SectionRow[]): SectionRow[] => {
  const byId = new Map(sections.map((section) => [section.id, section]))
  return treeOf(sections)
    .flatMap((root) => [root.id, ...root.children.map((child) => child.id)])
    .flatMap((id) => byId.get(id) ?? [])
}

/** The sections as the site's menu shows them: to reorder, change, add and delete. */
export function SectionDesk({ sections }: { sections: SectionRow[] }) {
  const { taxonomy: t, shell } = useWords()
  const toast = useToast()
  const router = useRouter()
  const [rows, setRows] = useState(() => flat(sections))
  const [open, setOpen] = useState<SectionRow | 'new' | null>(null)
  const [leaving, setLeaving] = useState<SectionRow | null>(null)
  // What the next order is made on: the last one that was sent, because orders are carried out one after the other.
  const seen = useRef('')
  useEffect(() => {
    setRows(flat(sections))
    seen.current = orderSeen(sections)
  }, [sections])

  const reorder = async (moved: number, target: number, place: 'before' | 'after') => {
    const next = flat(rearranged(rows, moved, target, place))
    setRows(next)
    const base = seen.current
    seen.current = orderSeen(next)
    const order = next.map(({ id, parentId }) => ({ id, parentId }))
    const state = await orderSectionsAction({ seen: base, order })
    if (state.status === 'refused') {
      setRows(flat(sections))
      seen.current = orderSeen(sections)
      toast(state.message, { kind: 'failed' })
    } else toast(t.ordered)
    router.refresh()
  }
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    onReorder: ({ keys, target }) => {
      const [moved] = [...keys]
      if (target.dropPosition !== 'on') void reorder(Number(moved), Number(target.key), target.dropPosition)
    },
  })
  const remove = async () => {
    if (!leaving) return
    const state = await deleteSectionAction(leaving.id)
    setLeaving(null)
    if (state.status === 'refused') return toast(state.message, { kind: 'failed' })
    toast(t.deleted(leaving.name))
    router.refresh()
  }
  return (
    <>
      <div className="page-bar">
        <h1>{shell.sections}</h1>
        <button type="button" className="button button-small" onClick={() => setOpen('new')}>
          {t.newSection}
        </button>
      </div>
      {rows.length === 0 ? (
        <EmptyState title={t.sectionsEmpty}>
          <p>{t.sectionsEmptyText}</p>
        </EmptyState>
      ) : (
        <>
          <p className="hint">{t.sectionsText}</p>
          <GridList
            aria-label={t.order}
            className={styles.list ?? ''}
            items={rows}
            dragAndDropHooks={dragAndDropHooks}
            selectionMode="none"
          >
            {(section) => (
              <GridListItem
                id={section.id}
                textValue={section.name}
                className={`${styles.row} ${section.parentId === null ? '' : styles.child}`}
              >
                <Button slot="drag" className={styles.handle ?? ''} aria-label={t.drag(section.name)}>
                  <Icon name="menu" />
                </Button>
                <span className={styles.name}>{section.name}</span>
                <a className={styles.path} href={`/${section.slug}`}>{`/${section.slug}`}</a>
                <span className={styles.count}>{t.articleCount(section.articles)}</span>
                <span className={styles.actions}>
                  <Button
                    className="quiet-button"
                    onPress={() => setOpen(section)}
                    aria-label={t.actionsFor(t.edit, section.name)}
                  >
                    {t.edit}
                  </Button>
                  {section.articles === 0 && !rows.some((row) => row.parentId === section.id) && (
                    <Button
                      className="quiet-button"
                      onPress={() => setLeaving(section)}
                      aria-label={t.actionsFor(t.delete, section.name)}
                    >
                      {t.delete}
                    </Button>
                  )}
                </span>
              </GridListItem>
            )}
          </GridList>
        </>
      )}
      {open !== null && (
        <SectionForm section={open === 'new' ? null : open} sections={rows} onClose={() => setOpen(null)} />
      )}
      <Confirm
        title={t.deleteSection}
        confirm={t.delete}
        isOpen={leaving !== null}
        onConfirm={remove}
        onClose={() => setLeaving(null)}
      >
        <p>{t.deleteSectionText(leaving?.name ?? '')}</p>
      </Confirm>
    </>
  )
}
