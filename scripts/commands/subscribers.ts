import { createReadStream, createWriteStream, statSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { handles } from '@/db/client.ts'
import { systemActor } from '@/features/accounts/policy.ts'
import type { ImportReport, Reason, Refused } from '@/features/subscriber-files/schema.ts'
import { exportSubscribers, importSubscribers } from '@/features/subscriber-files/worker.ts'
import { AppError, type ErrorCode } from '@/lib/errors.ts'
import { type Command, fileAt, print, readOptions, shown, UsageError } from './command.ts'

const help = `Usage: npm run cli -- subscribers import FILE [--consent-source TEXT] [--lists SLUG,SLUG] [--dry-run] [--json]
       npm run cli -- subscribers export FILE [--json]

Moves subscribers of the newsletter in and out as CSV. It works while the server runs and while it does not; every import
and export is written to the audit log.

  import     adds who is in the file; nobody is sent anything. Columns, in any order, others are left aside:
             email, name, language (it or en), lists (slugs separated by ; or , or a space), consent_source (where the
             person agreed; required), consent_at (ISO 8601). UTF-8; comma, semicolon or tab between the cells.
             Exports of Ghost (members) and Substack (subscribers) are recognised by their header.
             Whoever has left, was erased or must not be written to is refused, and so is who has no consent
  export     writes the same columns and "status" (pending, confirmed, unsubscribed, suppressed); - is standard output

  --consent-source TEXT
             where people agreed whose row does not say it; required for files of Ghost and Substack
  --lists A,B
             newsletters for rows that name none
  --dry-run  says what would happen, and writes nothing
  --json     import prints {"format", "dryRun", "rows", "added", "updated", "repeated", "refusedRows", "reasons",
             "refused": [{"line", "email", "reason", "detail"}]}, at most 1000 of them;
             export prints {"rows", "file"}, and with - nothing but the file

Refused rows are named on standard error, one a line, and the exit code is 1.
`

const failures: Partial<Record<ErrorCode, string>> = {
  'csv-encoding': 'is not UTF-8 text. Save it as "CSV UTF-8"; nothing was imported',
  'csv-broken': 'is damaged: a quotation mark opens and never closes; nothing was imported',
  'csv-columns': 'has no column "email"; the first line must hold the names of the columns',
  'csv-empty': 'is empty',
  'csv-consent': 'does not say where its people agreed: add --consent-source TEXT; nothing was imported',
}

const reasonWords: Record<Reason, (detail: string) => string> = {
  email: () => 'this is no address that mail can be sent to',
  consent: () => 'nothing says where the person agreed (consent_source)',
  'consent-at': () =>
    'consent_at is no time, or one that has not come yet; write it like 2026-11-24T09:30:00Z',
  lists: () => 'it names no newsletter (lists)',
  'list-unknown': (detail) => `there is no newsletter "${detail}"`,
  suppressed: () => 'suppressed: nothing may be sent to this address',
  unsubscribed: () => 'unsubscribed: the person has left',
  pending: () => 'pending: the person never confirmed',
}

function name(refused: Refused[]): void {
  const lines = refused.map(
    ({ line, email, reason, detail }) =>
      `line ${line}: ${shown(email) || '(no address)'}: ${reasonWords[reason](shown(detail))}\n`,
  )
  process.stderr.write(lines.join(''))
}

function textOf(report: ImportReport): string {
  const { rows, added, updated, repeated, refusedRows, dryRun } = report
  const said = `${rows} rows: ${added} added, ${updated} updated, ${repeated} repeated, ${refusedRows} refused`
  return dryRun ? `${said} (nothing was written)\n` : `${said}\n`
}

function onlyFile(words: string[]): string {
  const [file, more] = words
  if (file === undefined) throw new UsageError('Name a file.')
  if (more !== undefined) throw new UsageError(`"${more}" is not understood here.`)
  return file
}

async function importFile(args: string[]): Promise<number> {
  const { flags, options, words } = readOptions(args, ['json', 'dry-run'], ['consent-source', 'lists'])
  const file = fileAt(onlyFile(words))
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new UsageError(`There is no file ${file}.`)
  const source = options['consent-source']?.trim() ?? ''
  if (options['consent-source'] !== undefined && source === '')
    throw new UsageError('--consent-source: say where the people agreed.')
  // Each unit of work touches pages all over the indexes; most of them are touched again before they go into the file.
  handles().writer.pragma('wal_autocheckpoint = 8000')
  const lists = (options.lists ?? '').split(/[,;\s]+/).filter(Boolean)
  try {
    const report = await importSubscribers(
      systemActor,
      () => createReadStream(file),
      { consentSource: source, lists, dryRun: flags['dry-run'] },
      { refused: name },
    )
    print(flags.json, report, textOf(report))
    return report.refusedRows > 0 ? 1 : 0
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { code, facts } = error
    if (code === 'list-unknown') throw new UsageError(`--lists: there is no newsletter "${facts.list}".`)
    const line = typeof facts.line === 'number' ? ` (line ${facts.line})` : ''
    process.stderr.write(`${words[0]} ${failures[code] ?? error.message}${line}\n`)
    return 1
  }
}

async function exportFile(args: string[]): Promise<number> {
  const { flags, words } = readOptions(args, ['json'], [])
  const name = onlyFile(words)
  let rows = -1 // the header is none
  const lines = async function* () {
    for await (const { text, count } of exportSubscribers(systemActor)) {
      rows += count
      yield text
    }
  }
  if (name === '-') {
    await pipeline(Readable.from(lines()), process.stdout, { end: false })
    return 0
  }
  const file = fileAt(name)
  await pipeline(Readable.from(lines()), createWriteStream(file, { mode: 0o600 }))
  print(flags.json, { rows, file }, `${rows} subscribers in ${file}\n`)
  return 0
}

const verbs: Record<string, (args: string[]) => Promise<number>> = { import: importFile, export: exportFile }

export const subscribers: Command = {
  summary: 'Move subscribers of the newsletter in and out as CSV',
  help,
  run: async ([verb, ...rest]) => {
    const work = verb !== undefined && Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
    if (!work) {
      const said = verb === undefined ? '' : ` "${verb}" is none of them.`
      throw new UsageError(`Say what to do: ${Object.keys(verbs).join(', ')}.${said}`)
    }
    return work(rest)
  },
}
