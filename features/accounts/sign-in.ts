// Proving who one is. Used by the sign-in page, by next-auth's own endpoint and by the set-up link.
import 'server-only'
import { z } from 'zod'
import { write } from '@/db/client.ts'
import { normaliseEmail } from '@/lib/email.ts'
import { AppError } from '@/lib/errors.ts'
import { actorById, findCredentials, needsSetup } from './data.ts'
import { addPerson, spendToken } from './mutations.ts'
import { checkPassword } from './passphrase.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import { type Actor, systemActor } from './policy.ts'
import { emailSchema, nameSchema } from './schema.ts'

export type Proven = Actor & { id: number }

/**
 * Checks address and passphrase. Who is unknown, disabled or mistyped gets the same answer after the same work.
 * @throws AppError sign-in-failed
 */
export async function signIn(email: string, password: string): Promise<Proven> {
  const address = normaliseEmail(email)
  const known = address ? await findCredentials(address) : null
  const active = known?.status === 'active' ? known : null
  const right = await verifyPassword(active?.passwordHash ?? null, password)
  const actor = active && right ? await actorById(active.id) : null
  if (!actor || actor.id === null) throw new AppError('sign-in-failed')
  return { ...actor, id: actor.id }
}

const setUpSchema = z.object({
  token: z.string(),
  email: emailSchema,
  name: nameSchema,
  password: z.string(),
})

/**
 * Makes the first administrator.
 * @throws AppError link-expired, password-short; ZodError
 */
export async function setUp(input: z.input<typeof setUpSchema>): Promise<Proven> {
  const { token, email, name, password } = setUpSchema.parse(input)
  checkPassword(password)
  const passwordHash = await hashPassword(password)
  const id = await write(async (tx) => {
    await spendToken(tx, 'setup', token)
    if (!(await needsSetup(tx))) throw new AppError('link-expired')
    return addPerson(tx, systemActor, { email, name, role: 'administrator', passwordHash })
  })
  const actor = await actorById(id)
  if (!actor) throw new AppError('not-found')
  return { ...actor, id }
}
