// Files of subscribers that we know: our own, Ghost's export of members, Substack's of subscribers.
import { plainCell } from '@/lib/csv.ts'
import { AppError } from '@/lib/errors.ts'
import type { CsvRecord } from './csv.ts'
import type { FileFormat, FileRow } from './schema.ts'

const spelled = (name: string) =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')

const emailNames = ['email', 'e_mail', 'email_address', 'mail']

/** Ghost: id,email,name,note,subscribed_to_emails,complimentary_plan,stripe_customer_id,created_at,deleted_at,labels,tiers */
const ghost = ['subscribed_to_emails']
/** Substack: email,active_subscription,expiry,plan,email_disabled,created_at,first_payment_at; or what its page offers. */
const substack = [
  'active_subscription',
  'email_disabled',
  'first_payment_at',
  'stripe_plan',
  'subscription_source_(free)',
  'emails_received_(6mo)',
]

const yes = (cell: string) => /^(?:true|yes|1|t|y|sì|si)$/i.test(cell)
const no = (cell: string) => /^(?:false|no|0|f|n)$/i.test(cell)

/** What somebody's row says of why they are not to be written to. */
function goneIn(format: FileFormat, of: (name: string) => string): FileRow['gone'] {
  const status = of('status').toLowerCase()
  if (status === 'suppressed' || status === 'unsubscribed' || status === 'pending') return status
  // Whether somebody pays says nothing of whether they get mail: active_subscription is false for all who read for free.
  if (format === 'substack') return yes(of('email_disabled')) || no(of('active?')) ? 'unsubscribed' : null
  if (format === 'ghost') return no(of('subscribed_to_emails')) || of('deleted_at') ? 'unsubscribed' : null
  return null
}

/**
 * Reads a header. Order and further columns do not matter.
 * @throws AppError csv-columns when there is no column of addresses
 */
export function readHeader({ cells }: CsvRecord): {
  format: FileFormat
  read: (record: CsvRecord) => FileRow
} {
  const at = new Map<string, number>()
  for (const [i, cell] of cells.entries()) if (!at.has(spelled(cell))) at.set(spelled(cell), i)
  const email = emailNames.find((name) => at.has(name))
  if (email === undefined) throw new AppError('csv-columns')
  const format = ghost.some((name) => at.has(name))
    ? 'ghost'
    : substack.some((name) => at.has(name)) || at.has('active?')
      ? 'substack'
      : 'testata'
  const read = ({ line, cells: row }: CsvRecord): FileRow => {
    const of = (name: string) => {
      const i = at.get(name)
      return i === undefined ? '' : plainCell(row[i] ?? '').trim()
    }
    const ours = format === 'testata'
    return {
      line,
      cells: row,
      email: of(email),
      name: of('name'),
      language: ours ? of('language') : '',
      lists: ours ? of('lists') : '',
      source: ours ? of('consent_source') : '',
      at: ours ? of('consent_at') : of('created_at') || of('start_date'),
      gone: goneIn(format, of),
    }
  }
  return { format, read }
}

const moment = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/
const earliest = Date.UTC(1990, 0, 1)
const day = 24 * 3_600_000

/** A time as files have it (ISO 8601, in UTC where no zone is named), in UTC milliseconds; null when it is none or is to come. */
export function readMoment(text: string, now: number): number | null {
  if (!moment.test(text)) return null
  const zoned = text.length > 10 && !/(?:Z|[+-]\d{2}:?\d{2})$/.test(text.slice(10))
  const at = Date.parse(text.replace(' ', 'T') + (zoned ? 'Z' : ''))
  return at >= earliest && at <= now + day && text.startsWith(daySaid(at, text)) ? at : null
}

/** Guards against dates that roll over: 31 April is no day. */
function daySaid(at: number, text: string): string {
  const offset = /([+-])(\d{2}):?(\d{2})$/.exec(text.slice(10))
  const minutes = offset ? Number(`${offset[1]}1`) * (Number(offset[2]) * 60 + Number(offset[3])) : 0
  return new Date(at + minutes * 60_000).toISOString().slice(0, 10)
}

/** A time of somebody else's file, which may be written in words; null when it cannot be read. */
export function readForeignMoment(text: string, now: number): number | null {
  const at =
    readMoment(text, now) ?? (/^[A-Za-z]{3,9} \d{1,2}, \d{4}/.test(text) ? Date.parse(`${text} UTC`) : null)
  return at !== null && at >= earliest && at <= now + day ? at : null
}
