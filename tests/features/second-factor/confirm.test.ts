// Whoever holds a stolen session must not make it one that stays. Next itself is stood in for, as far as it brings the
// request's cookies; everything of ours is real.
import { encode } from 'next-auth/jwt'
import { Secret, TOTP } from 'otpauth'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { write } from '@/db/client.ts'
import type { Proven } from '@/features/accounts/policy.ts'
import { cookieName, sessionSecret } from '@/features/accounts/session.ts'
import {
  beginTotpAction,
  finishTotpAction,
  offerPasskeyAction,
  removePasskeyAction,
} from '@/features/second-factor/actions.ts'
import { findFactors, findTotp } from '@/features/second-factor/data.ts'
import { loadFactors } from '@/features/second-factor/loaders.ts'
import { addPasskey } from '@/features/second-factor/mutations.ts'
import { idle } from '@/lib/form-state.ts'
import { freshDatabase } from '../../factories/database.ts'
import { member, phrase, session } from '../../factories/members.ts'

const jar = vi.hoisted(() => new Map<string, string>())
vi.mock('next/headers', () => ({
  headers: async () => new Headers({ 'x-testata-address': '192.0.2.1' }),
  cookies: async () => ({
    get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined),
  }),
}))
vi.mock('next/server', () => ({ connection: async () => {} }))
vi.mock('next/cache', () => ({ cacheLife() {}, cacheTag() {}, refresh() {} }))
vi.mock('next/navigation', () => ({ redirect() {}, forbidden() {}, notFound() {} }))

freshDatabase()
let ada: Proven
beforeEach(async () => {
  process.env.SITE_URL = 'http://localhost:3000'
  ada = await member('editor')
  const token = { sid: await session(ada) }
  jar.set(cookieName(), await encode({ token, secret: sessionSecret(), maxAge: 3600 }))
})
afterEach(() => {
  delete process.env.SITE_URL
})

const minutesLater = (minutes: number) =>
  write(
    async (tx) => void (await tx.run(`UPDATE sessions SET created_at = created_at - ${minutes * 60_000}`)),
  )
const form = (fields: Record<string, string>) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  return data
}
const givePasskey = () =>
  write((tx) =>
    addPasskey(tx, ada, ada.id, {
      credentialId: 'abc',
      publicKey: 'abc',
      counter: 0,
      transports: [],
      name: 'portatile',
    }),
  )
const factors = () => findFactors(ada.id)
const removal = async (password = '') =>
  removePasskeyAction(idle, form({ id: String((await factors()).passkeys[0]?.id), password }))

it('who signed in a moment ago is believed', async () => {
  await givePasskey()
  await minutesLater(9)
  expect((await loadFactors(ada)).confirm).toBe(true) // no session of theirs
  expect(await offerPasskeyAction('')).toMatchObject({ status: 'done' })
  expect(await removal()).toMatchObject({ status: 'done' })
})

it('later a passkey is made or taken away with the passphrase only', async () => {
  await givePasskey()
  await minutesLater(11)
  expect(await offerPasskeyAction('')).toMatchObject({ code: 'password-asked' })
  expect(await offerPasskeyAction('non è questa la frase')).toMatchObject({ code: 'password-wrong' })
  expect(await offerPasskeyAction(phrase)).toMatchObject({ status: 'done' })
  expect(await removal()).toMatchObject({ code: 'password-asked' })
  expect(await removal('non è questa la frase')).toMatchObject({ code: 'password-wrong' })
  expect((await factors()).passkeys).toHaveLength(1)
  expect(await removal(phrase)).toMatchObject({ status: 'done' })
  expect((await factors()).passkeys).toHaveLength(0)
})

it('later an authenticator app is added with the passphrase only, also one that was begun before', async () => {
  await beginTotpAction(idle, form({}))
  await minutesLater(11)
  const secret = Secret.fromBase32((await findTotp(ada.id)).pending ?? '')
  const code = () => new TOTP({ secret }).generate()
  expect(await finishTotpAction(idle, form({ code: code() }))).toMatchObject({ code: 'password-asked' })
  expect((await factors()).totp).toBe(false)
  expect(await finishTotpAction(idle, form({ code: code(), password: phrase }))).toMatchObject({
    status: 'done',
  })
  expect((await factors()).totp).toBe(true)
})
