// Links that open a door once: invitations and new passphrases. They are used up by the form's POST; opening one changes
// nothing.
import 'server-only'
import { write } from '@/db/client.ts'
import { mailWorks, queueMail } from '@/features/mail/mutations.ts'
import { findPublication } from '@/features/settings/data.ts'
import { limitByAddress } from '@/features/throttle/mutations.ts'
import { normaliseEmail } from '@/lib/email.ts'
import { readEnv } from '@/lib/env.mjs'
import { AppError } from '@/lib/errors.ts'
import { newsroomWords } from '@/lib/i18n/newsroom/words.ts'
import { keyFor, seal } from '@/lib/secrets.ts'
import { actorById, findPerson, findToken, knownOf } from './data.ts'
import { addPerson, closeSessions, makeToken, setPassword, spendToken } from './mutations.ts'
import { checkPassword } from './passphrase.ts'
import { hashPassword } from './passwords.ts'
import type { Actor, Proven, Role } from './policy.ts'
import type { Person } from './schema.ts'

const hour = 3_600_000
export const inviteTime = 7 * 24 * hour
export const resetTime = hour

/** Where a link leads. */
export const linkOf = (kind: 'invite' | 'reset', token: string): string =>
  `${readEnv().siteUrl}/admin/${kind}?token=${token}`

/** A link that was made: sent by mail, or, where no mail can be sent, to be passed on by whoever asked for it. */
export type Handed = { email: string; mailed: boolean; link: string | null }

/**
 * Invites somebody.
 * @throws AppError email-taken
 */
export async function invite(
  actor: Actor,
  input: { email: string; name: string; role: Role },
): Promise<Handed> {
  return hand(actor, input, 'invite', (tx) => addPerson(tx, actor, input))
}

/**
 * A new link for somebody: who was invited gets another invitation, who is active may choose a new passphrase.
 * @throws AppError not-found when there is nobody, or they are shut out
 */
export async function sendLink(actor: Actor, id: number): Promise<Handed> {
  const person = await findPerson(id)
  if (!person || person.status === 'disabled') throw new AppError('not-found')
  return hand(actor, person, person.status === 'invited' ? 'invite' : 'reset', async () => id)
}

async function hand(
  actor: Actor,
  { email, name }: { email: string; name: string },
  kind: 'invite' | 'reset',
  who: (tx: Parameters<typeof makeToken>[0]) => Promise<number>,
): Promise<Handed> {
  const publication = await findPublication()
  const t = newsroomWords(publication.language).mail
  const lifetime = kind === 'invite' ? inviteTime : resetTime
  const mailed = await mailWorks()
  return write(async (tx) => {
    const id = await who(tx)
    const link = linkOf(kind, await makeToken(tx, kind, id, lifetime))
    if (!mailed) return { email, mailed, link }
    const facts = { name, publication: publication.name, link }
    await queueMail(tx, {
      to: email,
      subject: kind === 'invite' ? t.inviteSubject(publication.name) : t.resetSubject(publication.name),
      text:
        kind === 'invite'
          ? t.inviteText({ ...facts, by: actor.id === null ? publication.name : actor.name })
          : t.resetText(facts),
      until: Date.now() + lifetime,
    })
    return { email, mailed, link: null }
  })
}

/** Whose link it is; null when it is unknown, used or too old. Changes nothing. */
export async function ownerOf(kind: 'invite' | 'reset', token: string): Promise<Person | null> {
  const found = await findToken(kind, token)
  const person = found?.personId ? await findPerson(found.personId) : null
  return person?.status === (kind === 'invite' ? 'invited' : 'active') ? person : null
}

/**
 * Takes an invitation up: from now on the person can sign in with that passphrase.
 * @throws AppError link-expired, and the refusals of a passphrase
 */
export async function acceptInvitation(token: string, password: string): Promise<Proven> {
  const person = await ownerOf('invite', token)
  if (!person) throw new AppError('link-expired')
  checkPassword(password, await knownOf(person))
  const passwordHash = await hashPassword(password)
  const actor: Actor = { ...person, permissions: [], session: '', address: '' }
  await write(async (tx) => {
    await spendToken(tx, 'invite', token)
    await setPassword(tx, actor, person.id, passwordHash)
  })
  const proven = await actorById(person.id)
  if (!proven) throw new AppError('link-expired')
  return { ...proven, id: person.id }
}

/**
 * Somebody wants a new passphrase. Whoever they say they are, this does the same work and says nothing: a job looks
 * whether there is such a person.
 * @throws AppError too-many-attempts
 */
export async function askReset(typed: string, address: string): Promise<void> {
  await limitByAddress('reset:address', address)
  const email = normaliseEmail(typed) ?? ''
  await write((tx) => tx.enqueue('password-reset', { sealed: seal(keyFor('mail'), email) }))
}

/**
 * Sets a new passphrase by a link. All sessions end, and so does every other link of theirs.
 * @throws AppError link-expired, and the refusals of a passphrase
 */
export async function resetPassword(token: string, password: string, address: string): Promise<void> {
  const person = await ownerOf('reset', token)
  if (!person) throw new AppError('link-expired')
  checkPassword(password, await knownOf(person))
  const passwordHash = await hashPassword(password)
  const actor: Actor = { ...person, permissions: [], session: '', address }
  await write(async (tx) => {
    await spendToken(tx, 'reset', token)
    await setPassword(tx, actor, person.id, passwordHash)
    await closeSessions(tx, actor, person.id)
    await tellChange(tx, person)
  })
}

/** Lets somebody know that their passphrase is another one now. */
export async function tellChange(
  tx: Parameters<typeof makeToken>[0],
  { email, name }: { email: string; name: string },
): Promise<void> {
  if (!(await mailWorks(tx))) return
  const publication = await findPublication(tx)
  const t = newsroomWords(publication.language).mail
  await queueMail(tx, {
    to: email,
    subject: t.changedSubject(publication.name),
    text: t.changedText({ name, publication: publication.name }),
    until: Date.now() + 24 * hour,
  })
}
