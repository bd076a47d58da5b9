// What the program itself does for accounts, outside any request: at the start, and at the command line.
import 'server-only'
import { write } from '@/db/client.ts'
import { AppError } from '@/lib/errors.ts'
import { findPersonByEmail, needsSetup } from './data.ts'
import { addPerson, closeSessions, disablePerson, makeToken } from './mutations.ts'
import { checkPassword } from './passphrase.ts'
import { hashPassword } from './passwords.ts'
import { type Role, systemActor } from './policy.ts'
import { emailSchema, type Person } from './schema.ts'

const day = 24 * 3_600_000
const inviteTime = 7 * day

/** A new link by which the first administrator can be made; null when there is one. Links printed before stop working. */
export async function setUpLink(siteUrl: string): Promise<string | null> {
  if (!(await needsSetup())) return null
  const token = await write((tx) => makeToken(tx, 'setup', null, day))
  return `${siteUrl}/admin/setup?token=${token}`
}

/**
 * Adds somebody. Without a passphrase they get a link, good once and for seven days, by which they choose one.
 * @throws AppError email-taken, password-short and the other refusals of a passphrase; ZodError for the address
 */
export async function enrol(
  input: { email: string; name: string; role: Role; password: string | null },
  siteUrl: string,
): Promise<{ person: Person; link: string | null }> {
  const { name, role, password } = input
  const email = emailSchema.parse(input.email)
  if (password !== null) checkPassword(password)
  const passwordHash = password === null ? null : await hashPassword(password)
  const token = await write(async (tx) => {
    const id = await addPerson(tx, systemActor, { email, name, role, passwordHash })
    return passwordHash ? null : makeToken(tx, 'invite', id, inviteTime)
  })
  return { person: await named(email), link: token && `${siteUrl}/admin/invite?token=${token}` }
}

async function named(email: string): Promise<Person> {
  const person = await findPersonByEmail(email)
  if (!person) throw new AppError('not-found', email)
  return person
}

/**
 * Shuts somebody out at their next request.
 * @throws AppError not-found, last-administrator
 */
export async function disableByEmail(email: string): Promise<Person> {
  const { id } = await named(email)
  await write((tx) => disablePerson(tx, systemActor, id))
  return named(email)
}

/**
 * Ends every session of somebody. Returns how many ended.
 * @throws AppError not-found
 */
export async function signOutByEmail(email: string): Promise<{ person: Person; sessions: number }> {
  const { id } = await named(email)
  const sessions = await write((tx) => closeSessions(tx, systemActor, id))
  return { person: await named(email), sessions }
}
