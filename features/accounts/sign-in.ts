// Proving who one is. Used by the sign-in page, by next-auth's own endpoint and by the set-up link.
import 'server-only'
import { z } from 'zod'
import { write } from '@/db/client.ts'
import { audit } from '@/features/audit/mutations.ts'
import { slowly } from '@/features/throttle/mutations.ts'
import { normaliseEmail } from '@/lib/email.ts'
import { AppError } from '@/lib/errors.ts'
import {
  actorById,
  findCredentials,
  findPerson,
  findToken,
  knownOf,
  needsSetup,
  openedAfter,
} from './data.ts'
import { addPerson, spendToken } from './mutations.ts'
import { checkPassword } from './passphrase.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import { type Actor, type Proven, systemActor } from './policy.ts'
import { emailSchema, nameSchema } from './schema.ts'

/**
 * Checks address and passphrase. Who is unknown, disabled or mistyped gets the same answer after the same work.
 * @param address where the attempt comes from
 * @throws AppError sign-in-failed, too-many-attempts
 */
export async function signIn(typed: string, password: string, address: string): Promise<Proven> {
  const email = normaliseEmail(typed)
  return slowly(email ?? typed.trim().toLowerCase(), address, () => provePassword(email, password, address))
}

async function provePassword(email: string | null, password: string, address: string): Promise<Proven> {
  const known = email ? await findCredentials(email) : null
  const active = known?.status === 'active' ? known : null
  const right = await verifyPassword(active?.passwordHash ?? null, password)
  const actor = active && right ? await actorById(active.id) : null
  if (!actor || actor.id === null) {
    const stranger = { ...systemActor, name: email ?? '', address }
    await write((tx) => audit(tx, stranger, { event: 'session.refuse', entity: 'person' }))
    throw new AppError('sign-in-failed')
  }
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
  // Before the slow part: a stranger must not keep the machine busy with passphrases that nobody waits for.
  if (!(await findToken('setup', token))) throw new AppError('link-expired')
  checkPassword(password, await knownOf({ name, email }))
  const passwordHash = await hashPassword(password)
  const id = await write(async (tx) => {
    await spendToken(tx, 'setup', token)
    if (!(await needsSetup(tx))) throw new AppError('link-expired')
    return addPerson(tx, systemActor, { email, name, role: 'administrator', passwordHash })
  })
  const actor = await provenById(id)
  if (!actor) throw new AppError('not-found')
  return actor
}

/** Somebody who has proved who they are by other means; null when they are not active any more. */
export async function provenById(id: number): Promise<Proven | null> {
  const actor = await actorById(id)
  return actor ? { ...actor, id } : null
}

/**
 * Whether it is really them, for what must not happen on a computer left open. Slowed down as signing in is.
 * @throws AppError password-wrong, too-many-attempts
 */
export async function confirmPassword(actor: Actor, password: string): Promise<void> {
  const person = actor.id === null ? null : await findPerson(actor.id)
  if (!person) throw new AppError('not-found')
  const known = await findCredentials(person.email)
  await slowly(person.email, actor.address, async () => {
    if (!(await verifyPassword(known?.passwordHash ?? null, password))) throw new AppError('password-wrong')
  })
}

/** Who signed in so lately need not prove again that it is them. Milliseconds. */
const lately = 10 * 60_000

/** Whether somebody must give their passphrase before they change by what they sign in. */
export const mustConfirm = async (actor: Actor): Promise<boolean> =>
  !(await openedAfter(actor.session, Date.now() - lately))

/**
 * As confirmPassword, for adding and taking away ways to sign in: a stolen session must not become one that stays. Who
 * signed in lately is believed, so that those who have only a passkey can go on too.
 * @throws AppError password-asked, password-wrong, too-many-attempts
 */
export async function confirmLately(actor: Actor, password: string): Promise<void> {
  if (!(await mustConfirm(actor))) return
  if (password === '') throw new AppError('password-asked')
  await confirmPassword(actor, password)
}
