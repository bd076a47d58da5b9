import { z } from 'zod'

/** A passkey, as its owner sees it. Times in UTC milliseconds. */
export type Passkey = { id: number; name: string; createdAt: number; lastUsedAt: number | null }

/** What somebody has beside their passphrase. */
export type Factors = {
  totp: boolean
  /** Whether a secret waits to be confirmed with a first code. */
  pending: boolean
  passkeys: Passkey[]
  recoveryCodes: number
}

export const codeSchema = z.string().trim().min(1, 'required').max(40)
export const passkeyNameSchema = z.string().trim().min(1, 'required').max(60)

/** What a browser answers; the library that checks it looks at every part. */
export const browserAnswerSchema = z.looseObject({
  id: z.string().max(2000),
  rawId: z.string().max(2000),
  type: z.literal('public-key'),
  response: z.record(z.string(), z.unknown()),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
  authenticatorAttachment: z.string().max(40).optional(),
})
