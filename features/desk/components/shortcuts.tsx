'use client'

import { Dialog } from '@/components/ui/dialog.tsx'
import { useWords } from '@/components/ui/words.tsx'
import styles from './articles.module.css'

/** Which keys do what. */
export function Shortcuts({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const t = useWords().desk
  return (
    <Dialog title={t.shortcuts} isOpen={isOpen} onClose={onClose} size="small">
      <dl className={styles.keys}>
        {t.shortcutList.map(([keys, what]) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
