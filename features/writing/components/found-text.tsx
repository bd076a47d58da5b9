'use client'

import { useWords } from '@/components/ui/words.tsx'
import type { LocalCopy } from '../local-copies.ts'
import styles from './desk.module.css'
import { useTime } from './save-state.tsx'

type Props = { copies: LocalCopy[]; onRestore(copy: LocalCopy): void; onClose(): void }

/** Text that was found on this computer and is in the article again. */
export function FoundText({ copies, onRestore, onClose }: Props) {
  const t = useWords().writing.found
  const time = useTime()
  if (copies.length === 0) return null
  return (
    <section className={styles.notice} aria-label={t.title}>
      <div>
        <p role="status">
          <strong>{t.title}.</strong> {t.text}
        </p>
        <ul className={styles.plainList}>
          {copies.map((copy) => (
            <li key={copy.session}>
              {t.entry(time(copy.at))}{' '}
              <button type="button" className="quiet-button" onClick={() => onRestore(copy)}>
                {t.restore}
              </button>
            </li>
          ))}
        </ul>
      </div>
      <button type="button" className="button button-plain button-small" onClick={onClose}>
        {t.close}
      </button>
    </section>
  )
}
