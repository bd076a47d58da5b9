import { z } from 'zod'
import type { deliveryStates, issueStatuses } from '@/db/schema/sending.ts'

export type DeliveryState = (typeof deliveryStates)[number]

/** Where a message stands, as everybody is told: what is under way counts as queued. */
export const shownStates = ['queued', 'sent', 'failed', 'skipped', 'uncertain'] as const
export type ShownState = (typeof shownStates)[number]

/** What others see of a state. */
export const shownState = (state: DeliveryState): ShownState =>
  state === 'claimed' || state === 'dot' ? 'queued' : state

/** Why an issue waits for somebody. Their words are in the newsroom's dictionary. */
export const reasons = [
  'editor', // somebody paused it
  'failures', // too many of the last messages were refused for good
  'auth', // the mail server does not let us in
  'sender', // the mail server refuses our address
  'busy', // the mail server turned us away again and again
  'late', // its time is long over
  'restored', // nobody has sent for so long that the data may come from a backup
  'blocked', // what the domain's DNS says would have it refused
  'error', // something went wrong that only the log explains
  'expired', // over: it stood still for so long that the addresses had to be forgotten
  'day-limit', // not waiting for anybody: the day's messages are used up
  'relay-down', // nor here: the mail server does not answer, and is tried again
] as const
export type Reason = (typeof reasons)[number]

/** How far an issue is. The five counts add up to the audience. */
export type Progress = Record<ShownState, number> & {
  status: (typeof issueStatuses)[number]
  /** One of `reasons`, or empty. */
  reason: string
  detail: string
  audience: number
  /** Messages per second in the last half minute. */
  perSecond: number
  /** Null while nobody can tell. */
  secondsLeft: number | null
}

/** A line of the log of an issue. `at`: UTC milliseconds of the last change; null before the first try. */
export type DeliveryRow = {
  id: number
  email: string
  state: ShownState
  attempt: number
  code: number | null
  text: string
  serverId: string
  at: number | null
}

/** What somebody says about an issue from its page. */
export const commandSchema = z.discriminatedUnion('command', [
  z.strictObject({ command: z.literal('send'), confirm: z.int().min(1) }),
  z.strictObject({ command: z.literal('schedule'), lockVersion: z.int(), at: z.int().positive() }),
  z.strictObject({ command: z.literal('draft'), lockVersion: z.int() }),
  z.strictObject({ command: z.enum(['pause', 'resume', 'cancel', 'resend']) }),
])
export type Command = z.output<typeof commandSchema>

/** What is there after a command. `count`: how many readers it was about. */
export type CommandAnswer = { progress: Progress | null; count: number }

/** What the address of the log asks for. What makes no sense is left out, as if it had not been said. */
export const logFilterSchema = z.object({
  state: z.enum(shownStates).optional().catch(undefined),
  /** Only rows with a larger id: the next page. */
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0).catch(0),
})
