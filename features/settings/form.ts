// What the settings forms carry: one group of settings each, with the version that was shown.
import { z } from 'zod'
import { isTimeZone } from '@/lib/dates.ts'
import { normaliseEmail } from '@/lib/email.ts'
import { languages } from '@/lib/i18n/language.ts'
import { safeHref } from '@/lib/links.ts'
import { type CheckName, checkLevels, checkNames, type NewsroomSettings } from './newsroom.ts'
import { legalSchema, newsletterSchema, type Publication, supportSchema } from './schema.ts'

export const groups = ['publication', 'look', 'support', 'newsletter', 'legal', 'about', 'newsroom'] as const
export type Group = (typeof groups)[number]

export const openChecks = checkNames.filter(
  (name): name is Exclude<CheckName, 'headline-missing'> => name !== 'headline-missing',
)

const version = { updatedAt: z.coerce.number().int().nonnegative() }
const text = (limit: number) => z.string().trim().max(limit).default('')

export const publicationForm = z.object({
  ...version,
  name: z
    .string()
    .trim()
    .min(1, 'required')
    .max(80)
    .regex(/^\P{Cc}*$/u), // it stands in headers of letters
  tagline: text(160),
  description: text(300),
  language: z.enum(languages),
  timeZone: z.string().refine(isTimeZone, 'zone-unknown'),
})
export const lookForm = z.object({
  ...version,
  accent: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^#[0-9a-f]{6}$/, 'colour-invalid'),
})
export const supportForm = z.object({
  ...version,
  ...supportSchema.shape,
  url: text(500).refine((url) => url === '' || safeHref(url) !== null, 'link-invalid'),
})
export const newsletterForm = z.object({ ...version, ...newsletterSchema.shape })
export const legalForm = z.object({
  ...version,
  ...legalSchema.shape,
  email: text(200).refine((email) => email === '' || normaliseEmail(email) !== null, 'email-invalid'),
})
export const aboutForm = z.object({ ...version, document: z.string().max(500_000) })

const on = z
  .literal('on')
  .optional()
  .transform((value) => value === 'on')
/** Each check is a field of its own: `check:NAME`. */
export const newsroomForm = z.looseObject({
  ...version,
  fourEyes: on,
  editAfterApproval: z.enum(['draft', 'keep']),
})

/** The newsroom's rules from a form. What the form does not name stays as it was, roles among it. */
export function newsroomFrom(
  form: z.output<typeof newsroomForm>,
  before: NewsroomSettings,
): NewsroomSettings {
  const checks = { ...before.checks }
  for (const name of openChecks) {
    const level = z.enum(checkLevels).safeParse(form[`check:${name}`])
    if (level.success) checks[name] = level.data
  }
  const { fourEyes, editAfterApproval } = form
  return { ...before, fourEyes, editAfterApproval, checks }
}

export type SettingsData = {
  publication: Publication
  newsroom: NewsroomSettings
  /** Version of the settings: time of the last change, 0 while nothing was saved. */
  updatedAt: number
}
