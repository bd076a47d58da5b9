// The ceremonies of the second factor: each reads what is known, checks what was given, and writes both together.
import 'server-only'
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { write } from '@/db/client.ts'
import { makeToken, spendToken } from '@/features/accounts/mutations.ts'
import type { Actor, Proven } from '@/features/accounts/policy.ts'
import { limitByAddress, slowlyByCode } from '@/features/throttle/mutations.ts'
import { AppError } from '@/lib/errors.ts'
import { findPasskey, listCredentials } from './data.ts'
import * as change from './mutations.ts'
import { type RelyingParty, relyingParty } from './relying-party.ts'
import { browserAnswerSchema } from './schema.ts'

export type PasskeyQuestion = PublicKeyCredentialRequestOptionsJSON
export type PasskeyOffer = PublicKeyCredentialCreationOptionsJSON

const patience = 5 * 60_000

function party(): RelyingParty {
  const found = relyingParty()
  if (!found) throw new AppError('passkey-impossible')
  return found
}

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))

/** Uses a challenge up. False when it is not ours, or was used. */
async function spendChallenge(challenge: string, personId: number | null): Promise<boolean> {
  try {
    return (await write((tx) => spendToken(tx, 'challenge', challenge))).personId === personId
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

/**
 * Checks the code of the second step, slowing down those who try many. A wrong one is written down: whoever sends it has
 * the passphrase already.
 * @param ticket used up together with the code
 * @throws AppError code-wrong, too-many-attempts, link-expired
 */
export async function checkCode(
  person: Proven,
  code: string,
  address: string,
  ticket?: string,
): Promise<void> {
  const actor = { ...person, address }
  await slowlyByCode(person.id, address, async () => {
    try {
      await write(async (tx) => {
        await change.proveCode(tx, actor, person.id, code)
        if (ticket) await spendToken(tx, 'ticket', ticket)
      })
    } catch (error) {
      if (error instanceof AppError && error.code === 'code-wrong')
        await write((tx) => change.noteRefusal(tx, actor, person.id))
      throw error
    }
  })
}

/**
 * What a browser needs to make a passkey for somebody.
 * @throws AppError passkey-impossible
 */
export async function offerPasskey(actor: Proven, publication: string, email: string): Promise<PasskeyOffer> {
  const { id } = party()
  const challenge = await write((tx) => makeToken(tx, 'challenge', actor.id, patience))
  return generateRegistrationOptions({
    rpName: publication,
    rpID: id,
    userName: email,
    userDisplayName: actor.name,
    userID: new TextEncoder().encode(`testata:${actor.id}`),
    challenge: bytes(challenge),
    timeout: patience,
    attestationType: 'none',
    excludeCredentials: await listCredentials(actor.id),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

/**
 * Keeps the passkey that a browser made. Returns new recovery codes when there were none, else null.
 * @throws AppError passkey-failed, passkey-impossible
 */
export async function keepPasskey(actor: Proven, name: string, answer: unknown): Promise<string[] | null> {
  const { id, origin } = party()
  const verified = await verifyRegistrationResponse({
    response: browserAnswerSchema.parse(answer) as unknown as RegistrationResponseJSON,
    expectedChallenge: (challenge) => spendChallenge(challenge, actor.id),
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
  }).catch(() => null)
  if (!verified?.verified) throw new AppError('passkey-failed')
  const { credential } = verified.registrationInfo
  return write((tx) =>
    change.addPasskey(tx, actor, actor.id, {
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey).toString('base64url'),
      counter: credential.counter,
      transports: credential.transports ?? [],
      name,
    }),
  )
}

/**
 * A question that any passkey for this newsroom can answer.
 * @throws AppError passkey-impossible, too-many-attempts
 */
export async function askForPasskey(address: string): Promise<PasskeyQuestion> {
  const { id } = party()
  await limitByAddress('passkey:address', address)
  const challenge = await write((tx) => makeToken(tx, 'challenge', null, patience))
  return generateAuthenticationOptions({
    rpID: id,
    challenge: bytes(challenge),
    timeout: patience,
    userVerification: 'required',
  })
}

/**
 * Whose passkey answered. The device has checked that it is them, so this is both steps in one.
 * @throws AppError passkey-failed, passkey-impossible, too-many-attempts
 */
export async function passkeyOwner(answer: unknown, address: string): Promise<number> {
  const { id, origin } = party()
  await limitByAddress('passkey:address', address)
  const response = browserAnswerSchema.safeParse(answer)
  const known = response.success ? await findPasskey(response.data.id) : null
  if (!response.success || !known) throw new AppError('passkey-failed')
  const verified = await verifyAuthenticationResponse({
    response: response.data as unknown as AuthenticationResponseJSON,
    expectedChallenge: (challenge) => spendChallenge(challenge, null),
    expectedOrigin: origin,
    expectedRPID: id,
    credential: {
      id: response.data.id,
      publicKey: bytes(known.publicKey),
      counter: known.counter,
    },
    requireUserVerification: true,
  }).catch(() => null)
  if (!verified?.verified) throw new AppError('passkey-failed')
  await write((tx) => change.usePasskey(tx, known.id, verified.authenticationInfo.newCounter))
  return known.personId
}

/** Begins with an authenticator app: makes the secret that waits for its first code. */
export const beginTotp = (actor: Proven): Promise<void> =>
  write((tx) => change.startTotp(tx, actor, actor.id))

/**
 * Ends it with the first code. Returns new recovery codes when there were none, else null.
 * @throws AppError code-wrong, not-found, too-many-attempts
 */
export const finishTotp = (actor: Proven, code: string): Promise<string[] | null> =>
  slowlyByCode(actor.id, actor.address, () => write((tx) => change.confirmTotp(tx, actor, actor.id, code)))

export const endTotp = (actor: Proven): Promise<void> => write((tx) => change.removeTotp(tx, actor, actor.id))

export const newCodes = (actor: Proven): Promise<string[]> =>
  write((tx) => change.renewCodes(tx, actor, actor.id))

/** @throws AppError not-found when it is not theirs */
export const nameOfPasskey = (actor: Proven, id: number, name: string): Promise<void> =>
  write((tx) => change.renamePasskey(tx, actor, actor.id, id, name))

/** @throws AppError not-found when it is not theirs */
export const dropPasskey = (actor: Proven, id: number): Promise<void> =>
  write((tx) => change.removePasskey(tx, actor, actor.id, id))

/** Takes every second factor of somebody away. */
export const dropFactors = (actor: Actor, personId: number): Promise<void> =>
  write((tx) => change.resetFactors(tx, actor, personId))
