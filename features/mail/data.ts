import 'server-only'
import { eq } from 'drizzle-orm'
import addressparser from 'nodemailer/lib/addressparser'
import { type Read, read } from '@/db/client.ts'
import { mailSettings } from '@/db/schema/sending.ts'
import { readEnv } from '@/lib/env.mjs'
import { keyFor, unseal } from '@/lib/secrets.ts'
import { type MailServer, type MailSettings, mailSettingsSchema, type Sender } from './schema.ts'

/** The settings of mail as they are kept, with their version. Inside a unit of work give its `tx`. */
export async function findMailSettings(
  db: Read = read,
): Promise<{ settings: MailSettings; lockVersion: number }> {
  const [row] = await db.select().from(mailSettings).where(eq(mailSettings.id, 1))
  if (!row) return { settings: mailSettingsSchema.parse({}), lockVersion: 0 }
  const settings = mailSettingsSchema.parse(JSON.parse(unseal(keyFor('mail-settings'), row.sealed)))
  return { settings, lockVersion: row.lockVersion }
}

function urlOf({ host, port, secure, user, password }: MailServer): string {
  const url = new URL(`${secure ? 'smtps' : 'smtp'}://${host}:${port}`)
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
  const [from] = addressparser(given, { flatten: true })
  if (url === null || !from?.address) return null
  const { hostname } = new URL(url)
  return {
    url,
    from: { name: from.name, address: from.address },
    loopback: /^(?:127\.|localhost$|\[?::1\]?$)/.test(hostname),
    dkim: settings.dkim,
    bounces: settings.bounces,
    pace: settings.pace,
  }
}
