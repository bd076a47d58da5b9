'use client'

import { CopyButton } from '@/components/ui/copy-button.tsx'
import { useWords } from '@/components/ui/words.tsx'
import type { Handed } from '@/features/accounts/links.ts'
import styles from './people.module.css'

/** What became of a link: sent by mail, or here to be copied and passed on. */
export function HandedLink({ handed }: { handed: Handed }) {
  const t = useWords().people
  if (!handed.link) return <p role="status">{t.mailedTo(handed.email)}</p>
  return (
    <div className="stack" role="status">
      <p>{t.linkText(handed.email)}</p>
      <input
        className={`field ${styles.link}`}
        aria-label={t.link}
        value={handed.link}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className={styles.row}>
        <CopyButton text={handed.link} label={t.copy} copied={t.copied} />
      </div>
    </div>
  )
}
