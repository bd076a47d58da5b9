import type { NewsroomWords } from '@/lib/i18n/newsroom/words.ts'
import type { ArticleRow } from '../schema.ts'
import styles from './state-label.module.css'

type Props = { article: Pick<ArticleRow, 'status' | 'stage' | 'publishAt'>; now: number; t: NewsroomWords }

/** Whether a scheduled time has passed and the article is still waiting. */
export const isOverdue = ({ status, stage, publishAt }: Props['article'], now: number): boolean =>
  (stage ?? status) === 'scheduled' && publishAt !== null && publishAt < now

/** Where an article stands: a word, and a dot for the eye. */
export function StateLabel({ article, now, t }: Props) {
  const { status, stage } = article
  return (
    <span className={styles.state}>
      <span className={`${styles.dot} ${styles[stage ?? status]}`} aria-hidden="true" />
      <span>
        {t.desk.states[status]}
        {status === 'published' && stage && (
          <span className={styles.stage}>{`, ${t.desk.stages[stage]}`}</span>
        )}
        {isOverdue(article, now) && <strong className={styles.overdue}>{` · ${t.desk.overdue}`}</strong>}
      </span>
    </span>
  )
}
