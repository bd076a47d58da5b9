import 'server-only'
import { and, asc, eq, isNull } from 'drizzle-orm'
import { type Read, read } from '@/db/client.ts'
import { passkeys, people, recoveryCodes } from '@/db/schema/people.ts'
import { keyFor, unseal } from '@/lib/secrets.ts'
import type { Factors } from './schema.ts'

/** What somebody has beside their passphrase. */
export async function findFactors(personId: number, db: Read = read): Promise<Factors> {
  const [person] = await db
    .select({ secret: people.totpSecret, pending: people.totpPending })
    .from(people)
    .where(eq(people.id, personId))
  const keys = await db
    .select({
      id: passkeys.id,
      name: passkeys.name,
      createdAt: passkeys.createdAt,
      lastUsedAt: passkeys.lastUsedAt,
    })
    .from(passkeys)
    .where(eq(passkeys.personId, personId))
    .orderBy(asc(passkeys.id))
  const codes = await db
    .select({ hash: recoveryCodes.hash })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.personId, personId), isNull(recoveryCodes.usedAt)))
  return {
    totp: person?.secret != null,
    pending: person?.pending != null,
    passkeys: keys,
    recoveryCodes: codes.length,
  }
}

/** Whether a passphrase alone is not enough for somebody. */
export async function hasFactor(personId: number, db: Read = read): Promise<boolean> {
  const { totp, passkeys: keys } = await findFactors(personId, db)
  return totp || keys.length > 0
}

/** The secrets of somebody's authenticator app, readable: the one in use and the one that waits to be confirmed. */
export async function findTotp(personId: number, db: Read = read) {
  const [row] = await db
    .select({ secret: people.totpSecret, pending: people.totpPending, step: people.totpStep })
    .from(people)
    .where(eq(people.id, personId))
  const key = keyFor('totp')
  return {
    secret: row?.secret ? unseal(key, row.secret) : null,
    pending: row?.pending ? unseal(key, row.pending) : null,
    step: row?.step ?? 0,
  }
}

/** The passkey with the id that the browser knows it by, and whose it is; null when nobody has it. */
export async function findPasskey(credentialId: string, db: Read = read) {
  const [row] = await db
    .select({
      id: passkeys.id,
      personId: passkeys.personId,
      publicKey: passkeys.publicKey,
      counter: passkeys.counter,
      transports: passkeys.transports,
    })
    .from(passkeys)
    .innerJoin(people, eq(people.id, passkeys.personId))
    .where(and(eq(passkeys.credentialId, credentialId), eq(people.status, 'active')))
  return row ?? null
}

/** Ids and ways of somebody's passkeys, so that a device does not make a second one. */
export async function listCredentials(personId: number) {
  return read
    .select({ id: passkeys.credentialId, transports: passkeys.transports })
    .from(passkeys)
    .where(eq(passkeys.personId, personId))
}
