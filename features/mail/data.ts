import 'server-only'
import { eq } from 'drizzle-orm'
import { type Read, read } from '@/db/client.ts'
import { mailSettings, newsletterIssues } from '@/db/schema/sending.ts'
import { readEnv } from '@/lib/env.mjs'
import { isLoopback } from '@/lib/network.ts'
import { keyFor, unseal } from '@/lib/secrets.ts'
import { type MailServer, type MailSettings, mailboxOf, mailSettingsSchema, type Sender } from './schema.ts'

/**
 * The settings of mail as they are kept, with their version. Inside a unit of work give its `tx`. `lost`: they were sealed
 * with another secret, so that those that follow are the ones of a fresh start.
 */
export async function findMailSettings(
  db: Read = read,
): Promise<{ settings: MailSettings; lockVersion: number; lost: boolean }> {
  const [row] = await db.select().from(mailSettings).where(eq(mailSettings.id, 1))
  const lockVersion = row?.lockVersion ?? 0
  const fresh = mailSettingsSchema.parse({})
  if (!row) return { settings: fresh, lockVersion, lost: false }
  let text: string
  try {
    text = unseal(keyFor('mail-settings'), row.sealed)
  } catch {
    return { settings: fresh, lockVersion, lost: true }
  }
  return { settings: mailSettingsSchema.parse(JSON.parse(text)), lockVersion, lost: false }
}

function urlOf({ host, port, secure, user, password }: MailServer): string {
  const name = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
  const address = `${secure ? 'smtps' : 'smtp'}://${name}:${port}`
  if (!URL.canParse(address)) return ''
  const url = new URL(address)
  url.username = encodeURIComponent(user)
  url.password = encodeURIComponent(password)
  return url.href
}

/** Who sends, and how; null while no mail server is named. The environment comes before what is kept. */
export async function findSender(db: Read = read): Promise<Sender | null> {
  const env = readEnv()
  const { settings } = await findMailSettings(db)
  const url = env.smtpUrl ?? (settings.server ? urlOf(settings.server) : null)
  const given = env.smtpUrl ? env.mailFrom || settings.from : settings.from || env.mailFrom
  const from = mailboxOf(given)
  if (url === null || !URL.canParse(url) || !from.address.includes('@')) return null
  const { hostname } = new URL(url)
  return {
    url,
    from,
    loopback: isLoopback(hostname),
    dkim: settings.dkim,
    relaySelector: settings.relaySelector,
    bounces: settings.bounces,
    pace: settings.pace,
  }
}

/** Whether an issue has ever gone out to the end. */
export async function wasSentBefore(db: Read = read): Promise<boolean> {
  const found = await db
    .select({ id: newsletterIssues.id })
    .from(newsletterIssues)
    .where(eq(newsletterIssues.status, 'done'))
    .limit(1)
  return found.length > 0
}
