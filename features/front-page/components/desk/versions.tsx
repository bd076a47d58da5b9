'use client'

import { useWords } from '@/components/ui/words.tsx'
import type { Version } from '../../schema.ts'
import styles from './dialogs.module.css'

type Props = {
  scheduled: Version[]
  earlier: Version[]
  when: (at: number) => string
  onOpen: (version: Version) => void
  onCancel: (version: Version) => void
  onRestore: (version: Version) => void
}

/** The front pages to come, and those that were. */
export function Versions({ scheduled, earlier, when, onOpen, onCancel, onRestore }: Props) {
  const t = useWords().frontPage
  return (
    <section className={styles.versions} aria-labelledby="versions">
      <h2 id="versions">{t.versions}</h2>
      <h3>{t.coming}</h3>
      {scheduled.length === 0 && <p className="hint">{t.noneComing}</p>}
      <ul>
        {scheduled.map((version) => {
          const time = when(version.startsAt)
          return (
            <li key={version.id}>
              <p>
                <strong>{time}</strong> {t.by(version.by)}
              </p>
              <span>
                <button
                  type="button"
                  className="quiet-button"
                  aria-label={t.openNamed(time)}
                  onClick={() => onOpen(version)}
                >
                  {t.open}
                </button>
                <button
                  type="button"
                  className="quiet-button"
                  aria-label={t.cancelNamed(time)}
                  onClick={() => onCancel(version)}
                >
                  {t.cancel}
                </button>
              </span>
            </li>
          )
        })}
      </ul>
      <h3>{t.earlier}</h3>
      {earlier.length === 0 && <p className="hint">{t.noneEarlier}</p>}
      <ul>
        {earlier.map((version) => {
          const time = when(version.startsAt)
          return (
            <li key={version.id}>
              <p>
                {time} {t.by(version.by)}
              </p>
              <button
                type="button"
                className="quiet-button"
                aria-label={t.restoreNamed(time)}
                onClick={() => onRestore(version)}
              >
                {t.restore}
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
