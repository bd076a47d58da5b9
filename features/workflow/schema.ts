import { z } from 'zod'
import { correctionTypes, type stages, type statuses } from '@/db/schema/articles.ts'
import { slugSchema } from '@/features/articles/schema.ts'
import { type CheckLevel, checkNames } from '@/features/settings/newsroom.ts'

export type Status = (typeof statuses)[number]
export type Stage = (typeof stages)[number]

/** What can be found when a text is looked over; the last two are not a matter of settings. */
export const findingNames = [...checkNames, 'embargo', 'too-long'] as const
export type FindingName = (typeof findingNames)[number]
/** What nobody can answer for. */
export const unanswerable: readonly FindingName[] = ['headline-missing', 'too-long']

/** Something that should be mended before readers see the text. */
export type Finding = {
  check: FindingName
  level: Exclude<CheckLevel, 'off'>
  /** The block it is in; without one it is a field or the whole. */
  block?: string
  /** The field it is in, by its name in the snapshot. */
  field?: 'kicker' | 'headline' | 'standfirst' | 'hero' | 'body'
  /** Number, words, or address that make clear what is meant. */
  detail?: string
  /** Another article that it is about. */
  article?: { id: number; headline: string }
}

/** Somebody answers for a finding that blocks. */
export const overrideSchema = z.strictObject({
  check: z.enum(findingNames),
  reason: z.string().trim().min(3, 'reason-missing').max(500),
})
export type Override = z.output<typeof overrideSchema>
const overrides = z.array(overrideSchema).max(20).default([])

const reason = z.string().trim().max(500).default('')
/** The end of the year 9999: a later time cannot be written everywhere where it would be shown. */
const latest = Date.UTC(9999, 11, 31, 23, 59, 59, 999)
/** UTC milliseconds, or ISO 8601 with a zone. */
const instant = z.union([
  z.int().positive().max(latest),
  z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
])

/** Each thing that can be done with an article, and what it takes. */
export const commandSchema = z.discriminatedUnion('command', [
  z.strictObject({ command: z.literal('submit') }),
  z.strictObject({ command: z.literal('recall') }),
  z.strictObject({
    command: z.literal('request_changes'),
    note: z.string().trim().min(1, 'required').max(5000),
  }),
  z.strictObject({ command: z.literal('approve') }),
  z.strictObject({ command: z.literal('publish'), overrides, substantive: z.boolean().default(false) }),
  z.strictObject({
    command: z.literal('schedule'),
    at: instant,
    overrides,
    substantive: z.boolean().default(false),
  }),
  z.strictObject({ command: z.literal('unschedule') }),
  z.strictObject({ command: z.literal('unpublish'), reason }),
  z.strictObject({ command: z.literal('archive'), reason }),
  z.strictObject({ command: z.literal('unarchive') }),
  z.strictObject({ command: z.literal('assign'), personId: z.int().positive().nullable() }),
  z.strictObject({ command: z.literal('restore'), revisionId: z.int().positive() }),
  z.strictObject({
    command: z.literal('correct'),
    type: z.enum(correctionTypes).default('correction'),
    text: z.string().trim().min(1, 'required').max(2000),
    position: z.enum(['top', 'bottom']).default('bottom'),
    /** When it was corrected; now when not given. */
    at: instant.optional(),
  }),
  z.strictObject({ command: z.literal('slug'), slug: slugSchema }),
  z.strictObject({ command: z.literal('embargo'), until: instant.nullable(), reason }),
])
export type Command = z.output<typeof commandSchema>
export type CommandInput = z.input<typeof commandSchema>
export type CommandName = Command['command']

/** What a command leaves. */
export type Outcome = { id: number; lockVersion: number; status: Status; stage: Stage | null; path: string }

/** Where an article stands, for the buttons over it. Times in UTC milliseconds. */
export type Workflow = {
  id: number
  lockVersion: number
  status: Status
  stage: Stage | null
  path: string
  publishAt: number | null
  embargoUntil: number | null
  assignee: { id: number; name: string } | null
  submittedBy: string | null
  scheduledBy: string | null
  /** What whoever asks can do with it now. */
  may: CommandName[]
  /** Somebody else must see it before whoever asks can publish it. */
  needsSecondPerson: boolean
  /** Those to whom it can be given; empty for whoever may not give it. */
  people: { id: number; name: string }[]
}

/** What would go out, where, and what there is to mend before. */
export type Review = {
  lockVersion: number
  headline: string
  path: string
  /** The address that readers have now, when it would become another. */
  was: string | null
  /** Whether readers know an earlier version. */
  isUpdate: boolean
  embargoUntil: number | null
  findings: Finding[]
  mayOverride: boolean
  mayOverrideEmbargo: boolean
}
