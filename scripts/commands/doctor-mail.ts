// What the doctor says of mail: whether it can be sent, and what to publish when we sign.
import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { databaseFile } from '@/db/client.ts'
import { schemaState } from '@/db/migrate.ts'
import { findMailSettings, findSender } from '@/features/mail/data.ts'
import { dkimRecord } from '@/features/mail/dkim.ts'
import type { Sender } from '@/features/mail/schema.ts'
import type { Env } from '@/lib/env.mjs'
import { secretFile } from '@/lib/secrets.ts'
import type { Check } from './doctor.ts'

/** Whether mail is set up, and the DKIM record. Looks at nothing but the database, and changes nothing. */
export async function checkMail(env: Env): Promise<Check[]> {
  const file = databaseFile(env.dataDir)
  if (!existsSync(file)) return [mailCheck(null, env)]
  let db: Database.Database | undefined
  try {
    db = new Database(file, { readonly: true, timeout: 5000 })
    const { version, latest, foreign } = schemaState(db)
    if (foreign || version !== latest) return []
    const isKept = db.prepare('SELECT 1 FROM mail_settings').get() !== undefined
    // Without the secret there is nothing to read them with, and reading would make another one.
    const isReadable = env.secret !== null || existsSync(secretFile(env.dataDir))
    const read = drizzle(db)
    if (isKept && (!isReadable || (await findMailSettings(read)).lost)) return [lost]
    const sender = await findSender(read)
    const dkim = sender?.dkim && dkimRecord(sender.dkim)
    return [
      mailCheck(sender, env),
      ...(dkim
        ? [{ name: 'dkim', ok: true, message: `we sign; DNS needs: ${dkim.name} TXT "${dkim.value}"` }]
        : []),
    ]
  } catch {
    return [] // what is wrong with the database is another check's business
  } finally {
    db?.close()
  }
}

const lost: Check = {
  name: 'mail',
  ok: false,
  message: 'its settings are encrypted with another secret',
  fix: 'Restore DATA_DIR/secret, or give it as SECRET; else set mail up again under /admin/mail.',
}

function mailCheck(sender: Sender | null, env: Env): Check {
  if (!sender && env.smtpUrl === null)
    return {
      name: 'mail',
      ok: true,
      message: 'no mail server is named, so nothing is sent: see /admin/mail, or set SMTP_URL',
    }
  const host = new URL(sender?.url ?? (env.smtpUrl as string)).host
  const from = sender?.from.address ?? env.mailFrom
  const by = env.smtpUrl === null ? 'as set under /admin/mail' : 'from SMTP_URL'
  return { name: 'mail', ok: true, message: `goes out by ${host} as ${from} (${by})` }
}
