// What came back, read: delivery reports (RFC 3464, RFC 6533) and complaints (RFC 5965). Anything else is ignored, vacation
// replies among it. Strangers write these messages, so everything here has a limit.
import { type ParsedMail, simpleParser } from 'mailparser'
import { statusOf } from './status.ts'

/** The longest message that is looked at, in bytes. */
export const largestReport = 1 << 20

/** One recipient of a delivery report; `text` in the words of the server that refused. */
export type ReportedRecipient = {
  action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded'
  status: string
  text: string
}
type Known =
  | { kind: 'dsn'; recipients: ReportedRecipient[] }
  | { kind: 'complaint'; text: string }
  | { kind: 'ignored'; why: 'too-large' | 'unreadable' | 'auto-reply' | 'no-report' | 'no-complaint' }
/** `addresses`: those of ours that the message names, in its head or in what it quotes. They are yet to be verified. */
export type Report = Known & { addresses: string[] }

const limits = {
  keepDeliveryStatus: true,
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipTextLinks: true,
  skipImageLinks: true,
  maxHtmlLengthToParse: 1,
  maxHeadSize: 128 << 10,
  maxChildNodes: 60,
}

/** Reads a message that came back. Never throws: what cannot be read is ignored. */
export async function readReport(raw: Buffer): Promise<Report> {
  if (raw.length > largestReport) return { kind: 'ignored', why: 'too-large', addresses: [] }
  let mail: ParsedMail
  try {
    mail = await simpleParser(raw, limits)
  } catch {
    return { kind: 'ignored', why: 'unreadable', addresses: [] }
  }
  const parts = mail.attachments.slice(0, 60).map(({ contentType, content }) => ({
    type: contentType.toLowerCase(),
    text: content.subarray(0, 64 << 10).toString('latin1'),
  }))
  const part = (pattern: RegExp) => parts.find(({ type }) => pattern.test(type))
  const heads = [
    ...mail.headerLines.map(({ line }) => line),
    ...parts.filter(({ type }) => /^(?:message\/|text\/rfc822-headers)/.test(type)).map(({ text }) => text),
  ]
  const report = known(mail, part)
  return { ...report, addresses: [...new Set(heads.flatMap(ownAddresses))].slice(0, 20) }
}

const ownAddresses = (text: string): string[] =>
  text.slice(0, 64 << 10).match(/\bb\+[1-9]\d{0,14}\.[0-9a-f]{20}@[a-z0-9.-]{1,253}/gi) ?? []

function known(mail: ParsedMail, part: (pattern: RegExp) => { text: string } | undefined): Known {
  const complaint = part(/^message\/feedback-report$/)
  if (complaint) {
    const { 'feedback-type': type = '' } = fieldsOf(complaint.text)
    // Reports of the same form tell that a message was no spam after all, or that a signature failed (RFC 6591).
    return /^(?:abuse|fraud|virus|opt-out|other)/i.test(type)
      ? { kind: 'complaint', text: type }
      : { kind: 'ignored', why: 'no-complaint' }
  }
  const status = part(/^message\/(?:global-)?delivery-status$/)
  if (status) {
    const recipients = recipientsOf(status.text)
    return recipients.length > 0 ? { kind: 'dsn', recipients } : { kind: 'ignored', why: 'no-report' }
  }
  const automatic = String(mail.headers.get('auto-submitted') ?? 'no')
  return { kind: 'ignored', why: /^no\b/i.test(automatic) ? 'no-report' : 'auto-reply' }
}

/** Groups of fields, one for each recipient after one for the message. */
function recipientsOf(text: string): ReportedRecipient[] {
  return text
    .split(/\r?\n(?:[ \t]*\r?\n)+/)
    .slice(0, 100)
    .map(fieldsOf)
    .flatMap((fields) => {
      const action = /^(failed|delayed|delivered|relayed|expanded)\b/i.exec(fields.action ?? '')?.[1]
      if (!action) return []
      const diagnostic = fields['diagnostic-code'] ?? ''
      return [
        {
          action: action.toLowerCase() as ReportedRecipient['action'],
          status: statusOf(fields.status ?? '', diagnostic),
          text: diagnostic.slice(0, 1000),
        },
      ]
    })
}

/** Fields of a group by their names in lower case, unfolded (RFC 5322 §2.2.3); of a repeated one the first. */
function fieldsOf(text: string): Record<string, string> {
  const fields: Record<string, string> = Object.create(null)
  for (const line of text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const found = /^([A-Za-z-]{1,60}):(.*)$/.exec(line)
    if (found) fields[(found[1] as string).toLowerCase()] ??= (found[2] as string).trim()
  }
  return fields
}
