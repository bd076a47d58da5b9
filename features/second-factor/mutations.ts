import 'server-only'
import { and, eq, isNull, lt } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'
import { passkeys, people, recoveryCodes } from '@/db/schema/people.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { audit } from '@/features/audit/mutations.ts'
import { AppError } from '@/lib/errors.ts'
import { keyFor, seal } from '@/lib/secrets.ts'
import { findFactors, findTotp } from './data.ts'
import { newRecoveryCodes, recoveryHash } from './recovery.ts'
import { newTotpSecret, totpStep } from './totp.ts'

const factor = (event: string, entityId: number, after?: unknown) => ({
  event: `second_factor.${event}`,
  entity: 'person',
  entityId,
  ...(after === undefined ? {} : { after }),
})

/** Makes a secret that waits to be confirmed with a first code. One that waited before is forgotten. */
export async function startTotp(tx: Tx, actor: Actor, personId: number): Promise<void> {
  const totpPending = seal(keyFor('totp'), newTotpSecret())
  await tx.update(people).set({ totpPending }).where(eq(people.id, personId))
  await audit(tx, actor, factor('start', personId))
}

/**
 * The first code is right: from now on codes are asked for. Returns new recovery codes when there were none, else null.
 * @throws AppError code-wrong, or not-found when no secret waits
 */
export async function confirmTotp(
  tx: Tx,
  actor: Actor,
  personId: number,
  code: string,
): Promise<string[] | null> {
  const { pending } = await findTotp(personId, tx)
  if (!pending) throw new AppError('not-found')
  const step = totpStep(pending, code, 0)
  if (step === null) throw new AppError('code-wrong')
  const codes = await codesIfNone(tx, actor, personId)
  await tx
    .update(people)
    .set({ totpSecret: seal(keyFor('totp'), pending), totpPending: null, totpStep: step })
    .where(eq(people.id, personId))
  await audit(tx, actor, factor('add', personId, { kind: 'totp' }))
  return codes
}

/** Codes are not asked for any more. Recovery codes go with the last factor. */
export async function removeTotp(tx: Tx, actor: Actor, personId: number): Promise<void> {
  await tx
    .update(people)
    .set({ totpSecret: null, totpPending: null, totpStep: 0 })
    .where(eq(people.id, personId))
  await audit(tx, actor, factor('remove', personId, { kind: 'totp' }))
  await dropCodesWithoutFactor(tx, personId)
}

/** New recovery codes in the place of all others. They are readable only now. */
export async function renewCodes(tx: Tx, actor: Actor, personId: number): Promise<string[]> {
  const codes = newRecoveryCodes()
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.personId, personId))
  await tx
    .insert(recoveryCodes)
    .values(codes.map((code) => ({ hash: `${personId}:${recoveryHash(code)}`, personId })))
  await audit(tx, actor, factor('recovery_codes', personId))
  return codes
}

async function codesIfNone(tx: Tx, actor: Actor, personId: number): Promise<string[] | null> {
  const { recoveryCodes: left } = await findFactors(personId, tx)
  return left > 0 ? null : renewCodes(tx, actor, personId)
}

async function dropCodesWithoutFactor(tx: Tx, personId: number): Promise<void> {
  const { totp, passkeys: keys } = await findFactors(personId, tx)
  if (!totp && keys.length === 0) await tx.delete(recoveryCodes).where(eq(recoveryCodes.personId, personId))
}

/**
 * Checks the second step: a code of the app, or a recovery code. Either works once.
 * @throws AppError code-wrong
 */
export async function proveCode(tx: Tx, actor: Actor, personId: number, typed: string): Promise<void> {
  const { secret, step: last } = await findTotp(personId, tx)
  const step = secret ? totpStep(secret, typed, last) : null
  if (step !== null) {
    const [row] = await tx
      .update(people)
      .set({ totpStep: step })
      .where(and(eq(people.id, personId), lt(people.totpStep, step)))
      .returning({ id: people.id })
    if (row) return
  }
  const hash = recoveryHash(typed)
  const [used] = hash
    ? await tx
        .update(recoveryCodes)
        .set({ usedAt: Date.now() })
        .where(and(eq(recoveryCodes.hash, `${personId}:${hash}`), isNull(recoveryCodes.usedAt)))
        .returning({ hash: recoveryCodes.hash })
    : []
  if (!used) throw new AppError('code-wrong')
  await audit(tx, actor, factor('recover', personId))
}

/** Writes down that the second step was not proved. */
export const noteRefusal = (tx: Tx, actor: Actor, personId: number): Promise<void> =>
  audit(tx, actor, factor('refuse', personId))

export type NewPasskey = {
  credentialId: string
  publicKey: string
  counter: number
  transports: string[]
  name: string
}

/** Adds a passkey. Returns new recovery codes when there were none, else null. */
export async function addPasskey(
  tx: Tx,
  actor: Actor,
  personId: number,
  input: NewPasskey,
): Promise<string[] | null> {
  const codes = await codesIfNone(tx, actor, personId)
  await tx.insert(passkeys).values({ ...input, personId, createdAt: Date.now() })
  await audit(tx, actor, factor('add', personId, { kind: 'passkey', name: input.name }))
  return codes
}

/** @throws AppError not-found when it is not theirs */
export async function renamePasskey(
  tx: Tx,
  actor: Actor,
  personId: number,
  id: number,
  name: string,
): Promise<void> {
  const [row] = await tx
    .update(passkeys)
    .set({ name })
    .where(and(eq(passkeys.id, id), eq(passkeys.personId, personId)))
    .returning({ id: passkeys.id })
  if (!row) throw new AppError('not-found')
  await audit(tx, actor, factor('rename', personId, { kind: 'passkey', name }))
}

/** @throws AppError not-found when it is not theirs */
export async function removePasskey(tx: Tx, actor: Actor, personId: number, id: number): Promise<void> {
  const [row] = await tx
    .delete(passkeys)
    .where(and(eq(passkeys.id, id), eq(passkeys.personId, personId)))
    .returning({ name: passkeys.name })
  if (!row) throw new AppError('not-found')
  await audit(tx, actor, factor('remove', personId, { kind: 'passkey', name: row.name }))
  await dropCodesWithoutFactor(tx, personId)
}

/** Notes that a passkey was used. */
export async function usePasskey(tx: Tx, id: number, counter: number): Promise<void> {
  await tx.update(passkeys).set({ counter, lastUsedAt: Date.now() }).where(eq(passkeys.id, id))
}

/** Takes every second factor of somebody away: they lost their phone, and somebody knows it is them. */
export async function resetFactors(tx: Tx, actor: Actor, personId: number): Promise<void> {
  await tx.delete(passkeys).where(eq(passkeys.personId, personId))
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.personId, personId))
  await tx
    .update(people)
    .set({ totpSecret: null, totpPending: null, totpStep: 0 })
    .where(eq(people.id, personId))
  await audit(tx, actor, factor('reset', personId))
}
