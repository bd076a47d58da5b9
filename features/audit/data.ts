import 'server-only'
import { and, desc, eq, gte, isNull, lt, type SQL, sql } from 'drizzle-orm'
import { read } from '@/db/client.ts'
import { auditLog } from '@/db/schema/people.ts'
import { instantOf } from '@/lib/dates.ts'
import type { AuditFilter, AuditRow } from './schema.ts'

/** The instant at which a day, perhaps a few days later, begins in a zone. Days that no calendar has roll over. */
function startOf(day: string, timeZone: string, later = 0): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const shifted = new Date(Date.UTC(year, month - 1, date + later))
  return instantOf(shifted.getUTCFullYear(), shifted.getUTCMonth() + 1, shifted.getUTCDate(), 0, 0, timeZone)
}

function conditions(filter: AuditFilter, timeZone: string): SQL | undefined {
  const { who, event, entity, article, from, to, before } = filter
  return and(
    who === undefined
      ? undefined
      : who === 'system'
        ? isNull(auditLog.actorId)
        : eq(auditLog.actorId, Number(who)),
    event === undefined
      ? undefined
      : event.includes('.')
        ? eq(auditLog.event, event)
        : and(gte(auditLog.event, `${event}.`), lt(auditLog.event, `${event}/`)),
    entity === undefined ? undefined : eq(auditLog.entity, entity),
    article === undefined ? undefined : eq(auditLog.articleId, Number(article)),
    from === undefined ? undefined : gte(auditLog.at, startOf(from, timeZone)),
    to === undefined ? undefined : lt(auditLog.at, startOf(to, timeZone, 1)),
    before === undefined ? undefined : lt(auditLog.id, Number(before)),
  )
}

/** Lines of the log, the newest first. */
export async function listAudit(filter: AuditFilter, timeZone: string, limit: number): Promise<AuditRow[]> {
  return read
    .select()
    .from(auditLog)
    .where(conditions(filter, timeZone))
    .orderBy(desc(auditLog.id))
    .limit(limit)
}

/** Every event that is in the log, in alphabetical order. One step along the index for each. */
export async function listEvents(): Promise<string[]> {
  const rows = await read.all<{ event: string | null }>(sql`
    WITH RECURSIVE known (event) AS (
      SELECT min(event) FROM audit_log
      UNION ALL
      SELECT (SELECT min(event) FROM audit_log WHERE event > known.event) FROM known WHERE known.event IS NOT NULL
    )
    SELECT event FROM known WHERE event IS NOT NULL`)
  return rows.flatMap(({ event }) => (event === null ? [] : [event]))
}
