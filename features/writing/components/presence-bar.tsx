'use client'

import { useSetting, useWords } from '@/components/ui/words.tsx'
import type { Presence } from '../schema.ts'
import styles from './desk.module.css'

type Props = {
  presence: Presence | null
  session: string
  personId: number
  displacedBy: string | null
  mayWrite: boolean
  onTake(): void
}

/** Who else has the article open, who leads, and taking the lead. */
export function PresenceBar({ presence, session, personId, displacedBy, mayWrite, onTake }: Props) {
  const t = useWords().writing
  const { language } = useSetting()
  if (displacedBy !== null)
    return (
      <div className={styles.notice} role="alert">
        <p>{t.taken(displacedBy)}</p>
        <button type="button" className="button button-plain button-small" onClick={onTake}>
          {t.takeBack}
        </button>
      </div>
    )
  const others = presence?.people.filter((person) => person.session !== session) ?? []
  if (others.length === 0) return null
  const names = [...new Set(others.map((one) => (one.personId === personId ? t.otherTab : one.person)))]
  const list = new Intl.ListFormat(language).format(names)
  const { lock } = presence ?? {}
  return (
    <div className={styles.presence}>
      <p role="status">
        {names.length > 1 ? t.hereMany(list) : t.here(list)}
        {lock && lock.session !== session
          ? ` ${t.leading(lock.personId === personId ? t.otherTab : lock.person)}.`
          : ''}
      </p>
      {mayWrite && lock && lock.session !== session && (
        <button type="button" className="quiet-button" onClick={onTake}>
          {t.take}
        </button>
      )}
    </div>
  )
}
