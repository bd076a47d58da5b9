import { z } from 'zod'
import { seenOf } from '@/lib/seen.ts'

/** An issue that makes itself. Times in UTC milliseconds. */
export type Schedule = {
  id: number
  newsletterId: number
  /** Days of the week, 1 is Monday, in ascending order. */
  days: number[]
  /** Like 07:00, of the publication's clock. */
  time: string
  /** How far back its articles go. */
  hours: number
  /** Null: what the newsletter is about. */
  sectionId: number | null
  /** With `{date}` and `{newsletter}` in it; empty: `defaultSubject`. */
  subject: string
  /** It goes out by itself; otherwise it waits as a draft. */
  sends: boolean
  active: boolean
  /** The planned time that was dealt with last. */
  lastPlannedAt: number
}

export const defaultSubject = '{newsletter}, {date}'

/** What a change of a schedule is made on. */
export const scheduleSeen = ({ id: _id, lastPlannedAt: _last, ...rest }: Schedule): string => seenOf(rest)

const checkbox = z.union([z.boolean(), z.literal('on').transform(() => true)]).default(false)

/** As a form sends it: boxes that are not ticked are missing. */
export const scheduleInput = z.object({
  newsletterId: z.coerce.number().int().positive(),
  days: z
    .array(z.coerce.number().int().min(1).max(7))
    .min(1, 'required')
    .transform((days) => [...new Set(days)].sort((a, b) => a - b)),
  time: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'required'),
  hours: z.coerce
    .number()
    .int()
    .min(1)
    .max(24 * 31),
  sectionId: z
    .union([z.literal(''), z.null(), z.coerce.number().int().positive()])
    .transform((value) => (value === '' ? null : value))
    .default(null),
  subject: z.string().trim().max(200).default(''),
  sends: checkbox,
  active: checkbox,
})
export type ScheduleInput = z.output<typeof scheduleInput>

const optionalId = z
  .union([z.literal(''), z.coerce.number().int().positive()])
  .transform((value) => (value === '' ? null : value))

/** The form of a schedule: which one, and what was shown of it (scheduleSeen); both empty for a new one. */
export const scheduleForm = z.preprocess(
  (fields) =>
    typeof fields === 'object' && fields !== null
      ? { ...fields, days: (fields as Record<string, unknown>)['days[]'] ?? [] }
      : fields,
  scheduleInput.extend({
    id: optionalId.default(null),
    seen: z.string().max(10_000).default(''),
    sends: z.enum(['1', '0']).transform((value) => value === '1'),
  }),
)
