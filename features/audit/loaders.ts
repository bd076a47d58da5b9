import { listPeople } from '@/features/accounts/data.ts'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { findPublication } from '@/features/settings/data.ts'
import { csvLine } from '@/lib/csv.ts'
import { listAudit, listEvents } from './data.ts'
import { type AuditFilter, auditFilterSchema } from './schema.ts'

const pageLength = 50
/** Lines that are read at a time for the file. */
const chunk = 1_000

/** One page of the log. */
export async function loadAudit(query: Record<string, string | string[] | undefined>) {
  const { t, publication } = await loadNewsroom('audit:read')
  const filter = auditFilterSchema.parse(query)
  const rows = await listAudit(filter, publication.timeZone, pageLength + 1)
  const page = rows.slice(0, pageLength)
  const next = rows.length > pageLength ? String(page.at(-1)?.id) : null
  const people = (await listPeople()).map(({ id, name }) => ({ id, name }))
  return { t, publication, filter, rows: page, next, people, events: await listEvents() }
}

const columns = [
  'id',
  'at',
  'event',
  'actorId',
  'actor',
  'address',
  'entity',
  'entityId',
  'articleId',
  'before',
  'after',
  'reason',
] as const

/** The whole log as a file, however long: read as fast as it is taken, in pieces. Whoever calls it has checked the permission. */
export async function auditFile(filter: AuditFilter): Promise<ReadableStream<Uint8Array>> {
  const { timeZone } = await findPublication()
  const encoder = new TextEncoder()
  let before = filter.before
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(`\uFEFF${csvLine(columns)}`)) // the mark tells spreadsheets that it is UTF-8
    },
    async pull(controller) {
      const rows = await listAudit({ ...filter, before }, timeZone, chunk)
      const lines = rows.map((row) =>
        csvLine(columns.map((name) => (name === 'at' ? new Date(row.at).toISOString() : row[name]))),
      )
      if (rows.length > 0) controller.enqueue(encoder.encode(lines.join('')))
      before = String(rows.at(-1)?.id ?? '')
      if (rows.length < chunk) controller.close()
    },
  })
}
