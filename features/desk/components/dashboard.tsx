import type { ReactNode } from 'react'
import { AlertNote } from '@/features/alerts/components/alert-note.tsx'
import { partsIn, shortDate, timeOfDay } from '@/lib/dates.ts'
import type { DeskData } from '../loaders.ts'
import type { ArticleRow } from '../schema.ts'
import styles from './dashboard.module.css'
import { Readers } from './readers.tsx'
import { StateLabel } from './state-label.tsx'

/** What needs somebody today: what is late, what waits for them, what they write, what goes out, who reads. */
export function Dashboard({ data }: { data: DeskData }) {
  const { t, lists, me, now, clock } = data
  const d = t.desk
  const waiting = lists.toReview.length + lists.assigned.length
  const moment = (at: number) => `${dayWord(at, data)}, ${timeOfDay(at, clock)}`
  const list = (rows: ArticleRow[], time: 'updatedAt' | 'publishAt' = 'updatedAt') => (
    <ul className={styles.list}>
      {rows.map((row) => {
        const at = row[time]
        return (
          <li key={row.id}>
            <a href={`/admin/articles/${row.id}`}>{row.headline || d.noHeadline}</a>
            <p>
              <StateLabel article={row} now={now} t={t} />
              <span>{row.section}</span>
              {row.authors.length > 0 && <span>{row.authors.join(', ')}</span>}
              {at !== null && <time dateTime={new Date(at).toISOString()}>{moment(at)}</time>}
            </p>
          </li>
        )
      })}
    </ul>
  )
  return (
    <>
      <div className="page-bar">
        <h1>{t.shell.desk}</h1>
        <div className="page-bar-actions">
          {data.mayCreate && (
            <a className="button button-small" href="/admin/articles/new">
              {t.shell.newArticle}
            </a>
          )}
        </div>
      </div>
      {data.alerts.map((alert) => (
        <AlertNote key={alert.name} alert={alert} since={moment(alert.since)} />
      ))}
      {lists.overdue.length > 0 && (
        <section className={styles.overdue} aria-labelledby="overdue">
          <h2 id="overdue">{d.overdueTitle}</h2>
          <p>{d.overdueText}</p>
          {list(lists.overdue, 'publishAt')}
        </section>
      )}
      <div className={styles.desk}>
        <div className={styles.column}>
          <Block id="waiting" title={d.waitingTitle}>
            {waiting === 0 && (
              <p className={styles.none}>{data.mayReview ? d.waitingEmptyReview : d.waitingEmpty}</p>
            )}
            {lists.toReview.length > 0 && (
              <>
                <h3>{d.reviewTitle}</h3>
                {list(lists.toReview)}
              </>
            )}
            {lists.assigned.length > 0 && (
              <>
                <h3>{d.assignedTitle}</h3>
                {list(lists.assigned)}
              </>
            )}
          </Block>
          <Block id="mine" title={d.mineTitle} more={`/admin/articles?owner=${me}`} moreWord={d.seeAll}>
            {lists.mine.length > 0 ? list(lists.mine) : <p className={styles.none}>{d.mineEmpty}</p>}
          </Block>
          <Block id="recent" title={d.recentTitle} more="/admin/articles" moreWord={d.seeAll}>
            {list(lists.recent)}
          </Block>
        </div>
        <div className={styles.column}>
          <Block
            id="scheduled"
            title={d.scheduledTitle}
            more="/admin/articles?status=scheduled&sort=scheduled"
            moreWord={d.seeAll}
          >
            {lists.scheduled.length > 0 ? (
              list(lists.scheduled, 'publishAt')
            ) : (
              <p className={styles.none}>{d.scheduledEmpty}</p>
            )}
          </Block>
          <Block id="readers" title={d.readersTitle}>
            <Readers today={data.today} language={clock.language} t={t} />
          </Block>
        </div>
      </div>
    </>
  )
}

function dayWord(at: number, { clock, now, t }: DeskData): string {
  const key = (time: number) => {
    const { year, month, day } = partsIn(time, clock.timeZone)
    return `${year}-${month}-${day}`
  }
  if (key(at) === key(now)) return t.desk.today
  if (key(at) === key(now + 86_400_000)) return t.desk.tomorrow
  return shortDate(at, clock)
}

type BlockProps = { id: string; title: string; more?: string; moreWord?: string; children: ReactNode }

function Block({ id, title, more, moreWord, children }: BlockProps) {
  return (
    <section aria-labelledby={id}>
      <header className={styles.head}>
        <h2 id={id}>{title}</h2>
        {more && (
          <a href={more}>
            {moreWord} <span className="visually-hidden">: {title}</span>
          </a>
        )}
      </header>
      {children}
    </section>
  )
}
