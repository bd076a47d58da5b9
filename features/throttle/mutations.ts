// Slows down whoever guesses. Attempts are counted before they are judged, so that many at once do not slip through, and
// taken back when they were right. Nothing here locks anybody out for good: every count ends by itself.
import 'server-only'
import { createHash } from 'node:crypto'
import type Database from 'better-sqlite3'
import { RateLimiterMemory, RateLimiterRes, RateLimiterSQLite } from 'rate-limiter-flexible'
import { attemptsConnection, pruneAttempts } from '@/db/metrics.ts'
import { AppError } from '@/lib/errors.ts'
import { networkOf } from '@/lib/network.ts'

const minutes = 60
const hours = 60 * minutes

/** How many attempts in how many seconds. */
const rules = {
  'sign-in:pair': { points: 5, duration: 15 * minutes },
  'sign-in:address': { points: 20, duration: hours },
  'sign-in:account': { points: 100, duration: hours },
  'code:pair': { points: 5, duration: 15 * minutes },
  'code:account': { points: 30, duration: hours },
  'passkey:address': { points: 60, duration: hours },
  'reset:address': { points: 10, duration: hours },
  'reset:account': { points: 3, duration: hours },
  'subscribe:hour': { points: 5, duration: hours },
  'subscribe:day': { points: 20, duration: 24 * hours },
  'subscribe:site': { points: 60, duration: minutes },
  'subscribe:data': { points: 1, duration: hours },
} as const
export type Rule = keyof typeof rules

const limiters = new WeakMap<Database.Database, Map<Rule, RateLimiterSQLite>>()

function limiter(rule: Rule): RateLimiterSQLite {
  const storeClient = attemptsConnection()
  const known = limiters.get(storeClient) ?? new Map<Rule, RateLimiterSQLite>()
  limiters.set(storeClient, known)
  let found = known.get(rule)
  if (!found) {
    const options = { ...rules[rule], keyPrefix: rule }
    found = new RateLimiterSQLite({
      ...options,
      storeClient,
      storeType: 'better-sqlite3',
      tableName: 'attempts',
      tableCreated: true,
      insuranceLimiter: new RateLimiterMemory(options), // a full disk must not keep everybody out
    })
    known.set(rule, found)
  }
  return found
}

/** What stands for an account: not its address, which nobody needs to read in this table. */
const accountKey = (account: string) => createHash('sha256').update(account).digest('base64url').slice(0, 22)

/** Counts one attempt. Returns how long to wait, in milliseconds, when there were too many; else 0. */
export async function countAttempt(rule: Rule, key: string): Promise<number> {
  try {
    await limiter(rule).consume(key)
    return 0
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return Math.max(refused.msBeforeNext, 1000)
    throw refused
  }
}

/** @throws AppError too-many-attempts, with the seconds to wait */
function refuse(wait: number): void {
  if (wait > 0) throw new AppError('too-many-attempts', '', { seconds: Math.ceil(wait / 1000) })
}

const slowDown = 3_000

/**
 * Checks a passphrase, slowing down those who try many. An account that many addresses try at once answers slowly, but
 * never refuses: its owner, who comes from another address, gets in.
 * @param account the address that was typed, in its kept form
 * @throws AppError too-many-attempts; whatever `work` throws
 */
export async function slowly<T>(account: string, address: string, work: () => Promise<T>): Promise<T> {
  const [who, network] = [accountKey(account), networkOf(address)]
  refuse(await countAttempt('sign-in:pair', `${who}:${network}`))
  refuse(await countAttempt('sign-in:address', network))
  if ((await countAttempt('sign-in:account', who)) > 0)
    await new Promise((resolve) => setTimeout(resolve, slowDown))
  const result = await work()
  await limiter('sign-in:pair').delete(`${who}:${network}`)
  await limiter('sign-in:address').reward(network)
  await limiter('sign-in:account').reward(who)
  return result
}

/**
 * Checks a code of somebody who has proved the first step already.
 * @throws AppError too-many-attempts; whatever `work` throws
 */
export async function slowlyByCode<T>(personId: number, address: string, work: () => Promise<T>): Promise<T> {
  const pair = `${personId}:${networkOf(address)}`
  refuse(await countAttempt('code:pair', pair))
  refuse(await countAttempt('code:account', String(personId)))
  const result = await work()
  await limiter('code:pair').delete(pair)
  await limiter('code:account').reward(String(personId))
  return result
}

/**
 * Counts a request that costs us something, by where it comes from.
 * @throws AppError too-many-attempts
 */
export async function limitByAddress(
  rule: 'reset:address' | 'passkey:address',
  address: string,
): Promise<void> {
  refuse(await countAttempt(rule, networkOf(address)))
}

/**
 * Whether a wish to subscribe from a network address is one too many. Both counts go on whatever the other says, and
 * nobody is told: the answer is always the same.
 */
export async function tooManyWishes(address: string): Promise<boolean> {
  const network = networkOf(address, 24)
  const waits = [await countAttempt('subscribe:hour', network), await countAttempt('subscribe:day', network)]
  return waits.some((wait) => wait > 0)
}

/** Whether somebody may be sent another link now. Nobody is told: the answer to the one who asks is always the same. */
export async function mayMail(account: string): Promise<boolean> {
  return (await countAttempt('reset:account', accountKey(account))) === 0
}

/** Forgets attempts whose time is over. */
export const forgetAttempts = (): Promise<void> => pruneAttempts(Date.now())
