import { Secret, TOTP } from 'otpauth'
import { beforeEach, expect, it } from 'vitest'
import { write } from '@/db/client.ts'
import { makeToken } from '@/features/accounts/mutations.ts'
import type { Proven } from '@/features/accounts/policy.ts'
import { findTotp } from '@/features/second-factor/data.ts'
import { renewCodes } from '@/features/second-factor/mutations.ts'
import { beginTotp, checkCode, finishTotp } from '@/features/second-factor/worker.ts'
import { freshDatabase, rows } from '../../factories/database.ts'
import { member } from '../../factories/members.ts'

freshDatabase()
let ada: Proven
let codes: string[]
beforeEach(async () => {
  ada = await member('editor')
  codes = await write((tx) => renewCodes(tx, ada, ada.id))
})

const here = '192.0.2.1'
/** What became of codes that were sent at the same moment. */
const atOnce = async (sent: string[]) =>
  (await Promise.allSettled(sent.map((code, i) => checkCode(ada, code, `192.0.2.${i}`)))).map(
    ({ status }) => status,
  )
const passed = (results: string[]) => results.filter((status) => status === 'fulfilled').length

it('a recovery code works once, also when it is sent many times at the same moment', async () => {
  const [code = ''] = codes
  expect(passed(await atOnce(Array(5).fill(code)))).toBe(1)
  await expect(checkCode(ada, code.toUpperCase().replace('-', ' '), here)).rejects.toThrow('code-wrong')
})

it('a code of the app works once, also when it is sent many times at the same moment', async () => {
  await beginTotp(ada)
  const app = new TOTP({ secret: Secret.fromBase32((await findTotp(ada.id)).pending ?? '') })
  await finishTotp(ada, app.generate({ timestamp: Date.now() - 30_000 }))
  await expect(checkCode(ada, app.generate({ timestamp: Date.now() - 30_000 }), here)).rejects.toThrow(
    'code-wrong',
  )
  expect(passed(await atOnce(Array(5).fill(app.generate())))).toBe(1)
})

it('a ticket is used up together with its code, and another’s ticket uses no code up', async () => {
  const ticket = await write((tx) => makeToken(tx, 'ticket', ada.id, 60_000))
  const [one = '', two = ''] = codes
  await checkCode(ada, one, here, ticket)
  await expect(checkCode(ada, two, here, ticket)).rejects.toThrow('link-expired')
  await expect(checkCode(ada, two, here)).resolves.toBeUndefined()
})

it('guessing a code is written down, slowed down, and kept to the one who is guessed at', async () => {
  for (let i = 0; i < 5; i++) await expect(checkCode(ada, '000000', here)).rejects.toThrow('code-wrong')
  await expect(checkCode(ada, codes[0] ?? '', here)).rejects.toThrow('too-many-attempts')
  expect(rows("SELECT actor_id, address FROM audit_log WHERE event = 'second_factor.refuse'")).toEqual(
    Array(5).fill({ actor_id: ada.id, address: here }),
  )
  const bea = await member('author')
  const [hers = ''] = await write((tx) => renewCodes(tx, bea, bea.id))
  await expect(checkCode(bea, codes[1] ?? '', '192.0.2.9')).rejects.toThrow('code-wrong')
  await expect(checkCode(bea, hers, '192.0.2.9')).resolves.toBeUndefined()
})
