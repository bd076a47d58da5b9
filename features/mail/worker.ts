// Sends what the newsroom has to say to its own people. Failures are tried again by the outbox.
import 'server-only'
import { createHash } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { readEnv } from '@/lib/env.mjs'
import { log } from '@/lib/log.ts'
import { keyFor, unseal } from '@/lib/secrets.ts'
import { mailSchema } from './schema.ts'

const patience = 20_000

/**
 * Sends one message. One that is too old to be of use is dropped.
 * @throws Error when the mail server does not take it, or none is configured
 */
export async function sendMail({ sealed }: { sealed: string }): Promise<void> {
  const mail = mailSchema.parse(JSON.parse(unseal(keyFor('mail'), sealed)))
  if (mail.until <= Date.now()) return log.warn('mail dropped: too late to be of use')
  const { smtpUrl, mailFrom, siteUrl } = readEnv()
  if (!smtpUrl) throw new Error('SMTP_URL is not set')
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    await transport.sendMail({
      from: mailFrom,
      to: { name: '', address: mail.to },
      subject: mail.subject,
      text: mail.text,
      // The same at every try: a server that took it twice can tell.
      messageId:
        mail.messageId ??
        `<${createHash('sha256').update(sealed).digest('hex').slice(0, 32)}@${new URL(siteUrl).hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      disableFileAccess: true,
      disableUrlAccess: true,
    })
  } finally {
    transport.close()
  }
}
