// Messages that wait in the outbox, opened: what a mail server would be handed.
import { expect } from 'vitest'
import type { Mail } from '@/features/mail/schema.ts'
import { subscribe } from '@/features/subscribers/worker.ts'
import { keyFor, unseal } from '@/lib/secrets.ts'
import { drainOutbox } from '@/server/jobs.ts'
import { rows } from './database.ts'

/** Every message that waits, the oldest first. */
export function letters(): Mail[] {
  return rows<{ payload: string }>("SELECT payload FROM outbox WHERE kind = 'mail' ORDER BY id").map(
    ({ payload }) =>
      JSON.parse(unseal(keyFor('mail'), (JSON.parse(payload) as { sealed: string }).sealed)) as Mail,
  )
}

/** The token of a link of that kind in the last message to an address. */
export function tokenIn(email: string, kind: 'confirm' | 'data'): string {
  const text = letters().findLast(({ to }) => to === email)?.text ?? ''
  const token = new RegExp(`/newsletter/${kind}/([A-Za-z0-9_-]{43})$`, 'm').exec(text)?.[1]
  expect(token, text).toBeDefined()
  return token as string
}

let networks = 0
/** Fills the newsletter form, and waits until it was answered. Each wish comes from a network of its own unless told. */
export async function wish(email: string, newsletters: string[] = [], address?: string): Promise<void> {
  networks++
  await subscribe({
    email,
    newsletters,
    language: 'it',
    text: 'Acconsento.',
    page: '/citta/ponte',
    address: address ?? `10.${networks >> 8}.${networks & 255}.1`,
    userAgent: 'Mozilla/5.0',
  })
  await drainOutbox(() => false, ['newsletter-request', 'newsletter-drop'])
}

/** Joins and confirms. */
export const where = { page: '/newsletter/confirm', address: '192.0.2.7', userAgent: 'Mozilla/5.0' }
