'use client'

import { useState } from 'react'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { useSetting, useWords } from '@/components/ui/words.tsx'
import { NewsletterHead } from '@/features/newsletter/components/head.tsx'
import { SmallProgress } from '@/features/sending/components/small-progress.tsx'
import { reasons } from '@/features/sending/schema.ts'
import { shortDate, timeOfDay } from '@/lib/dates.ts'
import type { IssueDeskData } from '../loaders.ts'
import type { IssueRow } from '../schema.ts'
import styles from './issue-desk.module.css'
import { NewIssue } from './new-issue.tsx'

/** The issues of all lists: what wants attention first, then what goes out, what will, and what is being made. */
export function IssueDesk({ data }: { data: IssueDeskData }) {
  const { composing: t, sending } = useWords()
  const [isNew, setNew] = useState(false)
  const { groups, past, page } = data
  const isEmpty = page === 1 && past.length === 0 && Object.values(groups).every((rows) => rows.length === 0)
  return (
    <>
      <NewsletterHead tabs={data.tabs} page="issues">
        <button type="button" className="button button-small" onClick={() => setNew(true)}>
          {t.newIssue}
        </button>
      </NewsletterHead>
      {!data.mailReady && (
        <p className="notice-line">
          {sending.mailMissing} {data.maySetMail && <a href="/admin/mail">{sending.mailSettings}</a>}
        </p>
      )}
      {isEmpty ? (
        <EmptyState title={t.issuesEmpty}>
          <p>{t.issuesEmptyText}</p>
        </EmptyState>
      ) : (
        <div className={styles.groups}>
          <Part title={t.attention} rows={groups.attention} wantsAttention />
          {groups.running.length > 0 && (
            <Part title={t.running} rows={groups.running}>
              {(row) => (
                <SmallProgress
                  id={row.id}
                  initial={data.progress.find(({ id }) => id === row.id)?.progress ?? null}
                />
              )}
            </Part>
          )}
          <Part title={t.coming} rows={groups.coming} />
          <Part title={t.drafts} rows={groups.drafts} />
          <Part title={t.past} rows={past} empty={page === 1 ? t.pastEmpty : undefined} />
        </div>
      )}
      {(page > 1 || data.more) && (
        <nav className="pager" aria-label={t.pages}>
          {page > 1 ? <a href="/admin/newsletter">← {t.newest}</a> : <span />}
          {data.more && <a href={`/admin/newsletter?page=${page + 1}`}>{t.older} →</a>}
        </nav>
      )}
      {isNew && <NewIssue newsletters={data.newsletters} onClose={() => setNew(false)} />}
    </>
  )
}

type PartProps = {
  title: string
  rows: IssueRow[]
  wantsAttention?: boolean
  /** Said when there are none; without it the part is left out. */
  empty?: string | undefined
  children?: (row: IssueRow) => React.ReactNode
}

function Part({ title, rows, wantsAttention = false, empty, children }: PartProps) {
  const { composing: t, sending } = useWords()
  const setting = useSetting()
  if (rows.length === 0 && !empty) return null
  const moment = (at: number) => `${shortDate(at, setting)}, ${timeOfDay(at, setting)}`
  const when = (row: IssueRow): string => {
    if (row.startedAt !== null) return t.wentOut(moment(row.startedAt))
    if (row.status === 'scheduled' && row.plannedAt !== null) return t.goesOut(moment(row.plannedAt))
    if (row.status === 'held' && row.plannedAt !== null) return t.wasPlanned(moment(row.plannedAt))
    return row.status === 'empty' ? t.skippedAt(moment(row.updatedAt)) : t.changedAt(moment(row.updatedAt))
  }
  const reasonOf = (row: IssueRow) => reasons.find((one) => one === row.reason)
  return (
    <section className={styles.part} data-attention={wantsAttention || undefined}>
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p className="hint">{empty}</p>
      ) : (
        <ul className={styles.rows}>
          {rows.map((row) => {
            const reason = wantsAttention ? reasonOf(row) : undefined
            return (
              <li key={row.id} className={styles.row}>
                <div className={styles.what}>
                  <a href={`/admin/newsletter/${row.id}`}>{row.subject || t.noSubject}</a>
                  <span>
                    {row.newsletter}
                    {' · '}
                    {t.kindTags[row.kind]}
                    {row.automatic && ` · ${t.automatic}`}
                  </span>
                  {reason && <p className={styles.why}>{sending.reasons[reason]}</p>}
                </div>
                <span className={styles.status}>{t.statuses[row.status]}</span>
                <span className={styles.when}>{when(row)}</span>
                <span className={styles.many}>
                  {children
                    ? children(row)
                    : row.startedAt !== null && row.audience.toLocaleString(setting.language)}
                </span>
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}
