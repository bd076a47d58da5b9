import { afterEach, expect, it, vi } from 'vitest'
import { close } from '@/db/client.ts'
import { closeMetrics } from '@/db/metrics.ts'
import { signIn } from '@/features/accounts/sign-in.ts'
import { slowly, slowlyByCode } from '@/features/throttle/mutations.ts'
import { AppError } from '@/lib/errors.ts'
import { networkOf } from '@/lib/network.ts'
import { freshDatabase, rows } from '../../factories/database.ts'
import { member, phrase } from '../../factories/members.ts'

freshDatabase()
afterEach(() => vi.useRealTimers())

const wrong = async () => {
  throw new AppError('sign-in-failed')
}
const right = async () => 'in'

/** The code of the refusal, or what came out. */
const outcome = (attempt: Promise<unknown>) =>
  attempt.catch((error: unknown) => (error instanceof AppError ? error.code : Promise.reject(error)))

it('after five wrong ones the sixth is not even looked at, and the answer says how long to wait', async () => {
  for (let i = 0; i < 5; i++) expect(await outcome(slowly('ada', '192.0.2.1', wrong))).toBe('sign-in-failed')
  const refused = await slowly('ada', '192.0.2.1', right).catch((error: AppError) => error)
  expect(refused).toMatchObject({ code: 'too-many-attempts' })
  const { seconds } = (refused as AppError).facts
  expect(seconds).toBeGreaterThan(14 * 60)
  expect(seconds).toBeLessThanOrEqual(15 * 60)
})

it('the right one from another address gets in all the while', async () => {
  for (let i = 0; i < 20; i++) await outcome(slowly('ada', '192.0.2.1', wrong))
  expect(await outcome(slowly('ada', '192.0.2.2', right))).toBe('in')
})

it('it is never for good: a quarter of an hour later there is another chance', async () => {
  for (let i = 0; i < 12; i++) await outcome(slowly('ada', '192.0.2.1', wrong))
  vi.useFakeTimers({ now: Date.now() + 15 * 60_000 + 1, toFake: ['Date'] })
  expect(await outcome(slowly('ada', '192.0.2.1', right))).toBe('in')
})

it('a right one clears the count', async () => {
  for (let round = 0; round < 4; round++) {
    for (let i = 0; i < 4; i++) await outcome(slowly('ada', '192.0.2.1', wrong))
    expect(await outcome(slowly('ada', '192.0.2.1', right))).toBe('in')
  }
})

it('one address that tries many accounts is refused after twenty', async () => {
  const answers: unknown[] = []
  for (let i = 0; i < 25; i++) answers.push(await outcome(slowly(`person-${i}`, '192.0.2.1', wrong)))
  expect(answers.filter((answer) => answer === 'sign-in-failed')).toHaveLength(20)
  expect(answers.slice(20)).toEqual(Array(5).fill('too-many-attempts'))
})

it('an account that many addresses try becomes slow, and its owner gets in', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  for (let i = 0; i < 101; i++) {
    const attempt = outcome(slowly('ada', `10.0.${i}.1`, wrong))
    await vi.advanceTimersByTimeAsync(5_000)
    expect(await attempt).toBe('sign-in-failed')
  }
  let done = false
  const owner = slowly('ada', '192.0.2.9', right).finally(() => {
    done = true
  })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(done).toBe(false)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(await owner).toBe('in')
})

it('many at once are counted before they are looked at', async () => {
  const answers = await Promise.all(
    Array.from({ length: 30 }, () => outcome(slowly('ada', '192.0.2.1', wrong))),
  )
  expect(answers.filter((answer) => answer === 'sign-in-failed')).toHaveLength(5)
})

it('the count outlives the process', async () => {
  for (let i = 0; i < 5; i++) await outcome(slowly('ada', '192.0.2.1', wrong))
  await close()
  await closeMetrics()
  expect(await outcome(slowly('ada', '192.0.2.1', right))).toBe('too-many-attempts')
})

it('codes are slowed by person and place, and in all', async () => {
  const code = async () => {
    throw new AppError('code-wrong')
  }
  const answers: unknown[] = []
  for (let i = 0; i < 7; i++) answers.push(await outcome(slowlyByCode(1, '192.0.2.1', code)))
  expect(answers.filter((answer) => answer === 'code-wrong')).toHaveLength(5)
  for (let i = 0; i < 40; i++) await outcome(slowlyByCode(2, `192.0.2.${i}`, code))
  expect(await outcome(slowlyByCode(2, '198.51.100.1', right))).toBe('too-many-attempts')
})

it('an IPv6 customer is one address, whatever they make of their network', () => {
  expect(networkOf('2001:db8:1:2:aaaa::1')).toBe(networkOf('2001:db8:1:2:ffff:1:2:3'))
  expect(networkOf('2001:db8:1:2::1')).not.toBe(networkOf('2001:db8:1:3::1'))
  expect(networkOf('::ffff:192.0.2.1')).toBe('192.0.2.1')
  expect(networkOf('192.0.2.1')).not.toBe(networkOf('192.0.2.2'))
  expect(networkOf('')).toBe('unknown')
})

it('who is unknown, shut out, invited or mistyped gets one answer', async () => {
  await member('author', 'ada@example.org')
  const cases: [string, string][] = [
    ['ada@example.org', 'not this one, sorry'],
    ['nobody@example.org', phrase],
    ['not an address', phrase],
    ['ada＠example.org', phrase],
    ['', ''],
  ]
  const answers = await Promise.all(
    cases.map(([email, password], i) =>
      signIn(email, password, `192.0.2.${i}`).catch((error: unknown) => String(error)),
    ),
  )
  expect(new Set(answers)).toEqual(new Set(['AppError: sign-in-failed']))
  expect(rows("SELECT count(*) AS n FROM audit_log WHERE event = 'session.refuse'")).toEqual([
    { n: cases.length },
  ])
  expect(await signIn('ADA@example.org ', phrase, '192.0.2.99')).toMatchObject({ role: 'author' })
})
