import { z } from 'zod'
import type { bounceKinds } from '@/db/schema/sending.ts'
import type { ConsentEvent, Pace, SubscriberState, SuppressionReason } from '@/features/subscribers/schema.ts'

/** In the order in which they are offered as a filter. */
export const states = [
  'confirmed',
  'pending',
  'unsubscribed',
  'suppressed',
] as const satisfies SubscriberState[]

const query = z.string().trim().max(254)

/** What the address of the list asks for. What makes no sense is left out, as if it had not been said. */
export const filterSchema = z.object({
  /** A part of an address. */
  q: query.catch(''),
  status: z.enum(states).optional().catch(undefined),
  /** Slug of a newsletter that they get. */
  list: z
    .string()
    .regex(/^[a-z0-9-]{1,80}$/)
    .optional()
    .catch(undefined),
  /** Only those with a smaller number: the next page. */
  before: z.coerce.number().int().positive().optional().catch(undefined),
})
export type SubscriberFilter = z.output<typeof filterSchema>

/** The address of the list with these filters. */
export function listAddress(filter: Partial<SubscriberFilter>): string {
  const given = Object.entries(filter).flatMap(([name, value]) => (value ? [[name, String(value)]] : []))
  const text = new URLSearchParams(given).toString()
  return `/admin/subscribers${text ? `?${text}` : ''}`
}

export type SubscriberRow = {
  id: number
  email: string
  name: string
  status: SubscriberState
  lists: string[]
  createdAt: number
}

/** Somebody with everything that is known of what was agreed to and sent. Times in UTC milliseconds. */
export type SubscriberFile = {
  id: number
  email: string
  name: string
  status: SubscriberState
  language: string
  pace: Pace
  pausedUntil: number | null
  createdAt: number
  confirmedAt: number | null
  suppression: { reason: SuppressionReason; detail: string; at: number } | null
  lists: { name: string; active: boolean; at: number }[]
  consents: { id: number; event: ConsentEvent; newsletter: string; at: number; page: string; text: string }[]
  deliveries: {
    id: number
    issueId: number
    subject: string
    state: string
    code: number | null
    text: string
    at: number | null
  }[]
  bounces: { id: number; kind: (typeof bounceKinds)[number]; status: string; detail: string; at: number }[]
}

export const suppressInput = z.object({
  id: z.coerce.number().int().positive(),
  reason: z.string().trim().min(1, 'reason-missing').max(300),
})

export const liftInput = z.object({ id: z.coerce.number().int().positive() })

/** The address is typed again, so that nobody is erased by a slip. */
export const eraseInput = z.object({ id: z.coerce.number().int().positive(), typed: z.string().max(254) })
