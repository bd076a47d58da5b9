'use client'

import { TextField } from '@/components/ui/text-field.tsx'
import { useLength } from '@/components/ui/use-length.ts'
import { useSetting, useWords } from '@/components/ui/words.tsx'
import { longDate, timeOfDay } from '@/lib/dates.ts'
import { type Finding, type FindingName, type Review, unanswerable } from '../schema.ts'
import styles from './workflow.module.css'

export type Reasons = Partial<Record<FindingName, string>>

type Props = {
  review: Review
  reasons: Reasons
  onReason(check: FindingName, reason: string): void
  onGo(finding: Finding): void
}

/** Whether somebody may answer for a finding that blocks. */
const mayAnswer = (review: Review, check: FindingName): boolean =>
  !unanswerable.includes(check) && (check === 'embargo' ? review.mayOverrideEmbargo : review.mayOverride)

/** The checks that block, each once. */
export const blockingOf = (review: Review): FindingName[] => [
  ...new Set(review.findings.filter((finding) => finding.level === 'block').map((finding) => finding.check)),
]

/** Whether all that blocks was answered for. */
export const isAnswered = (review: Review, reasons: Reasons): boolean =>
  blockingOf(review).every((check) => mayAnswer(review, check) && (reasons[check]?.trim().length ?? 0) >= 3)

/** The reasons as the server wants them. */
export const overridesFor = (review: Review, reasons: Reasons) =>
  blockingOf(review).flatMap((check) => (reasons[check] ? [{ check, reason: reasons[check] }] : []))

/** What the checks found, what blocks first, with the way to each place. */
export function Findings({ review, reasons, onReason, onGo }: Props) {
  const t = useWords().workflow.checks
  const setting = useSetting()
  const length = useLength()
  const blocking = review.findings.filter((finding) => finding.level === 'block')
  const warnings = review.findings.filter((finding) => finding.level === 'warn')
  const detailOf = ({ check, detail, article }: Finding): string => {
    if (article) return article.headline
    if (!detail) return ''
    if (check === 'embargo') {
      const at = Date.parse(detail)
      return `${longDate(at, setting)}, ${timeOfDay(at, setting)}`
    }
    return check === 'headline-length' ? t.characters(detail) : `«${detail}»`
  }
  const list = (findings: Finding[]) => (
    <ul className={styles.findings}>
      {findings.map((finding, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two findings may be equal in all but their place
        <li key={index}>
          <p>
            {t.names[finding.check]}{' '}
            {finding.article ? (
              <a href={`/admin/articles/${finding.article.id}`} target="_blank" rel="noreferrer">
                {finding.article.headline}
              </a>
            ) : (
              <span className={styles.detail}>{detailOf(finding)}</span>
            )}
          </p>
          {(finding.block || (finding.field && finding.field !== 'body')) && (
            <button type="button" className="quiet-button" onClick={() => onGo(finding)}>
              {t.go}
            </button>
          )}
        </li>
      ))}
    </ul>
  )
  return (
    <section className={styles.checks} aria-labelledby="checks-title">
      <h3 id="checks-title">{t.title}</h3>
      {review.findings.length === 0 && <p>{t.fine}</p>}
      {blocking.length > 0 && (
        <>
          <h4 className={styles.blocking}>{t.blocking}</h4>
          {list(blocking)}
          {blockingOf(review).map((check) =>
            mayAnswer(review, check) ? (
              <TextField
                key={check}
                name={`reason-${check}`}
                label={`${t.names[check]} ${t.override}`}
                {...length(reasons[check] ?? '', 500, { hint: t.overrideHint })}
                value={reasons[check] ?? ''}
                onChange={(event) => onReason(check, event.target.value)}
              />
            ) : null,
          )}
          {blockingOf(review).some((check) => !mayAnswer(review, check)) && (
            <p className="hint">{t.noOverride}</p>
          )}
        </>
      )}
      {warnings.length > 0 && (
        <>
          <h4>{t.warnings}</h4>
          {list(warnings)}
        </>
      )}
    </section>
  )
}
