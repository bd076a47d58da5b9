// Subscribers in and out of files of any length: read as they come, in units of work short enough for everybody else.
import 'server-only'
import { write } from '@/db/client.ts'
import { DiskSet } from '@/db/scratch.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { audit } from '@/features/audit/mutations.ts'
import { listNewsletters } from '@/features/newsletter/data.ts'
import type { Newsletter } from '@/features/newsletter/schema.ts'
import { findPublication } from '@/features/settings/data.ts'
import { emailKeys } from '@/features/subscribers/links.ts'
import { csvLine } from '@/lib/csv.ts'
import { normaliseEmail } from '@/lib/email.ts'
import { AppError } from '@/lib/errors.ts'
import { readCsv } from './csv.ts'
import { countForExport, listForExport } from './data.ts'
import { readForeignMoment, readHeader, readMoment } from './formats.ts'
import { importPeople, judgePeople, type Outcome } from './mutations.ts'
import {
  columns,
  type FileFormat,
  type FileRow,
  type ImportOptions,
  type ImportReport,
  type Incoming,
  mostNamed,
  type Reason,
  type Refused,
} from './schema.ts'

const batchLength = 1_000
const longestName = 120
const longestSource = 300

/** Calls while a file is imported: once with its header, then how many rows are done, and every row that is refused. */
export type Follow = {
  header?: (format: FileFormat, cells: string[], rows: number) => void
  progress?: (rows: number) => void
  refused?: (rows: Refused[]) => void
}

type Judged = { person: Incoming } | { reason: Reason; detail: string }

/** Reads what a row says; or why it cannot be used, whatever there is in the database. */
function judgeRow(
  row: FileRow,
  format: FileFormat,
  options: ImportOptions,
  ids: ReadonlyMap<string, number>,
  keyOf: (email: string) => string,
  now: number,
): Judged {
  const no = (reason: Reason, detail = '') => ({ reason, detail })
  const email = normaliseEmail(row.email)
  if (email === null) return no('email')
  if (row.gone) return no(row.gone)
  const source = (row.source || options.consentSource).slice(0, longestSource)
  if (source === '') return no('consent')
  const at = format === 'testata' ? readMoment(row.at, now) : readForeignMoment(row.at, now)
  if (format === 'testata' && row.at !== '' && at === null) return no('consent-at')
  const said = row.lists.split(/[;,\s]+/).filter(Boolean)
  const slugs = said.length > 0 ? said : options.lists
  if (slugs.length === 0) return no('lists')
  const unknown = slugs.find((slug) => !ids.has(slug))
  if (unknown !== undefined) return no('list-unknown', unknown.slice(0, 80))
  const language = /^(it|en)\b/i.exec(row.language)?.[1]?.toLowerCase() as 'it' | 'en' | undefined
  const person = {
    line: row.line,
    cells: row.cells,
    email,
    emailKey: keyOf(email),
    name: row.name
      .replace(/\p{C}+/gu, ' ')
      .trim()
      .slice(0, longestName),
    language: language ?? ('' as const),
    newsletterIds: [...new Set(slugs.map((slug) => ids.get(slug) as number))],
    source,
    at,
    repeated: false,
  }
  return { person }
}

/**
 * Looks through a file without using it: its format and header, and how many rows it has.
 * @throws AppError csv-encoding, csv-broken, csv-columns, csv-empty
 */
async function lookThrough(bytes: AsyncIterable<Uint8Array>) {
  let rows = 0
  let header: { format: FileFormat; cells: string[] } | null = null
  for await (const record of readCsv(bytes)) {
    if (header) rows++
    else header = { format: readHeader(record).format, cells: record.cells }
  }
  if (!header) throw new AppError('csv-empty')
  return { ...header, rows }
}

function idsOf(newsletters: readonly Newsletter[], wanted: readonly string[]): Map<string, number> {
  const ids = new Map(newsletters.map(({ slug, id }) => [slug, id]))
  const unknown = wanted.find((slug) => !ids.has(slug))
  if (unknown !== undefined) throw new AppError('list-unknown', unknown, { list: unknown })
  return ids
}

/**
 * Imports the subscribers of a file. A file that cannot be read to its end changes nothing; done twice it changes nothing
 * more. Memory does not grow with the file.
 * @param open reads the file from its beginning; it is called twice
 * @throws AppError csv-encoding, csv-broken, csv-columns, csv-empty; csv-consent when somebody else's file is imported without
 *   saying where its people agreed; list-unknown for a newsletter of `options` that there is not
 */
export async function importSubscribers(
  actor: Actor,
  open: () => AsyncIterable<Uint8Array>,
  options: ImportOptions,
  follow: Follow = {},
): Promise<ImportReport> {
  const newsletters = await listNewsletters()
  const ids = idsOf(newsletters, options.lists)
  const { format, cells, rows } = await lookThrough(open())
  if (format !== 'testata' && options.consentSource.trim() === '') throw new AppError('csv-consent')
  follow.header?.(format, cells, rows)
  const setting = { newsletters, language: (await findPublication()).language, now: Date.now() }
  const { dryRun } = options
  const report: ImportReport = {
    ...{ format, dryRun, rows: 0, added: 0, updated: 0, repeated: 0, refusedRows: 0 },
    ...{ reasons: {}, refused: [] },
  }
  const keyOf = emailKeys()
  const seen = new DiskSet()
  let refused: Refused[] = []
  let batch = new Map<string, Incoming>()

  const refuse = (line: number, email: string, rowCells: string[], reason: Reason, detail = '') => {
    report.refusedRows++
    report.reasons[reason] = (report.reasons[reason] ?? 0) + 1
    const one = { line, email: email.slice(0, 254), reason, detail }
    if (report.refused.length < mostNamed) report.refused.push(one)
    refused.push({ ...one, cells: rowCells })
  }
  const flush = async () => {
    const people = [...batch.values()]
    batch = new Map()
    const outcomes: Outcome[] = dryRun
      ? (await judgePeople(people)).outcomes
      : await write((tx) => importPeople(tx, people, setting))
    for (const { person, outcome } of outcomes)
      if (outcome !== 'added' && outcome !== 'updated')
        refuse(person.line, person.email, person.cells, outcome)
      else report[person.repeated ? 'repeated' : outcome]++
    if (refused.length > 0) follow.refused?.(refused)
    refused = []
    follow.progress?.(report.rows)
  }

  try {
    let reader: ReturnType<typeof readHeader> | undefined
    for await (const record of readCsv(open())) {
      if (!reader) {
        reader = readHeader(record)
        continue
      }
      report.rows++
      const row = reader.read(record)
      const judged = judgeRow(row, format, options, ids, keyOf, setting.now)
      if ('reason' in judged) refuse(row.line, row.email, row.cells, judged.reason, judged.detail)
      else {
        const { person } = judged
        const before = batch.get(person.email)
        if (before) {
          report.repeated++
          before.newsletterIds = [...new Set([...before.newsletterIds, ...person.newsletterIds])]
        } else {
          person.repeated = !(await seen.add(person.emailKey))
          batch.set(person.email, person)
        }
      }
      if (batch.size + refused.length >= batchLength) await flush()
    }
    await flush()
    return report
  } finally {
    await seen.close()
    const { rows: done, added, updated, refusedRows } = report
    const after = { rows: done, added, updated, refused: refusedRows, format, source: options.consentSource }
    if (!dryRun)
      await write((tx) => audit(tx, actor, { event: 'subscribers.import', entity: 'subscribers', after }))
  }
}

const exportLength = 1_000

/** Every subscriber as text of a file, piece by piece, with the lines of each. Noted in the log before the first piece. */
export async function* exportSubscribers(actor: Actor): AsyncGenerator<{ text: string; count: number }> {
  const rows = await countForExport()
  await write((tx) =>
    audit(tx, actor, { event: 'subscribers.export', entity: 'subscribers', after: { rows } }),
  )
  yield { text: csvLine([...columns, 'status']), count: 1 }
  for (let after = 0; ; ) {
    const found = await listForExport(after, exportLength)
    const lines = found.map((row) =>
      csvLine([
        ...[row.email, row.name, row.language, row.lists ?? '', row.source],
        ...[new Date(row.at).toISOString(), row.status],
      ]),
    )
    if (lines.length > 0) yield { text: lines.join(''), count: lines.length }
    if (found.length < exportLength) return
    after = found.at(-1)?.id ?? 0
    await new Promise((resolve) => setImmediate(resolve)) // requests get their turn
  }
}
