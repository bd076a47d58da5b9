'use client'

import type { ReactNode } from 'react'
import { useWords } from '@/components/ui/words.tsx'
import { useMoment } from '@/features/writing/components/save-state.tsx'
import { archivePath, type IssueView } from '../schema.ts'
import styles from './compose.module.css'

type Props = {
  view: IssueView
  list: { slug: string; name: string } | undefined
  sent: number
  children: ReactNode
}

/** What an issue says that can not be changed any more, with what became of it. */
export function SentIssue({ view, list, sent, children }: Props) {
  const { composing: t, sending } = useWords()
  const moment = useMoment()
  const { issue, items } = view
  const other = issue.winner === 'b' ? issue.subjectB : issue.subject
  return (
    <div className={styles.fields}>
      {children}
      {issue.subjectB !== '' && issue.decideAt !== null && (
        <p className="notice-line">{sending.test(moment(issue.decideAt))}</p>
      )}
      {issue.winner && <p className="notice-line">{sending.winner(other)}</p>}
      {list && issue.slug && sent > 0 && (
        <p className={styles.links}>
          <a href={archivePath(list.slug, issue.slug)}>{t.archive}</a>
        </p>
      )}
      <dl className={styles.sent}>
        <dt>{t.list}</dt>
        <dd>{list?.name}</dd>
        {issue.startedAt !== null && (
          <>
            <dt>{t.when}</dt>
            <dd>{moment(issue.startedAt)}</dd>
          </>
        )}
        <dt>{t.subject}</dt>
        <dd>{issue.subject}</dd>
        {issue.subjectB && (
          <>
            <dt>{t.subjectB}</dt>
            <dd>{issue.subjectB}</dd>
          </>
        )}
        {issue.preheader && (
          <>
            <dt>{t.preheader}</dt>
            <dd>{issue.preheader}</dd>
          </>
        )}
        <dt>{t.articles}</dt>
        <dd>
          {items.map(({ id, path, headline }) => (
            <div key={id}>
              <a href={path}>{headline}</a>
            </div>
          ))}
        </dd>
      </dl>
    </div>
  )
}
