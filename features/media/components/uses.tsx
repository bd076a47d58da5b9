import type { NewsroomWords } from '@/lib/i18n/newsroom/words.ts'
import type { MediaUse } from '../schema.ts'
import styles from './picture-view.module.css'

/** Where a picture is shown, with the way there. A draft may have no headline yet. */
export function Uses({ uses, t }: { uses: MediaUse[]; t: NewsroomWords }) {
  if (uses.length === 0) return <p className={styles.facts}>{t.media.usedNowhere}</p>
  return (
    <ul className={styles.uses}>
      {uses.map((use) => (
        <li key={`${use.kind}-${use.id}`}>
          {use.kind === 'article' ? (
            <a href={`/admin/articles/${use.id}`}>{use.title || t.desk.noHeadline}</a>
          ) : (
            <a href={`/admin/authors/${use.id}`}>{t.media.portraitOf(use.title)}</a>
          )}
        </li>
      ))}
    </ul>
  )
}
