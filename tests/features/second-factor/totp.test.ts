import { Secret, TOTP } from 'otpauth'
import { beforeEach, expect, it } from 'vitest'
import { write } from '@/db/client.ts'
import type { Proven } from '@/features/accounts/policy.ts'
import { findFactors, findTotp, hasFactor } from '@/features/second-factor/data.ts'
import {
  addPasskey,
  confirmTotp,
  proveCode,
  removePasskey,
  removeTotp,
  renamePasskey,
  renewCodes,
  resetFactors,
  startTotp,
} from '@/features/second-factor/mutations.ts'
import { newRecoveryCodes, recoveryHash } from '@/features/second-factor/recovery.ts'
import { relyingParty } from '@/features/second-factor/relying-party.ts'
import { newTotpSecret, totpStep, totpUri } from '@/features/second-factor/totp.ts'
import { keyFor, seal, unseal } from '@/lib/secrets.ts'
import { everyRow, freshDatabase } from '../../factories/database.ts'
import { member } from '../../factories/members.ts'

freshDatabase()

let ada: Proven
beforeEach(async () => {
  ada = await member('editor')
})

const codeAt = (secret: string, at = Date.now()) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at })

/** Adds an app to Ada's account, with a code of half a minute ago; returns its secret and the recovery codes. */
async function enrolled() {
  await write((tx) => startTotp(tx, ada, ada.id))
  const { pending } = await findTotp(ada.id)
  if (!pending) throw new Error('no secret waits')
  const codes = await write((tx) => confirmTotp(tx, ada, ada.id, codeAt(pending, Date.now() - 30_000)))
  return { secret: pending, codes: codes ?? [] }
}
const prove = (code: string, id = ada.id) => write((tx) => proveCode(tx, ada, id, code))

it('the code of RFC 6238 is right at its time, and half a minute off', () => {
  const secret = Secret.fromLatin1('12345678901234567890').base32
  expect(totpStep(secret, '287082', 0, 59_000)).toBe(1)
  expect(totpStep(secret, '287 082', 0, 59_000)).toBe(1)
  expect(totpStep(secret, '287082', 0, 89_000)).toBe(1)
  expect(totpStep(secret, '287082', 0, 121_000)).toBeNull()
  for (const wrong of ['287083', '', '28708', '2870822', 'abcdef', '２８７０８２'])
    expect([wrong, totpStep(secret, wrong, 0, 59_000)]).toEqual([wrong, null])
})

it('the QR code names publication and person', () => {
  const uri = new URL(totpUri(newTotpSecret(), 'L’Altana', 'ada@example.org'))
  expect([uri.protocol, uri.searchParams.get('issuer')]).toEqual(['otpauth:', 'L’Altana'])
  expect(decodeURIComponent(uri.pathname)).toContain('ada@example.org')
})

it('until the first code is right, nothing is asked for', async () => {
  await write((tx) => startTotp(tx, ada, ada.id))
  await expect(write((tx) => confirmTotp(tx, ada, ada.id, '000000'))).rejects.toThrow('code-wrong')
  expect(await hasFactor(ada.id)).toBe(false)
  await expect(prove('000000')).rejects.toThrow('code-wrong')
})

it('a code works once, and so does the one that confirmed', async () => {
  const { secret } = await enrolled()
  await expect(prove(codeAt(secret, Date.now() - 30_000))).rejects.toThrow('code-wrong')
  const code = codeAt(secret)
  await expect(prove(code)).resolves.toBeUndefined()
  await expect(prove(code)).rejects.toThrow('code-wrong')
})

it('of two who use one code at once, one is let in', async () => {
  const { secret } = await enrolled()
  const code = codeAt(secret)
  const results = await Promise.allSettled([prove(code), prove(code)])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

it('the secret is not readable in the database', async () => {
  const { secret, codes } = await enrolled()
  const all = JSON.stringify(everyRow())
  expect(all).not.toContain(secret)
  for (const code of codes) expect(all).not.toContain(code)
})

it('a recovery code works once, however it is typed, and for its owner alone', async () => {
  const { codes } = await enrolled()
  const bea = await member('author')
  expect(new Set(codes).size).toBe(10)
  await expect(prove(codes[0] as string, bea.id)).rejects.toThrow('code-wrong')
  await expect(prove(` ${codes[0]?.toUpperCase().replace('-', ' ')} `)).resolves.toBeUndefined()
  await expect(prove(codes[0] as string)).rejects.toThrow('code-wrong')
  expect((await findFactors(ada.id)).recoveryCodes).toBe(9)
})

it('new codes take the place of the old ones', async () => {
  const { codes } = await enrolled()
  const fresh = await write((tx) => renewCodes(tx, ada, ada.id))
  await expect(prove(codes[1] as string)).rejects.toThrow('code-wrong')
  await expect(prove(fresh[1] as string)).resolves.toBeUndefined()
})

it('what cannot be a recovery code is none', () => {
  expect(newRecoveryCodes().every((code) => recoveryHash(code) !== null)).toBe(true)
  for (const wrong of ['', 'abcde', 'abcde-fghj1', 'abcde-fghjk2', "'; DROP"])
    expect(recoveryHash(wrong)).toBeNull()
})

const key = {
  credentialId: 'cred-1',
  publicKey: 'AAAA',
  counter: 0,
  transports: ['internal'],
  name: 'portatile',
}

it('with the last factor the recovery codes go too', async () => {
  await enrolled()
  expect(await write((tx) => addPasskey(tx, ada, ada.id, key))).toBeNull() // codes are there already
  await write((tx) => removeTotp(tx, ada, ada.id))
  expect(await findFactors(ada.id)).toMatchObject({ totp: false, recoveryCodes: 10 })
  const [passkey] = (await findFactors(ada.id)).passkeys
  await write((tx) => removePasskey(tx, ada, ada.id, passkey?.id as number))
  expect(await findFactors(ada.id)).toEqual({ totp: false, pending: false, passkeys: [], recoveryCodes: 0 })
})

it('somebody else’s passkey cannot be named or taken away', async () => {
  await write((tx) => addPasskey(tx, ada, ada.id, key))
  const bea = await member('author')
  const id = (await findFactors(ada.id)).passkeys[0]?.id as number
  await expect(write((tx) => removePasskey(tx, bea, bea.id, id))).rejects.toThrow('not-found')
  await expect(write((tx) => renamePasskey(tx, bea, bea.id, id, 'mine'))).rejects.toThrow('not-found')
  expect((await findFactors(ada.id)).passkeys).toMatchObject([{ name: 'portatile' }])
})

it('an administrator can take everything away from somebody who lost their phone', async () => {
  await enrolled()
  await write((tx) => addPasskey(tx, ada, ada.id, key))
  const admin = await member('administrator')
  await write((tx) => resetFactors(tx, admin, ada.id))
  expect(await findFactors(ada.id)).toEqual({ totp: false, pending: false, passkeys: [], recoveryCodes: 0 })
})

it('what is sealed opens with its own key, unchanged', () => {
  const sealed = seal(keyFor('totp'), 'segreto')
  expect(unseal(keyFor('totp'), sealed)).toBe('segreto')
  expect(seal(keyFor('totp'), 'segreto')).not.toBe(sealed)
  expect(() => unseal(keyFor('mail'), sealed)).toThrow()
  expect(() => unseal(keyFor('totp'), `${sealed.slice(0, -4)}AAAA`)).toThrow()
  expect(() => unseal(keyFor('totp'), '')).toThrow()
})

it.each([
  ['https://www.example.org', 'www.example.org'],
  ['https://www.example.org:8443', 'www.example.org'],
  ['http://localhost:3000', 'localhost'],
  ['http://127.0.0.1:3000', undefined],
  ['https://[::1]:3000', undefined],
  ['http://www.example.org', undefined],
])('passkeys at %s are for %s', (siteUrl, id) => {
  expect(relyingParty(siteUrl)?.id).toBe(id)
})
