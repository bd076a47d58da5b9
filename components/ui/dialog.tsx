'use client'

import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import styles from './dialog.module.css'
import { Icon } from './icon.tsx'
import { useWords } from './words.tsx'

type Props = {
  title: string
  isOpen: boolean
  onClose(): void
  children: ReactNode
  /** Buttons at the foot, the one that goes on first. */
  actions?: ReactNode
  /** How wide it may become. */
  size?: 'small' | 'medium' | 'large'
  /** An alert interrupts: it is read out at once, and a click beside it does not close it. */
  role?: 'dialog' | 'alertdialog'
}

/** A window over the page: the focus stays in it, Escape closes it, and the focus goes back to where it was. */
export function Dialog({
  title,
  isOpen,
  onClose,
  children,
  actions,
  size = 'medium',
  role = 'dialog',
}: Props) {
  const t = useWords().shell
  return (
    <ModalOverlay
      className={styles.overlay ?? ''}
      isOpen={isOpen}
      isDismissable={role === 'dialog'}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <Modal className={`${styles.modal} ${styles[size]}`}>
        <AriaDialog className={styles.dialog ?? ''} role={role}>
          <header className={styles.head}>
            <Heading slot="title" className={styles.title ?? ''}>
              {title}
            </Heading>
            <button type="button" className="icon-button" aria-label={t.close} onClick={onClose}>
              <Icon name="close" />
            </button>
          </header>
          <div className={styles.body}>{children}</div>
          {actions && <footer className={styles.foot}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
