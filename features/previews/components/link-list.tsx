'use client'

import { useSetting, useWords } from '@/components/ui/words.tsx'
import { longDate, timeOfDay } from '@/lib/dates.ts'
import type { PreviewLink } from '../schema.ts'
import styles from './previews.module.css'

type Props = { links: PreviewLink[]; onRevoke(id: string): void }

/** The links that still open something. */
export function LinkList({ links, onRevoke }: Props) {
  const t = useWords().previews
  const setting = useSetting()
  const when = (at: number) => t.when(longDate(at, setting), timeOfDay(at, setting))
  return (
    <section aria-labelledby="preview-links">
      <h3 id="preview-links" className={styles.heading}>
        {t.links}
      </h3>
      {links.length === 0 && <p className="hint">{t.none}</p>}
      <ul className={styles.links}>
        {links.map((link) => {
          const name = link.label || t.noLabel
          return (
            <li key={link.id}>
              <div>
                <p className={styles.name}>{name}</p>
                {link.at !== null && <p>{t.shows(when(link.at))}</p>}
                <p className={styles.facts}>
                  {t.expires(when(link.expiresAt))}, {t.by(link.by)}
                </p>
              </div>
              <button
                type="button"
                className="quiet-button"
                aria-label={t.revokeNamed(name)}
                onClick={() => onRevoke(link.id)}
              >
                {t.revoke}
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
