import type { Clock } from '@/lib/dates.ts'
import { isoInZone, partsIn, shortDate, timeOfDay } from '@/lib/dates.ts'
import type { NewsroomWords } from '@/lib/i18n/newsroom/words.ts'
import { type Change, changesBetween } from '../changes.ts'
import { type AuditFilter, type AuditRow, auditQuery } from '../schema.ts'
import styles from './audit.module.css'

type Props = {
  rows: AuditRow[]
  filter: AuditFilter
  people: { id: number; name: string }[]
  clock: Clock
  t: NewsroomWords
}

/** Lines of the log, the newest first. */
export function AuditTable({ rows, filter, people, clock, t }: Props) {
  const nameOf = (row: AuditRow) =>
    (row.entity === 'person' && people.find(({ id }) => id === row.entityId)?.name) ||
    `${t.audit.entity(row.entity)} ${row.entityId ?? ''}`
  const narrowed = (more: AuditFilter) =>
    `/admin/audit${auditQuery({ ...filter, before: undefined, ...more })}`
  return (
    <table className={`data-table ${styles.log}`}>
      <thead>
        <tr>
          <th scope="col">{t.audit.when}</th>
          <th scope="col">{t.audit.who}</th>
          <th scope="col">{t.audit.what}</th>
          <th scope="col">{t.audit.on}</th>
          <th scope="col">{t.audit.details}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td className={styles.when}>
              <time dateTime={isoInZone(row.at, clock.timeZone)}>{momentOf(row.at, clock)}</time>
            </td>
            <td>
              {row.actorId === null ? (
                row.actor === 'system' || row.actor === '' ? (
                  t.audit.system
                ) : (
                  row.actor
                )
              ) : (
                <a href={narrowed({ who: String(row.actorId) })}>{row.actor}</a>
              )}
            </td>
            <td>{t.audit.event(row.event)}</td>
            <td>
              {row.articleId !== null ? (
                <a href={narrowed({ article: String(row.articleId) })}>
                  {t.audit.entity('article')} {row.articleId}
                </a>
              ) : row.entity ? (
                nameOf(row)
              ) : (
                ''
              )}
            </td>
            <td className={styles.details}>
              <Details row={row} clock={clock} t={t} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** So many changes stand in the line itself; more are folded. */
const few = 2

/** Day with its year, and time. */
const momentOf = (at: number, clock: Clock) =>
  `${shortDate(at, clock)} ${partsIn(at, clock.timeZone).year}, ${timeOfDay(at, clock)}`

const times = /(?:^|\.)(?:at|until|\w+At)$/
const instant = /^\d{12,14}$/

function Details({ row, clock, t }: { row: AuditRow; clock: Clock; t: NewsroomWords }) {
  const { statuses } = t.writing
  const shown = (field: string, value: string) => {
    if (times.test(field) && instant.test(value)) return momentOf(Number(value), clock)
    if (/^(?:status|stage)$/.test(field)) return statuses[value as keyof typeof statuses] ?? value
    if (field === 'action') return t.audit.actionName(value)
    return (field === 'role' && t.accounts.roles[value as keyof typeof t.accounts.roles]) || value
  }
  const changes = changesBetween(row.before, row.after)
    .filter(({ before, after }) => before || after)
    .map(({ field, before, after }) => ({
      field,
      name: t.audit.fieldName(field),
      before: shown(field, before),
      after: shown(field, after),
    }))
  return (
    <>
      {row.reason && (
        <p>
          {t.audit.reason}: {row.reason}
        </p>
      )}
      {changes.length > 0 && changes.length <= few ? (
        <ul className={styles.short}>
          {changes.map(({ field, name, before, after }) => (
            <li key={field}>
              <strong>{name}</strong> {before && <del>{before}</del>} {after && <ins>{after}</ins>}
            </li>
          ))}
        </ul>
      ) : (
        changes.length > 0 && <ChangeTable changes={changes} t={t} />
      )}
      {row.address && <p className={styles.quiet}>{row.address}</p>}
    </>
  )
}

function ChangeTable({ changes, t }: { changes: (Change & { name: string })[]; t: NewsroomWords }) {
  return (
    <details>
      <summary>{t.audit.changes(changes.length)}</summary>
      <table className={styles.changes}>
        <thead>
          <tr>
            <th scope="col">{t.audit.field}</th>
            <th scope="col">{t.audit.before}</th>
            <th scope="col">{t.audit.after}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ field, name, before, after }) => (
            <tr key={field}>
              <th scope="row">{name}</th>
              <td>{before}</td>
              <td>{after}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
