'use client'

import { useSetting, useWords } from '@/components/ui/words.tsx'
import type { ImportReport, Refused } from '../schema.ts'
import styles from './import-page.module.css'
import { refusedFile } from './use-import.ts'

type Props = { report: ImportReport; header: string[]; refused: Refused[] }

const mostShown = 100

/** What became of a file, and the rows that were refused, to be seen and to be taken along. */
export function ImportReportView({ report, header, refused }: Props) {
  const t = useWords().subscribers
  const { language } = useSetting()
  const counts = (['rows', 'added', 'updated', 'repeated'] as const).map(
    (name) => [name, report[name]] as const,
  )
  const download = () => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(refusedFile(header, refused, t))
    link.download = 'refused.csv'
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return (
    <section className={styles.report} aria-labelledby="report">
      <div role="status">
        <h2 id="report">{report.dryRun ? t.triedTitle : t.doneTitle}</h2>
      </div>
      <dl className={styles.counts}>
        <div>
          <dt>{t.format}</dt>
          <dd>{t.formats[report.format]}</dd>
        </div>
        {[...counts, ['refused', report.refusedRows] as const].map(([name, n]) => (
          <div key={name}>
            <dt>{t[name]}</dt>
            <dd>{n.toLocaleString(language)}</dd>
          </div>
        ))}
      </dl>
      {refused.length > 0 && (
        <>
          <div className="page-bar">
            <h3>{t.refusedTitle}</h3>
            <button type="button" className="button button-plain button-small" onClick={download}>
              {t.downloadRefused}
            </button>
          </div>
          {refused.length > mostShown && <p className="hint">{t.refusedSome(mostShown, refused.length)}</p>}
          <table className="rows-table">
            <thead>
              <tr>
                <th scope="col">{t.email}</th>
                <th scope="col">{t.line}</th>
                <th scope="col">{t.reason}</th>
              </tr>
            </thead>
            <tbody>
              {refused.slice(0, mostShown).map(({ line, email, reason, detail }) => (
                <tr key={line}>
                  <th scope="row">{email || t.noAddress}</th>
                  <td>{line}</td>
                  <td>{detail ? `${t.why[reason]}: ${detail}` : t.why[reason]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  )
}
