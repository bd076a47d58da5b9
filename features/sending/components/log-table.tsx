'use client'

import { Breadcrumbs } from '@/components/ui/breadcrumbs.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { useSetting, useWords } from '@/components/ui/words.tsx'
import { shortDate, timeOfDay } from '@/lib/dates.ts'
import type { LogData } from '../loaders.ts'
import { type DeliveryRow, type ShownState, shownStates } from '../schema.ts'
import styles from './sending.module.css'

/** What became of each message of an issue, with the words of the mail server. */
export function LogTable({ data }: { data: LogData }) {
  const { sending: t, mailSettings, composing, newsletter } = useWords()
  const setting = useSetting()
  const { issue, state, rows, bounces, next, isFirst, progress } = data
  const base = `/admin/newsletter/${issue.id}`
  const address = (query: { state?: ShownState | null; after?: number }) => {
    const given = Object.entries(query).flatMap(([name, value]) => (value ? [[name, String(value)]] : []))
    const text = new URLSearchParams(given).toString()
    return `${base}/log${text ? `?${text}` : ''}`
  }
  const file = (of?: ShownState) => `/api/admin/deliveries.csv?issue=${issue.id}${of ? `&state=${of}` : ''}`
  const counted = (of: ShownState) => (progress?.[of] ?? 0).toLocaleString(setting.language)
  const some = (of: ShownState) => (progress?.[of] ?? 0) > 0
  const answer = ({ code, text }: DeliveryRow) =>
    text === 'cancelled' ? t.cancelledRow : [code, text].filter(Boolean).join(' ')
  return (
    <>
      <Breadcrumbs
        label={newsletter.title}
        crumbs={[
          { name: newsletter.title, href: '/admin/newsletter' },
          { name: issue.subject || composing.noSubject, href: base },
        ]}
      />
      <div className="page-bar">
        <h1>{t.logTitle}</h1>
        {issue.started && (
          <div className="page-bar-actions">
            <a className="button button-plain button-small" href={file()} download>
              {t.exportAll}
            </a>
            {(['uncertain', 'failed'] as const).filter(some).map((of) => (
              <a key={of} className="button button-plain button-small" href={file(of)} download>
                {t.exportOf[of]}
              </a>
            ))}
          </div>
        )}
      </div>
      <p className="hint">{issue.started ? t.logText : t.logNotYet}</p>
      {issue.started && (
        <nav className={styles.filter} aria-label={t.filter}>
          <a href={address({})} aria-current={state === null ? 'page' : undefined}>
            {t.all}
          </a>
          {shownStates.map((of) => (
            <a key={of} href={address({ state: of })} aria-current={state === of ? 'page' : undefined}>
              {t.counts[of]} ({counted(of)})
            </a>
          ))}
        </nav>
      )}
      {issue.started && rows.length === 0 && <EmptyState title={t.logEmpty} />}
      {rows.length > 0 && (
        <table className={`rows-table ${styles.log}`}>
          <thead>
            <tr>
              <th scope="col">{t.email}</th>
              <th scope="col">{t.state}</th>
              <th scope="col">{t.answer}</th>
              <th scope="col">{t.attempts}</th>
              <th scope="col">{t.time}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">{row.email || t.erased}</th>
                <td>{t.one[row.state]}</td>
                <td className={styles.answer}>
                  {answer(row)}
                  {bounces[row.id]?.map(({ kind, status, detail, at }) => (
                    <p key={kind + status}>
                      <strong>{mailSettings.cameBack[kind](shortDate(at, setting))}</strong>{' '}
                      {detail.includes(status) ? detail : `${status} ${detail}`}
                    </p>
                  ))}
                </td>
                <td>{row.attempt > 0 ? row.attempt : ''}</td>
                <td>
                  {row.at === null ? '' : `${shortDate(row.at, setting)}, ${timeOfDay(row.at, setting)}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {(!isFirst || next !== null) && (
        <nav className="pager" aria-label={composing.pages}>
          {isFirst ? <span /> : <a href={address({ state })}>← {t.firstPage}</a>}
          {next !== null && <a href={address({ state, after: next })}>{t.nextPage} →</a>}
        </nav>
      )}
    </>
  )
}
