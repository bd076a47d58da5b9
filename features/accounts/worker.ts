// What the program itself does for accounts, outside any request: at the start, and at the command line.
import 'server-only'
import { lt } from 'drizzle-orm'
import { write } from '@/db/client.ts'
import { accountTokens, sessions } from '@/db/schema/people.ts'
import { mailWorks } from '@/features/mail/mutations.ts'
import { resetFactors } from '@/features/second-factor/mutations.ts'
import { mayMail } from '@/features/throttle/mutations.ts'
import { AppError } from '@/lib/errors.ts'
import { log } from '@/lib/log.ts'
import { keyFor, unseal } from '@/lib/secrets.ts'
import { findPersonByEmail, knownOf, needsSetup } from './data.ts'
import { inviteTime, linkOf, resetTime, sendLink } from './links.ts'
import { addPerson, closeSessions, disablePerson, makeToken } from './mutations.ts'
import { checkPassword } from './passphrase.ts'
import { hashPassword } from './passwords.ts'
import { type Role, systemActor } from './policy.ts'
import { emailSchema, type Person } from './schema.ts'

const day = 24 * 3_600_000
const keepTokens = 30 * day

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
export async function enrol(input: {
  email: string
  name: string
  role: Role
  password: string | null
}): Promise<{ person: Person; link: string | null }> {
  const { name, role, password } = input
  const email = emailSchema.parse(input.email)
  if (password !== null) checkPassword(password, await knownOf({ name, email }))
  const passwordHash = password === null ? null : await hashPassword(password)
  const token = await write(async (tx) => {
    const id = await addPerson(tx, systemActor, { email, name, role, passwordHash })
    return passwordHash ? null : makeToken(tx, 'invite', id, inviteTime)
  })
  return { person: await named(email), link: token && linkOf('invite', token) }
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

/**
 * A new link for somebody, to be handed over: to take up their invitation, or to choose another passphrase.
 * @throws AppError not-found when there is nobody, or they are shut out
 */
export async function linkByEmail(email: string): Promise<{ person: Person; link: string }> {
  const person = await named(email)
  if (person.status === 'disabled') throw new AppError('not-found', email)
  const [kind, lifetime] =
    person.status === 'invited' ? (['invite', inviteTime] as const) : (['reset', resetTime] as const)
  return { person, link: linkOf(kind, await write((tx) => makeToken(tx, kind, person.id, lifetime))) }
}

/**
 * Takes every second factor of somebody away: the way out for a lone administrator who lost phone and codes.
 * @throws AppError not-found
 */
export async function resetFactorsByEmail(email: string): Promise<Person> {
  const { id } = await named(email)
  await write((tx) => resetFactors(tx, systemActor, id))
  return named(email)
}

/** Answers the wish for a new passphrase: with a link by mail, if there is such a person and they did not get many. */
export async function answerReset({ sealed }: { sealed: string }): Promise<void> {
  const email = unseal(keyFor('mail'), sealed)
  const person = email ? await findPersonByEmail(email) : null
  if (person?.status !== 'active' && person?.status !== 'invited') return
  if (!(await mailWorks()))
    return log.warn('a new password was asked for, and no mail can be sent: no mail server is named')
  if (await mayMail(email)) await sendLink(systemActor, person.id)
}

/** Takes away sessions that are over and secrets that have long been of no use. */
export async function pruneAccounts(): Promise<void> {
  const now = Date.now()
  await write(async (tx) => {
    await tx.delete(sessions).where(lt(sessions.expiresAt, now))
    await tx.delete(accountTokens).where(lt(accountTokens.expiresAt, now - keepTokens))
  })
}
