import { findPerson } from '@/features/accounts/data.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { mustConfirm } from '@/features/accounts/sign-in.ts'
import { loadPublication } from '@/features/settings/loaders.ts'
import { AppError } from '@/lib/errors.ts'
import { findFactors, findTotp } from './data.ts'
import { relyingParty } from './relying-party.ts'
import type { Factors } from './schema.ts'
import { totpUri } from './totp.ts'

export type FactorsView = {
  factors: Factors
  /** The secret that waits to be confirmed: as it is typed, in groups of four, and as the QR code says it. */
  setUp: { key: string; uri: string } | null
  /** Whether browsers can have passkeys for this newsroom. */
  possible: boolean
  /** Whether the passphrase is asked for before something changes. */
  confirm: boolean
}

/** What the page about one's own second factor shows. */
export async function loadFactors(actor: Actor): Promise<FactorsView> {
  const person = actor.id === null ? null : await findPerson(actor.id)
  if (!person) throw new AppError('not-found')
  const factors = await findFactors(person.id)
  const { pending } = await findTotp(person.id)
  const setUp =
    pending && !factors.totp
      ? {
          key: pending.replace(/.{4}(?=.)/g, '$& '),
          uri: totpUri(pending, (await loadPublication()).name, person.email),
        }
      : null
  return { factors, setUp, possible: relyingParty() !== null, confirm: await mustConfirm(actor) }
}
