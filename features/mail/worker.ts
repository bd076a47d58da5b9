// Sends what the newsroom has to say, to its own people and to whoever is asked to confirm something. Failures are tried again by the outbox.
import 'server-only'
import { createHash } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { readEnv } from '@/lib/env.mjs'
import { log } from '@/lib/log.ts'
import { keyFor, unseal } from '@/lib/secrets.ts'
import { findSender } from './data.ts'
import { mailSchema } from './schema.ts'
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
  const dkim = dkimOptions(sender)
  try {
    await transport.sendMail({
      from: sender.from,
      to: { name: '', address: mail.to },
      subject: mail.subject,
      text: mail.text,
      // The same at every try: a server that took it twice can tell.
      messageId:
        mail.messageId ??
        `<${createHash('sha256').update(sealed).digest('hex').slice(0, 32)}@${new URL(readEnv().siteUrl).hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      ...(dkim ? { dkim } : {}),
      disableFileAccess: true,
      disableUrlAccess: true,
    })
  } finally {
    transport.close()
  }
}
