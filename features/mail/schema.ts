import { z } from 'zod'

/** A message in plain text. `until`, UTC milliseconds: when it is of no use any more, and is dropped. */
export const mailSchema = z.object({
  to: z.string().max(254),
  subject: z.string().max(300),
  text: z.string().max(20_000),
  until: z.number(),
  /** For messages that are named elsewhere; otherwise one is made. */
  messageId: z.string().max(200).optional(),
})
export type Mail = z.infer<typeof mailSchema>

export const host = z
  .string()
  .max(253)
  .regex(/^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[?[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*\]?)$/, 'mail-host')
export const port = z.int('mail-port').min(1, 'mail-port').max(65_535, 'mail-port')
const account = { user: z.string().max(320).default(''), password: z.string().max(1000).default('') }
export const domain = z
  .string()
  .max(253)
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/, 'mail-domain')

const selector = z.string().regex(/^[a-z0-9-]{0,63}$/, 'mail-selector')

/** A mail server that takes our messages. `secure`: TLS from the start; else STARTTLS where the server offers it. */
export const serverSchema = z.object({ host, port, secure: z.boolean(), ...account })
export type MailServer = z.output<typeof serverSchema>

/** How fast issues go out. Limits in messages; `domains` are recipients' domains. */
export const paceSchema = z.object({
  perSecond: z.number().min(0.1).max(1000).default(10),
  perDay: z.int().min(1).nullable().default(null),
  domains: z
    .array(z.object({ domain, perMinute: z.int().min(1).max(100_000) }))
    .max(50)
    .default([]),
  /** A new sender begins with `first` messages a day and doubles them daily; `since` in UTC milliseconds. */
  warmUp: z
    .object({ since: z.number(), first: z.int().min(10).max(100_000) })
    .nullable()
    .default(null),
})
export type Pace = z.output<typeof paceSchema>

/** Where refused messages come back to: addresses of `domain`, fetched from a mailbox or taken in by a listener. */
export const bouncesSchema = z.object({
  domain,
  imap: z
    .object({ host, port, secure: z.boolean(), ...account, folder: z.string().max(200).default('INBOX') })
    .nullable(),
  /** Port on 127.0.0.1 to which the mail server hands messages for `domain`. */
  listener: port.nullable(),
})

export const mailSettingsSchema = z.object({
  server: serverSchema.nullable().default(null),
  /** Like `La Testata <redazione@example.org>`. */
  from: z.string().max(320).default(''),
  /** The key with which we sign ourselves; null: the mail server signs. `privateKey` in PEM. */
  dkim: z
    .object({ domain, selector, privateKey: z.string().max(8000) })
    .nullable()
    .default(null),
  /** Under which the mail server's key is found in DNS, where it signs; only for checking the domain. */
  relaySelector: selector.default(''),
  bounces: bouncesSchema.nullable().default(null),
  pace: paceSchema.default(paceSchema.parse({})),
})
export type MailSettings = z.output<typeof mailSettingsSchema>

/** The settings as a browser may see them: of secrets only whether there are any. */
export type ShownSettings = Omit<MailSettings, 'server' | 'dkim' | 'bounces'> & {
  server: (Omit<MailServer, 'password'> & { hasPassword: boolean }) | null
  dkim: { domain: string; selector: string } | null
  bounces:
    | (Omit<Bounces, 'imap'> & {
        imap: (Omit<NonNullable<Bounces['imap']>, 'password'> & { hasPassword: boolean }) | null
      })
    | null
}
export type Bounces = z.output<typeof bouncesSchema>

const veiled = <T extends { password: string }>({ password, ...rest }: T) => ({
  ...rest,
  hasPassword: password !== '',
})

/** Leaves passwords and keys out. */
export function withoutSecrets({ server, dkim, bounces, ...rest }: MailSettings): ShownSettings {
  return {
    ...rest,
    server: server && veiled(server),
    dkim: dkim && { domain: dkim.domain, selector: dkim.selector },
    bounces: bounces && { ...bounces, imap: bounces.imap && veiled(bounces.imap) },
  }
}

/** The parts of a sender as they are written: `La Testata <redazione@example.org>`, `"Testata, La" <…>`, or an address. */
export function mailboxOf(text: string): { name: string; address: string } {
  const found = /^(.*?)<([^<>]*)>\s*$/.exec(text.trim())
  const name = (found?.[1] ?? '').trim().replace(/^"(.*)"$/, '$1')
  return { name, address: (found?.[2] ?? text).trim() }
}

/** All that is needed to send: the settings, with SMTP_URL and MAIL_FROM in their place where they are set. */
export type Sender = {
  /** Of nodemailer's: an address with user and password, never to be shown. */
  url: string
  from: { name: string; address: string }
  /** The mail server is this machine. */
  loopback: boolean
  dkim: MailSettings['dkim']
  relaySelector: string
  bounces: MailSettings['bounces']
  pace: Pace
}
