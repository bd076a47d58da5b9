'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay, Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { Icon } from '@/components/ui/icon.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { EditorOutline } from '@/features/articles/components/editor/outline.tsx'
import type { Document } from '@/features/articles/document/schema.ts'
import { PreviewPanel } from '@/features/previews/components/preview-panel.tsx'
import { RevisionsPanel } from '@/features/revisions/components/revisions-panel.tsx'
import styles from './desk.module.css'
import { Panel } from './panel.tsx'
import type { PanelProps } from './panel-props.ts'

const wide = '(min-width: 64.01rem)'

/** Whether there is room for the panel beside the text. */
export function useIsWide(): boolean {
  const [isWide, setWide] = useState(true)
  useEffect(() => {
    const query = window.matchMedia(wide)
    const look = () => setWide(query.matches)
    look()
    query.addEventListener('change', look)
    return () => query.removeEventListener('change', look)
  }, [])
  return isWide
}

type Props = PanelProps & {
  text: Document
  lockVersion: number
  isWide: boolean
  onClose(): void
  onGo(block: string): void
  flush(): Promise<number>
  onChanged(): void
  /** The talk about the article, and how many threads of it are open. */
  notes: ReactNode
  openNotes: number
  /** The tab in front. */
  selected: string
  onSelect(tab: string): void
}

/** The panel beside the text; where there is no room, a sheet over it. */
export function Side(props: Props) {
  const { text, lockVersion, isWide, notes, openNotes, selected, onSelect, ...rest } = props
  const { onClose, onGo, flush, onChanged, ...panel } = rest
  const { writing: t, notes: talk, previews, shell } = useWords()
  const { groups } = t
  const content = (
    <Tabs selectedKey={selected} onSelectionChange={(tab) => onSelect(String(tab))}>
      <TabList className={styles.tabs ?? ''} aria-label={t.panel}>
        <Tab id="fields" className={styles.tab ?? ''}>
          {groups.main}
        </Tab>
        <Tab id="outline" className={styles.tab ?? ''}>
          {groups.outline}
        </Tab>
        <Tab id="notes" className={styles.tab ?? ''}>
          {talk.title}
          {openNotes > 0 && ` (${openNotes})`}
        </Tab>
        <Tab id="revisions" className={styles.tab ?? ''}>
          {groups.revisions}
        </Tab>
        <Tab id="preview" className={styles.tab ?? ''}>
          {previews.title}
        </Tab>
      </TabList>
      <TabPanel id="fields">
        <Panel {...panel} />
      </TabPanel>
      <TabPanel id="outline">
        <EditorOutline
          document={text}
          onGo={(block) => {
            if (!isWide) onClose()
            onGo(block)
          }}
        />
      </TabPanel>
      <TabPanel id="notes">{notes}</TabPanel>
      <TabPanel id="revisions">
        <RevisionsPanel
          articleId={panel.desk.id}
          lockVersion={lockVersion}
          flush={flush}
          onChanged={onChanged}
        />
      </TabPanel>
      <TabPanel id="preview">
        <PreviewPanel articleId={panel.desk.id} flush={flush} />
      </TabPanel>
    </Tabs>
  )
  if (isWide)
    return (
      <aside className={styles.panel} aria-label={t.panel}>
        {content}
      </aside>
    )
  return (
    <ModalOverlay
      className={styles.overlay ?? ''}
      isOpen
      isDismissable
      onOpenChange={(open) => open || onClose()}
    >
      <Modal className={styles.drawer ?? ''}>
        <Dialog>
          <div className={styles.drawerHead}>
            <Heading slot="title">{t.panel}</Heading>
            <button type="button" className="icon-button" aria-label={shell.close} onClick={onClose}>
              <Icon name="close" />
            </button>
          </div>
          {content}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
