// People for tests, made by the mutations that the program uses.
import { write } from '@/db/client.ts'
import { actorById } from '@/features/accounts/data.ts'
import { addPerson, openSession } from '@/features/accounts/mutations.ts'
import { hashPassword } from '@/features/accounts/passwords.ts'
import { type Proven, type Role, systemActor } from '@/features/accounts/policy.ts'

export const phrase = 'una frase lunga e buona'

let hashed: Promise<string> | undefined

/** Adds an active person whose passphrase is `phrase`. */
export async function member(role: Role = 'author', email = `${role}@example.org`): Promise<Proven> {
  hashed ??= hashPassword(phrase)
  const passwordHash = await hashed
  const id = await write((tx) =>
    addPerson(tx, systemActor, { email, name: `Una ${role}`, role, passwordHash }),
  )
  const actor = await actorById(id)
  if (!actor) throw new Error('the person is not there')
  return { ...actor, id }
}

/** Opens a session for somebody and returns the secret of its cookie. `lifetime` in milliseconds. */
export const session = (person: Proven, lifetime = 3_600_000): Promise<string> =>
  write((tx) => openSession(tx, person, person.id, { address: '192.0.2.1', userAgent: 'test' }, lifetime))
