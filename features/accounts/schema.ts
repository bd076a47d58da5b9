import { z } from 'zod'
import { personStatuses, roles } from '@/db/schema/people.ts'
import { normaliseEmail } from '@/lib/email.ts'
import type { Role } from './policy.ts'

export type { ActionState } from '@/lib/form-state.ts'

export { personStatuses, roles }

/** An address in the one form in which it is kept. */
export const emailSchema = z
  .string()
  .max(400)
  .transform((typed, context) => {
    const email = normaliseEmail(typed)
    if (email === null) context.addIssue({ code: 'custom', message: 'email-invalid' })
    return email ?? ''
  })

export const nameSchema = z.string().trim().min(1, 'required').max(120)
export const roleSchema = z.enum(roles)

/** Somebody who can sign in, as pages show them. Times in UTC milliseconds. */
export type Person = {
  id: number
  email: string
  name: string
  role: Role
  status: (typeof personStatuses)[number]
  authorId: number | null
  secondFactor: boolean
  createdAt: number
  lastSeenAt: number | null
}

/** A place where somebody is signed in. `hash` names it and opens nothing. Times in UTC milliseconds. */
export type OpenSession = {
  hash: string
  address: string
  userAgent: string
  createdAt: number
  seenAt: number
}
