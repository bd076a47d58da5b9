import 'server-only'
import { type Read, read, type Tx, write } from '@/db/client.ts'
import { mailSettings } from '@/db/schema/sending.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { audit } from '@/features/audit/mutations.ts'
import { AppError } from '@/lib/errors.ts'
import { keyFor, seal } from '@/lib/secrets.ts'
import { findMailSettings, findSender } from './data.ts'
import { type Mail, type MailSettings, mailSettingsSchema, withoutSecrets } from './schema.ts'

/** Whether mail can be sent at all. Inside a unit of work give its `tx`. */
export const mailWorks = async (db: Read = read): Promise<boolean> => (await findSender(db)) !== null

/**
 * Leaves a message to be sent after the commit. It is kept encrypted: messages hold links that open doors, and of those
 * the database keeps nothing but hashes.
 */
export async function queueMail(tx: Tx, mail: Mail): Promise<void> {
  await tx.enqueue('mail', { sealed: seal(keyFor('mail'), JSON.stringify(mail)) })
}

/** Which secrets a change gives or takes; the log says that much of them and no more. */
const newSecrets = (before: MailSettings, after: MailSettings) => ({
  ...(before.server?.password !== after.server?.password ? { password: 'new' } : {}),
  ...(before.bounces?.imap?.password !== after.bounces?.imap?.password ? { imapPassword: 'new' } : {}),
  ...(before.dkim?.privateKey !== after.dkim?.privateKey ? { key: after.dkim ? 'new' : 'deleted' } : {}),
})

/**
 * Changes the settings of mail. Returns their new version.
 * @param seen version of the settings that the change was made on
 * @throws AppError stale-version; ZodError when a value is not usable
 */
export async function changeMail(
  actor: Actor,
  seen: number,
  change: (before: MailSettings) => MailSettings,
): Promise<number> {
  return write(async (tx) => {
    const { settings: before, lockVersion } = await findMailSettings(tx)
    if (lockVersion !== seen) throw new AppError('stale-version', 'mail')
    const after = mailSettingsSchema.parse(change(before))
    const values = {
      sealed: seal(keyFor('mail-settings'), JSON.stringify(after)),
      lockVersion: lockVersion + 1,
      updatedAt: Date.now(),
    }
    await tx
      .insert(mailSettings)
      .values({ id: 1, ...values })
      .onConflictDoUpdate({ target: mailSettings.id, set: values })
    const [was, is] = [withoutSecrets(before), withoutSecrets(after)]
    const names = (Object.keys(is) as (keyof typeof is)[]).filter(
      (name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]),
    )
    const only = (all: typeof is) => Object.fromEntries(names.map((name) => [name, all[name]]))
    await audit(tx, actor, {
      event: 'mail.change',
      entity: 'mail',
      before: only(was),
      after: { ...only(is), ...newSecrets(before, after) },
    })
    return values.lockVersion
  })
}
