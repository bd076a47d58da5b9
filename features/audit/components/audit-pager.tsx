import type { NewsroomWords } from '@/lib/i18n/newsroom/words.ts'
import { type AuditFilter, auditQuery } from '../schema.ts'
import styles from './audit.module.css'

/** The way to older lines, and back to the newest. */
export function AuditPager({
  filter,
  next,
  t,
}: {
  filter: AuditFilter
  next: string | null
  t: NewsroomWords
}) {
  if (!next && !filter.before) return null
  return (
    <nav className={styles.pager} aria-label={t.audit.title}>
      {filter.before ? (
        <a href={`/admin/audit${auditQuery({ ...filter, before: undefined })}`}>← {t.audit.newest}</a>
      ) : (
        <span />
      )}
      {next && <a href={`/admin/audit${auditQuery({ ...filter, before: next })}`}>{t.audit.older} →</a>}
    </nav>
  )
}
