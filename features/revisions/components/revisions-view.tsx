import { SelectField } from '@/components/ui/select-field.tsx'
import { type Clock, shortDate, timeOfDay } from '@/lib/dates.ts'
import type { NewsroomWords } from '@/lib/i18n/newsroom/words.ts'
import type { Difference, RevisionEntry } from '../schema.ts'
import { DifferenceView } from './difference-view.tsx'
import { RestoreButton } from './restore-button.tsx'
import { RevisionLine } from './revision-line.tsx'
import styles from './revisions.module.css'

type Props = {
  t: NewsroomWords
  clock: Clock
  article: { id: number; headline: string; lockVersion: number }
  mayRestore: boolean
  revisions: RevisionEntry[]
  from: number
  to: number
  difference: Difference | null
}

/** All versions of an article, and what differs between two of them. */
export function RevisionsView({
  t: words,
  clock,
  article,
  mayRestore,
  revisions,
  from,
  to,
  difference,
}: Props) {
  const t = words.revisions
  const options = revisions.map((revision) => ({
    value: String(revision.id),
    label: `${shortDate(revision.at, clock)}, ${timeOfDay(revision.at, clock)} · ${t.kinds[revision.kind]} ${
      revision.by === null ? t.unknown : t.by(revision.by)
    }`,
  }))
  const address = `/admin/articles/${article.id}`
  return (
    <>
      <div className="page-bar">
        <h1>{t.of(article.headline || words.writing.untitled)}</h1>
        <div className="page-bar-actions">
          <a className="button button-plain button-small" href={address}>
            {t.back}
          </a>
        </div>
      </div>
      <div className={styles.columns}>
        <section aria-labelledby="differences">
          <h2 id="differences">{t.changes}</h2>
          <form method="get" className={styles.pick} aria-label={t.compareTwo}>
            <SelectField name="from" label={t.older} options={options} defaultValue={String(from)} />
            <SelectField name="to" label={t.newer} options={options} defaultValue={String(to)} />
            <button type="submit" className="button button-plain button-small">
              {t.show}
            </button>
          </form>
          {difference ? (
            <DifferenceView difference={difference} words={t.difference} />
          ) : (
            <p>{t.difference.nothing}</p>
          )}
        </section>
        <section aria-labelledby="versions">
          <h2 id="versions">{t.title}</h2>
          <ol className={styles.list}>
            {revisions.map((revision, index) => {
              const before = revisions[index + 1]
              return (
                <li key={revision.id} aria-current={revision.id === to ? 'true' : undefined}>
                  <RevisionLine revision={revision} clock={clock} t={t} />
                  <span className={styles.acts}>
                    {before && (
                      <a href={`${address}/revisions?from=${before.id}&to=${revision.id}`}>{t.compare}</a>
                    )}
                    {mayRestore && !revision.isWorking && (
                      <RestoreButton
                        articleId={article.id}
                        lockVersion={article.lockVersion}
                        revisionId={revision.id}
                      />
                    )}
                  </span>
                </li>
              )
            })}
          </ol>
        </section>
      </div>
    </>
  )
}
