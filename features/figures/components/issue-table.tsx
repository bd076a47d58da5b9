import { type Clock, shortDate } from '@/lib/dates.ts'
import type { NewsroomWords } from '@/lib/i18n/newsroom/words.ts'
import type { IssueFigures } from '../schema.ts'
import styles from './figures.module.css'

type Props = { issues: IssueFigures[]; words: NewsroomWords['figures']; clock: Clock }

/** What became of the last issues. */
export function IssueTable({ issues, words: t, clock }: Props) {
  const number = (n: number) => n.toLocaleString(clock.language)
  const perHundred = ({ clicks, sent }: IssueFigures) =>
    sent === 0 ? '' : ((100 * clicks) / sent).toLocaleString(clock.language, { maximumFractionDigits: 1 })
  return (
    <section className={styles.part}>
      <h2>{t.issues}</h2>
      <p>{issues.length === 0 ? t.issuesNone : t.issuesText}</p>
      {issues.length > 0 && (
        <div className="table-scroll">
          <table className="data-table">
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
      )}
    </section>
  )
}
