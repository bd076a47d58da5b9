'use client'

import { z } from 'zod'
import { baseSchema, layoutSchema } from '../../schema.ts'

const target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('now'), base: baseSchema, from: layoutSchema }),
  z.object({
    kind: z.literal('scheduled'),
    id: z.int(),
    lockVersion: z.int(),
    at: z.int(),
    from: layoutSchema,
  }),
])
const kept = z.object({ target, layout: layoutSchema })
/** What somebody arranged and has not sent yet, as this computer keeps it. */
export type Kept = z.infer<typeof kept>

const name = (person: number) => `front-page:${person}`

function quietly<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null // storage may be forbidden or full; then the copy lasts as long as the page
  }
}

export const keep = (person: number, copy: Kept): void =>
  void quietly(() => localStorage.setItem(name(person), JSON.stringify(copy)))

export const forget = (person: number): void => void quietly(() => localStorage.removeItem(name(person)))

/** The copy that was kept; null when there is none, or none that this version can read. */
export function recall(person: number): Kept | null {
  const text = quietly(() => localStorage.getItem(name(person)))
  const parsed = kept.safeParse(text ? quietly((): unknown => JSON.parse(text)) : null)
  return parsed.success ? parsed.data : null
}
