// What the forms of mail settings carry, each with the version that was shown, and how they change the settings.
import { z } from 'zod'
import { normaliseEmail } from '@/lib/email.ts'
import { domain, host, type MailSettings, port } from './schema.ts'

const version = { lockVersion: z.coerce.number().int().nonnegative() }
const text = (limit: number) => z.string().trim().max(limit).default('')
const secret = z.string().max(1000).default('')
const number = (least: number, most: number) =>
  z
    .string()
    .trim()
    .transform((typed) => Number(typed.replace(',', '.')))
    .refine((value) => value >= least && value <= most, 'number-invalid')
const whole = (least: number, most: number) => number(least, most).refine(Number.isInteger, 'number-invalid')
/** Puts what a schema finds wrong with a value under the name of its field. */
const mustBe = (context: z.RefinementCtx, path: string, schema: z.ZodType, value: unknown) => {
  const found = schema.safeParse(value)
  if (!found.success)
    context.addIssue({ code: 'custom', path: [path], message: found.error.issues[0]?.message ?? '' })
}

export const serverForm = z
  .object({
    ...version,
    fromName: text(100),
    fromAddress: text(254),
    host: text(253),
    port: text(5),
    tls: z.enum(['start', 'upgrade']).default('upgrade'),
    user: text(320),
    password: secret,
  })
  .superRefine((form, context) => {
    if (/[<>"\\\p{Cc}]/u.test(form.fromName))
      context.addIssue({ code: 'custom', path: ['fromName'], message: 'mail-name' })
    if (form.fromAddress !== '' && normaliseEmail(form.fromAddress) === null)
      context.addIssue({ code: 'custom', path: ['fromAddress'], message: 'email-invalid' })
    if (form.host === '') return
    if (form.fromAddress === '')
      context.addIssue({ code: 'custom', path: ['fromAddress'], message: 'required' })
    mustBe(context, 'host', host, form.host)
    mustBe(context, 'port', port, Number(form.port))
  })

type Account = { host: string; user: string; password: string }
/**
 * The password to keep: an empty field keeps the one there is, but only for the same user at the same server. Otherwise
 * whoever may change the settings could have it sent to a server of their own.
 */
function passwordFor(given: Account, before: Account | null, field: string): string {
  if (given.user === '' || given.password !== '') return given.user === '' ? '' : given.password
  if (!before?.password) return ''
  if (before.host === given.host && before.user === given.user) return before.password
  throw new z.ZodError([{ code: 'custom', path: [field], message: 'mail-password-again', input: undefined }])
}

/**
 * The settings with the mail server of a form.
 * @throws ZodError when the password must be typed again
 */
export function withServer(before: MailSettings, form: z.output<typeof serverForm>): MailSettings {
  const { fromName, fromAddress, host, user } = form
  const address = normaliseEmail(fromAddress) ?? ''
  const from = fromName && address ? `"${fromName}" <${address}>` : address
  if (host === '') return { ...before, from, server: null }
  const password = passwordFor(form, before.server, 'password')
  const server = { host, port: Number(form.port), secure: form.tls === 'start', user, password }
  return { ...before, from, server }
}

const caps = /^([^\s:]+)[\s:]+(\d{1,6})$/
export const paceForm = z
  .object({
    ...version,
    perSecond: number(0.1, 1000),
    perDay: z.union([z.literal('').transform(() => null), whole(1, 100_000_000)]),
    domains: text(5000),
    warmUp: z
      .literal('on')
      .optional()
      .transform((value) => value === 'on'),
    first: z.string().default(''),
  })
  .superRefine((form, context) => {
    for (const line of linesOf(form.domains)) {
      const [, name = '', most = ''] = caps.exec(line) ?? []
      if (!domain.safeParse(name.toLowerCase()).success || Number(most) < 1 || Number(most) > 100_000)
        context.addIssue({ code: 'custom', path: ['domains'], message: 'mail-caps' })
    }
    if (form.warmUp) mustBe(context, 'first', whole(10, 100_000), form.first)
  })

const linesOf = (typed: string): string[] =>
  typed
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter(Boolean)

/** The settings with the pace of a form. A warm-up that goes on keeps the day on which it began. */
export function withPace(before: MailSettings, form: z.output<typeof paceForm>, now: number): MailSettings {
  const domains = linesOf(form.domains).map((line) => {
    const [, name = '', most = ''] = caps.exec(line) ?? []
    return { domain: name.toLowerCase(), perMinute: Number(most) }
  })
  const warmUp = form.warmUp ? { since: before.pace.warmUp?.since ?? now, first: Number(form.first) } : null
  return { ...before, pace: { perSecond: form.perSecond, perDay: form.perDay, domains, warmUp } }
}

export const signatureForm = z.object({
  ...version,
  domain: z.string().trim().toLowerCase().pipe(domain),
  selector: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'mail-selector'),
})
export const relayForm = z.object({
  ...version,
  relaySelector: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9-]{0,63}$/, 'mail-selector'),
})

export const bouncesForm = z
  .object({
    ...version,
    way: z.enum(['none', 'imap', 'listener']),
    bounceDomain: text(253).transform((typed) => typed.toLowerCase()),
    imapHost: text(253),
    imapPort: text(5),
    imapTls: z.enum(['start', 'upgrade']).default('start'),
    imapUser: text(320),
    imapPassword: secret,
    folder: text(200),
    listener: text(5),
  })
  .superRefine((form, context) => {
    if (form.way === 'none') return
    mustBe(context, 'bounceDomain', domain, form.bounceDomain)
    if (form.way === 'listener') return mustBe(context, 'listener', port, Number(form.listener))
    mustBe(context, 'imapHost', host, form.imapHost)
    mustBe(context, 'imapPort', port, Number(form.imapPort))
    if (form.imapUser === '') context.addIssue({ code: 'custom', path: ['imapUser'], message: 'required' })
  })

/**
 * The settings with the way back of a form.
 * @throws ZodError when the password must be typed again
 */
export function withBounces(before: MailSettings, form: z.output<typeof bouncesForm>): MailSettings {
  if (form.way === 'none') return { ...before, bounces: null }
  const { bounceDomain: domain, imapHost: host, imapUser: user } = form
  if (form.way === 'listener')
    return { ...before, bounces: { domain, imap: null, listener: Number(form.listener) } }
  const account = { host, user, password: form.imapPassword }
  const password = passwordFor(account, before.bounces?.imap ?? null, 'imapPassword')
  const imap = {
    host,
    port: Number(form.imapPort),
    secure: form.imapTls === 'start',
    user,
    password,
    folder: form.folder || 'INBOX',
  }
  return { ...before, bounces: { domain, imap, listener: null } }
}
