import { z } from 'zod'
import type { consentEvents, paces, subscriberStates, suppressionReasons } from '@/db/schema/newsletter.ts'

export type SubscriberState = (typeof subscriberStates)[number]
export type Pace = (typeof paces)[number]
export type ConsentEvent = (typeof consentEvents)[number]
export type SuppressionReason = (typeof suppressionReasons)[number]

/** What a form sent, as far as it is used. `newsletters` are slugs; none stands for the first that is offered. */
export type SubscribeInput = { email: string; source: string; honeypot: string; newsletters: string[] }

const slug = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

/** Reads the newsletter form. Missing and repeated fields are as good as empty. */
export function readSubscribeForm(form: FormData): SubscribeInput {
  const text = (name: string, limit: number) => {
    const value = form.get(name)
    return typeof value === 'string' ? value.slice(0, limit) : ''
  }
  const source = text('source', 400)
  const wanted = [...form.getAll('newsletters[]'), ...form.getAll('newsletters')].filter(
    (value) => typeof value === 'string',
  )
  return {
    email: text('email', 400),
    source: /^\/(?!\/)[\w/-]*$/.test(source) ? source : '',
    honeypot: text('website', 100),
    newsletters: [...new Set(wanted)].filter((value) => value.length <= 80 && slug.test(value)).slice(0, 50),
  }
}

/** Where and how somebody agreed. `address` is the network address. */
export type Circumstances = { page: string; address: string; userAgent: string }

/** A wish to subscribe, on its way from the form to the job that answers it. */
export const requestSchema = z.object({
  email: z.string().max(254),
  newsletters: z.array(z.string()).max(50),
  language: z.enum(['it', 'en']),
  text: z.string().max(2000),
  page: z.string().max(400),
  address: z.string().max(64),
  userAgent: z.string().max(300),
})
export type SubscribeRequest = z.output<typeof requestSchema>

export type Subscriber = {
  id: number
  uid: string
  email: string
  status: SubscriberState
  language: 'it' | 'en'
  pausedUntil: number | null
  /** How often they want to hear from us at most. */
  pace: Pace
}

/**
 * What became of a link: `open` before it is used; `done` when it did what it is for, now or earlier; `expired` when it
 * is too old or another one took its place; `unknown` when it is none of ours.
 */
export type LinkState = 'open' | 'done' | 'expired' | 'unknown'
