import { Chart } from '@/components/ui/chart.tsx'
import { type Clock, shortDate } from '@/lib/dates.ts'
import type { NewsroomWords } from '@/lib/i18n/newsroom/words.ts'
import type { IssueFigures } from '../schema.ts'
import styles from './figures.module.css'

type Props = { issues: IssueFigures[]; words: NewsroomWords['figures']; clock: Clock }

/** What became of the last issues. */
export function IssueTable({ issues, words: t, clock }: Props) {
  const number = (n: number) => n.toLocaleString(clock.language)
  const share = ({ clicks, sent }: IssueFigures) => (sent === 0 ? 0 : (100 * clicks) / sent)
  const perHundred = (issue: IssueFigures) =>
    issue.sent === 0 ? '' : share(issue).toLocaleString(clock.language, { maximumFractionDigits: 1 })
  const inTime = issues.toReversed()
  const dayOf = (issue: IssueFigures | undefined) => (issue ? shortDate(issue.startedAt, clock) : '')
  return (
    <section className={styles.part}>
      <h2>{t.issues}</h2>
      <p>{issues.length === 0 ? t.issuesNone : t.issuesText}</p>
      {issues.length > 0 && (
        <>
          {inTime.length > 1 && (
            <Chart
              label={t.perHundredOf(inTime.length)}
              kind="bars"
              series={[{ name: t.perHundred, values: inTime.map(share) }]}
              ends={[dayOf(inTime[0]), dayOf(inTime.at(-1))]}
              language={clock.language}
            />
          )}
          <div className="table-scroll">
            <table className={`data-table ${styles.issues}`}>
              <thead>
                <tr>
                  {[t.issue, t.sentAt, t.sent, t.failed, t.clicks, t.perHundred, t.leftAfter].map((name) => (
                    <th scope="col" key={name}>
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {issues.map((issue) => (
                  <tr key={issue.id}>
                    <th scope="row">
                      <a href={`/admin/newsletter/${issue.id}`}>{issue.subject}</a>{' '}
                      <span>{issue.newsletter}</span>
                    </th>
                    <td className={styles.number}>{shortDate(issue.startedAt, clock)}</td>
                    <td className={styles.number}>{number(issue.sent)}</td>
                    <td className={styles.number}>{number(issue.failed)}</td>
                    <td className={styles.number}>{number(issue.clicks)}</td>
                    <td className={styles.number}>{perHundred(issue)}</td>
                    <td className={styles.number}>{number(issue.left)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  )
}
