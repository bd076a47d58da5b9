'use client'

import { useWords } from '@/components/ui/words.tsx'
import type { DomainCheck, DomainReport } from '../domain.ts'
import { DnsRecord } from './dns-record.tsx'
import styles from './mail.module.css'

/** How the domain of the sender stands: what is good, what is not, and what to write into DNS. */
export function DomainChecks({ report }: { report: DomainReport | null }) {
  const t = useWords().mailSettings
  if (!report)
    return (
      <p>
        {t.domainNone} <a href="/admin/mail">{t.groups.server}</a>
      </p>
    )
  return (
    <>
      <p className={`hint ${styles.intro}`}>
        {t.domainText(report.domain)} {report.loopback ? t.domainLoopback : t.domainFirst}
      </p>
      <ul className={styles.checks}>
        {report.checks.map((check) => (
          <Check key={check.name} check={check} />
        ))}
      </ul>
      <p className="form-actions">
        <a className="button button-plain button-small" href="/admin/mail/domain">
          {t.again}
        </a>
      </p>
    </>
  )
}

function Check({ check: { name, level, code, about, found, publish } }: { check: DomainCheck }) {
  const t = useWords().mailSettings
  const text = t.findings[name]?.[code]?.({ about }) ?? t.unanswered
  return (
    <li className={styles.check}>
      <h3>{t.checks[name]}</h3>
      <p className={`${styles.level} ${styles[level]}`}>{t.levels[level]}</p>
      <div className={styles.finding}>
        <p>{text}</p>
        {found.length > 0 && (
          <div className={styles.found}>
            <p className="hint">{t.found}</p>
            {found.map((record) => (
              <code key={record}>{record}</code>
            ))}
          </div>
        )}
        {publish && (
          <>
            <p className={styles.write}>{t.write}</p>
            <DnsRecord record={publish} />
          </>
        )}
      </div>
    </li>
  )
}
