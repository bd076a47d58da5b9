import { z } from 'zod'
import { emailSchema, nameSchema, roleSchema } from '@/features/accounts/schema.ts'

export const inviteSchema = z.object({ email: emailSchema, name: nameSchema, role: roleSchema })
export const personSchema = z.object({ id: z.coerce.number().int().positive() })
export const roleChangeSchema = personSchema.extend({ role: roleSchema })

export const profileSchema = z.object({
  name: nameSchema,
  authorId: z
    .string()
    .regex(/^\d{0,12}$/)
    .default('')
    .transform((text) => (text === '' ? null : Number(text))),
})
export const passwordSchema = z.object({
  present: z.string().max(1000).default(''),
  password: z.string().max(1000).default(''),
})
export const sessionSchema = z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) })

/** A session as its owner sees it. */
export type SessionView = {
  hash: string
  device: { browser: string; system: string } | null
  address: string
  createdAt: number
  seenAt: number
  current: boolean
}
