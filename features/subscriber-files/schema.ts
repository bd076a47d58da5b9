import type { SubscriberState } from '@/features/subscribers/schema.ts'

/** The columns of our files. An export has `status` too. */
export const columns = ['email', 'name', 'language', 'lists', 'consent_source', 'consent_at'] as const

/** Whose file it is, by its header. */
export type FileFormat = 'testata' | 'ghost' | 'substack'

/**
 * Why a row was refused.
 * - `email`: no address that mail can be sent to
 * - `consent`: nothing says where the person agreed
 * - `consent-at`: the time is none, or has not come yet
 * - `lists`: it names no newsletter; `list-unknown`: one that there is not
 * - `suppressed`: nothing may be sent there: erased, refused, bounced, complained
 * - `unsubscribed`: the person has left, here or where the file is from
 * - `pending`: the person never confirmed where the file is from
 */
export const reasons = [
  'email',
  'consent',
  'consent-at',
  'lists',
  'list-unknown',
  'suppressed',
  'unsubscribed',
  'pending',
] as const
export type Reason = (typeof reasons)[number]

/** A row that was refused. `line`: where it ends in the file, from 1. `detail`: the newsletter that there is not. */
export type Refused = { line: number; email: string; reason: Reason; detail: string; cells: string[] }

/** What a file says of one person, as it stands there. */
export type FileRow = {
  line: number
  cells: string[]
  email: string
  name: string
  language: string
  lists: string
  source: string
  at: string
  /** The person is not to be written to, as the file has it. */
  gone: Extract<Reason, 'suppressed' | 'unsubscribed' | 'pending'> | null
}

/** Somebody to be imported. `at` in UTC milliseconds, null where the file does not say; `language` empty likewise. */
export type Incoming = {
  line: number
  cells: string[]
  email: string
  emailKey: string
  name: string
  language: '' | 'it' | 'en'
  newsletterIds: number[]
  source: string
  at: number | null
  /** The address was in the file before. */
  repeated: boolean
}

/** What stands for rows without a cell of their own, and whether anything is written. */
export type ImportOptions = { consentSource: string; lists: string[]; dryRun: boolean }

/** Refused rows that a report names; all of them are handed out while it is made. */
export const mostNamed = 1_000

/**
 * What became of a file: rows = added + updated + repeated + refusedRows. `updated`: was subscribed already; `repeated`: the
 * address was in the file before.
 */
export type ImportReport = {
  format: FileFormat
  dryRun: boolean
  rows: number
  added: number
  updated: number
  repeated: number
  refusedRows: number
  reasons: Partial<Record<Reason, number>>
  refused: Omit<Refused, 'cells'>[]
}

/** A subscriber on the way into a file. */
export type ExportRow = {
  id: number
  email: string
  name: string
  language: string
  lists: string | null
  source: string
  at: number
  status: SubscriberState
}

/** A line of the answer to an upload (NDJSON): how far it is, what was refused, and how it ended. */
export type ImportMessage =
  | { type: 'header'; format: FileFormat; cells: string[]; rows: number }
  | { type: 'progress'; rows: number }
  | { type: 'refused'; rows: Refused[] }
  | { type: 'done'; report: ImportReport }
  | { type: 'failed'; code: string; message: string }
