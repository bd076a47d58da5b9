// A message is composed and encoded once for an issue. What differs from reader to reader are four marks in it, which are
// filled in as bytes: that costs a hundredth of composing anew.
import 'server-only'
import { createHmac, randomBytes } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'
import { encodeWords } from 'nodemailer/lib/mime-funcs'
import type { Letter } from '@/features/issues/schema.ts'
import { keyFor } from '@/lib/secrets.ts'

type Field = 'to' | 'messageId' | 'leave' | 'preferences'
type Placeholders = Record<'leave' | 'preferences', string>

/** What the letter's renderer is given in place of the tokens of one reader: nobody can write them into a text beforehand. */
export const newPlaceholders = (): Placeholders => ({
  leave: `x${randomBytes(12).toString('hex')}x`,
  preferences: `x${randomBytes(12).toString('hex')}x`,
})

/** An encoded message is all ASCII, so these never stand in one. */
const markOf = (field: Field) => `«${field}»`
const marks = /«(\w+)»/g

export type Envelope = {
  from: { name: string; address: string }
  replyTo: string
  subject: string
  /** UTC milliseconds; the same at every try. */
  date: number
  language: string
  /** RFC 2919: the newsletter's name, and what stands for it in angle brackets. */
  listName: string
  listId: string
  archive: string
  /** The address that one POST leaves by, with the placeholder of its token. */
  leaveUrl: string
  placeholders: Placeholders
  /** Feedback-ID: what the mailbox providers' statistics are kept by. */
  feedback: string
}

/** A message of which some copies are known to be whole: how often each mark must be there. */
export class BrokenMessage extends Error {}

const countOf = (text: string, piece: string) => text.split(piece).length - 1

/**
 * Composes and encodes a message with marks in place of the reader's address and links.
 * @throws BrokenMessage when the encoding lost one of them
 */
export async function composeMessage(letter: Letter, envelope: Envelope): Promise<string> {
  const composer = new MailComposer({
    from: envelope.from,
    ...(envelope.replyTo ? { replyTo: envelope.replyTo } : {}),
    subject: envelope.subject,
    date: new Date(envelope.date),
    text: letter.text,
    html: letter.html,
    textEncoding: 'quoted-printable',
    headers: {
      'List-Id': {
        prepared: true,
        value: `${encodeWords(envelope.listName.replace(/[<>"\p{Cc}]/gu, ' '), 'Q', 52)} <${envelope.listId}>`,
      },
      'List-Archive': { prepared: true, value: `<${envelope.archive}>` },
      'List-Unsubscribe-Post': { prepared: true, value: 'List-Unsubscribe=One-Click' },
      'Content-Language': envelope.language,
      'Feedback-ID': { prepared: true, value: envelope.feedback },
    },
    messageId: '<placeholder@invalid>',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const bytes = await composer.compile().build()
  // The encoder leaves the ends of the text's lines as they were; in a message they are CRLF (RFC 5322, 2.3).
  let message = bytes.toString('latin1').replace(/\r?\n/g, '\r\n')
  for (const [field, placeholder] of Object.entries(envelope.placeholders)) {
    const wanted = countOf(letter.html, placeholder) + countOf(letter.text, placeholder)
    // A soft line break may stand anywhere in an encoded line, so in the middle of a placeholder too. The mark gets lines
    // of its own, so that no reader's token makes one too long (RFC 2045, 6.7).
    const split = new RegExp([...placeholder].join('(?:=\\r\\n)?'), 'g')
    let found = 0
    message = message.replace(split, () => {
      found++
      return `=\r\n${markOf(field as Field)}=\r\n`
    })
    if (found !== wanted || wanted < 2) throw new BrokenMessage(`${field}: ${found} of ${wanted}`)
  }
  const leave = envelope.leaveUrl.replace(envelope.placeholders.leave, markOf('leave'))
  const own = `To: ${markOf('to')}\r\nMessage-ID: ${markOf('messageId')}\r\nList-Unsubscribe: <${leave}>\r\n`
  return own + message.replace(/^Message-ID:[^\r\n]*\r\n/im, '')
}

/** A composed message, ready to be filled in. */
export class Template {
  private readonly parts: { bytes: Buffer; field: Field | null }[]

  /** @param message what `composeMessage` made */
  constructor(message: string) {
    this.parts = message
      .split(marks)
      .map((text, i) =>
        i % 2 === 0
          ? { bytes: Buffer.from(text, 'latin1'), field: null }
          : { bytes: Buffer.alloc(0), field: text as Field },
      )
  }

  /** The message for one reader. Values are ASCII. */
  fill(values: Record<Field, string>): Buffer {
    return Buffer.concat(
      this.parts.map(({ bytes, field }) => (field === null ? bytes : Buffer.from(values[field], 'ascii'))),
    )
  }
}

/** The key of Message-IDs; take it once for many of them. */
export const messageKey = (): Buffer => keyFor('newsletter-message')

/** The Message-ID of an issue for a reader: the same at every try, and telling nothing of whom it is for. */
export function messageIdOf(issueId: number, uid: string, host: string, key: Buffer = messageKey()): string {
  const proof = createHmac('sha256', key).update(`${issueId}|${uid}`).digest('hex')
  return `<i${issueId}.${proof.slice(0, 24)}@${host}>`
}
