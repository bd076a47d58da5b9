import { findPerson } from '@/features/accounts/data.ts'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { countBounces, findIntake, type Intake } from '@/features/bounces/data.ts'
import { readEnv } from '@/lib/env.mjs'
import { findMailSettings, findSender } from './data.ts'
import { dkimRecord } from './dkim.ts'
import type { DnsRecord, DomainReport } from './domain.ts'
import { mailboxOf, type ShownSettings, withoutSecrets } from './schema.ts'
import { checkDomain } from './worker.ts'

/** The mail server that is in force, as far as it may be shown. */
export type InForce = {
  host: string
  port: string
  tls: 'start' | 'upgrade' | 'none'
  user: string
  from: { name: string; address: string }
}

export type MailData = {
  settings: ShownSettings
  from: { name: string; address: string }
  lockVersion: number
  /** They were sealed with another secret, and cannot be read. */
  lost: boolean
  /** The environment names the mail server. */
  byEnvironment: boolean
  inForce: InForce | null
  /** The record of our key. */
  record: DnsRecord | null
  intake: Intake | null
  bounces: Record<string, number>
  /** Whoever looks. */
  email: string
}

const month = 30 * 24 * 3_600_000

/** The settings of mail for whoever may change them, without passwords and keys. */
export async function loadMail(): Promise<MailData> {
  const { actor } = await loadNewsroom('settings:edit')
  const [{ settings, lockVersion, lost }, sender, intake, bounces, person] = await Promise.all([
    findMailSettings(),
    findSender(),
    findIntake(),
    countBounces(Date.now() - month),
    findPerson(actor.id ?? 0),
  ])
  const url = sender && new URL(sender.url)
  return {
    settings: withoutSecrets(settings),
    from: mailboxOf(settings.from),
    lockVersion,
    lost,
    byEnvironment: readEnv().smtpUrl !== null,
    inForce: url && {
      host: url.hostname,
      port: url.port || (url.protocol === 'smtps:' ? '465' : '587'),
      tls: url.protocol === 'smtps:' ? 'start' : sender.loopback ? 'none' : 'upgrade',
      user: decodeURIComponent(url.username),
      from: sender.from,
    },
    record: settings.dkim && { ...dkimRecord(settings.dkim), type: 'TXT' },
    intake,
    bounces,
    email: person?.email ?? '',
  }
}

/** How the domain of the sender stands, looked up now. Null while no mail server is named. */
export async function loadDomain(): Promise<DomainReport | null> {
  await loadNewsroom('settings:edit')
  return checkDomain()
}
