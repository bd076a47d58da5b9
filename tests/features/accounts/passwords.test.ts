import { expect, it } from 'vitest'
import { hashPassword, verifyPassword } from '@/features/accounts/passwords.ts'

it('a hash is Argon2id with its parameters and its own salt', async () => {
  const [one, two] = await Promise.all([hashPassword('una frase lunga'), hashPassword('una frase lunga')])
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(one).not.toBe(two)
  expect([
    await verifyPassword(one, 'una frase lunga'),
    await verifyPassword(one, 'una frase lungA'),
  ]).toEqual([true, false])
})

it('a passphrase is the same on every keyboard: composed or not, wide or narrow', async () => {
  const hash = await hashPassword('perché ９ caffè')
  expect(await verifyPassword(hash, 'perche\u0301 9 caffe\u0300')).toBe(true)
})

it('without a hash the answer is no, and takes as long', async () => {
  expect(await verifyPassword(null, 'nobody has this passphrase')).toBe(false)
  const stored = await hashPassword('una frase lunga')
  const time = async (hash: string | null) => {
    const start = performance.now()
    for (let i = 0; i < 5; i++) await verifyPassword(hash, 'sbagliata')
    return performance.now() - start
  }
  const [known, unknown] = [await time(stored), await time(null)]
  expect(unknown / known).toBeGreaterThan(0.3) // without the work it would be a thousandth
  expect(unknown / known).toBeLessThan(3.3)
})

it('a crowd is served in turn, none is forgotten', async () => {
  const hash = await hashPassword('una frase lunga')
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, i) => verifyPassword(hash, i % 2 ? 'una frase lunga' : 'altra')),
  )
  expect(answers).toEqual(Array.from({ length: 12 }, (_, i) => i % 2 === 1))
})
