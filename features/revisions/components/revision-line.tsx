import { type Clock, isoInZone, shortDate, timeOfDay } from '@/lib/dates.ts'
import type { NewsroomWords } from '@/lib/i18n/newsroom/words.ts'
import type { RevisionEntry } from '../schema.ts'
import styles from './revisions.module.css'

type Props = { revision: RevisionEntry; clock: Clock; t: NewsroomWords['revisions'] }

/** A version in one line: when, what, who, and what it is to readers now. */
export function RevisionLine({ revision, clock, t }: Props) {
  const states = [
    revision.isLive && t.live,
    revision.isScheduled && t.scheduled,
    revision.isApproved && t.approved,
    revision.isWorking && t.working,
    revision.substantive && t.substantive,
  ].filter((state): state is string => typeof state === 'string')
  return (
    <span className={styles.line}>
      <time dateTime={isoInZone(revision.at, clock.timeZone)}>
        {shortDate(revision.at, clock)}, {timeOfDay(revision.at, clock)}
      </time>{' '}
      <span className={styles.kind}>{t.kinds[revision.kind]}</span>{' '}
      <span className={styles.soft}>{revision.by === null ? t.unknown : t.by(revision.by)}</span>
      {states.length > 0 && <span className={styles.states}> {states.join(', ')}</span>}
    </span>
  )
}
