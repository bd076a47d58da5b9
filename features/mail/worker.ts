// Sends what the newsroom has to say, to its own people and to whoever is asked to confirm something. Failures are tried again by the outbox.
import 'server-only'
import { createHash } from 'node:crypto'
import { Resolver } from 'node:dns/promises'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { readEnv } from '@/lib/env.mjs'
import { messageOf } from '@/lib/errors.ts'
import { log } from '@/lib/log.ts'
import { keyFor, unseal } from '@/lib/secrets.ts'
import { findSender, wasSentBefore } from './data.ts'
import { blocksSending, type CheckName, type DomainReport, domainReport } from './domain.ts'
import { mailSchema, type Sender } from './schema.ts'
import type { DomainResolver } from './spf.ts'
import { dkimOptions, transportOptions } from './transport.ts'

/**
 * Sends one message. One that is too old to be of use is dropped.
 * @throws Error when the mail server does not take it, or none is configured
 */
export async function sendMail({ sealed }: { sealed: string }): Promise<void> {
  const mail = mailSchema.parse(JSON.parse(unseal(keyFor('mail'), sealed)))
  if (mail.until <= Date.now()) return log.warn('mail dropped: too late to be of use')
  const sender = await findSender()
  if (!sender) throw new Error('no mail server is named')
  const transport = createTransport(transportOptions(sender))
  // The same at every try: a server that took it twice can tell.
  const name = createHash('sha256').update(sealed).digest('hex').slice(0, 32)
  const messageId = mail.messageId ?? `<${name}@${new URL(readEnv().siteUrl).hostname}>`
  try {
    await transport.sendMail(systemMail(sender, { ...mail, messageId }))
  } finally {
    transport.close()
  }
}

/** A message that a program wrote, as nodemailer takes it (RFC 3834). */
function systemMail(
  sender: Sender,
  mail: { to: string; subject: string; text: string; messageId: string | undefined },
): SendMailOptions {
  const dkim = dkimOptions(sender)
  return {
    from: sender.from,
    to: { name: '', address: mail.to },
    subject: mail.subject,
    text: mail.text,
    messageId: mail.messageId,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    ...(dkim ? { dkim } : {}),
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** What a try came to; `detail` in the server's or the system's own words. */
export type Trial =
  | { outcome: 'done' }
  | {
      outcome:
        | 'missing'
        | 'name'
        | 'refused'
        | 'timeout'
        | 'certificate'
        | 'tls'
        | 'password'
        | 'protocol'
        | 'message'
        | 'other'
      detail: string
    }

const certificate = /CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME|HOSTNAME_MISMATCH/

/** What began an answer of SMTP (RFC 5321 §4.2); what does not is another program's, and none of our business to show. */
const isReply = /^\d{3}[ -]/

/** What may be shown of a failure of nodemailer: a mail server's own words, or the system's; of other servers nothing. */
export function detailOf(error: unknown): string {
  const { code = '', response = '' } = error as Record<string, string>
  if (response !== '' || code === 'EPROTOCOL') return isReply.test(response) ? response.slice(0, 200) : ''
  return messageOf(error).slice(0, 200)
}

/** Why a mail server could not be used, from what nodemailer threw. */
function failureOf(error: unknown): Trial {
  const { code = '', originalCode = '', command = '', response = '' } = error as Record<string, string>
  const detail = detailOf(error)
  const as = (outcome: Exclude<Trial['outcome'], 'done'>): Trial => ({ outcome, detail })
  if (response !== '' && !isReply.test(response)) return as('protocol')
  if (code === 'EDNS') return as('name')
  if (code === 'EAUTH' || command.startsWith('AUTH')) return as('password')
  if (code === 'ETIMEDOUT') return as('timeout')
  if (code === 'ETLS') return as('tls')
  if (certificate.test(originalCode)) return as('certificate')
  if (/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/.test(originalCode)) return as('refused')
  if (/^ERR_SSL|^EPROTO/.test(originalCode) || /SSL routines/.test(detail)) return as('tls')
  if (code === 'EPROTOCOL') return as('protocol')
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return as('message')
  return as('other')
}

const hurried = { connectionTimeout: 8_000, greetingTimeout: 8_000, socketTimeout: 8_000 }

/** Connects to the mail server, with TLS and the password as they are set, and takes leave again. Nothing is sent. */
export async function tryServer(sender: Sender | null): Promise<Trial> {
  if (!sender) return { outcome: 'missing', detail: '' }
  const transport = createTransport({ ...transportOptions(sender), ...hurried })
  try {
    await transport.verify()
    return { outcome: 'done' }
  } catch (error) {
    return failureOf(error)
  } finally {
    transport.close()
  }
}

/** Sends a message right now to see whether it goes, and is signed. */
export async function sendTrial(
  sender: Sender | null,
  message: { to: string; subject: string; text: string },
): Promise<Trial> {
  if (!sender) return { outcome: 'missing', detail: '' }
  const transport = createTransport({ ...transportOptions(sender), ...hurried })
  try {
    await transport.sendMail(systemMail(sender, { ...message, messageId: undefined }))
    return { outcome: 'done' }
  } catch (error) {
    return failureOf(error)
  } finally {
    transport.close()
  }
}

/** How an address of the public site answers; null: not at all. */
async function answerOf(url: string): Promise<number | null> {
  try {
    const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(6_000) })
    await answer.body?.cancel()
    return answer.status
  } catch {
    return null
  }
}

const goodFor = 600_000
let last: { of: string; at: number; blocked: CheckName[] } | null = null

/** Looks up how the domain of the sender stands, now. Null while no mail server is named. */
export async function checkDomain(
  dns: DomainResolver = new Resolver({ timeout: 2_000, tries: 2 }),
): Promise<DomainReport | null> {
  const sender = await findSender()
  if (!sender) return null
  const site = { url: readEnv().siteUrl, answer: answerOf }
  const report = await domainReport(sender, dns, site)
  last = { of: JSON.stringify(sender), at: Date.now(), blocked: blocksSending(report) }
  return report
}

/**
 * Names of the checks of the domain that must be put right before the first issue goes out; empty after it has, with a mail
 * server on this machine, and with none. What was found is good for ten minutes.
 */
export async function sendingBlocked(dns?: DomainResolver): Promise<CheckName[]> {
  const sender = await findSender()
  if (!sender || sender.loopback || (await wasSentBefore())) return []
  if (last?.of !== JSON.stringify(sender) || last.at < Date.now() - goodFor) await checkDomain(dns)
  return last?.blocked ?? []
}
