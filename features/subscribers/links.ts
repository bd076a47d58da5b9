// The addresses that stand in letters. Those that say yes are random and good once; those that say no are signed, and
// good as long as there is a key.
import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { readEnv } from '@/lib/env.mjs'
import { keyFor } from '@/lib/secrets.ts'

/** A key that signs links; `id` names it in them. */
export type LinkKey = { id: number; key: Buffer }

/** Where the message that asks to confirm leads. */
export const confirmPath = (token: string): string => `/newsletter/confirm/${token}`
/** For whoever did not ask for it. */
export const refusePath = (token: string): string => `${confirmPath(token)}/non-sono-io`
/** Everything that a subscriber can set. */
export const preferencesPath = (token: string): string => `/newsletter/preferences/${token}`
/** One's own data, to take along or to have erased. */
export const dataPath = (token: string): string => `/newsletter/data/${token}`
/** The way out, in every letter. */
export const leavePath = (token: string): string => `/u/${token}`

export const absolute = (path: string): string => readEnv().siteUrl + path

/** Makes what stands for addresses where the addresses themselves must not: for many of them, with the key read once. */
export function emailKeys(): (email: string) => string {
  const key = keyFor('newsletter-address')
  return (email) => createHmac('sha256', key).update(email).digest('base64url').slice(0, 32)
}

/** What stands for an address where the address itself must not: not even a stolen database tells it. */
export const emailKey = (email: string): string => emailKeys()(email)

const proof = (key: Buffer, uid: string, newsletter: number): string =>
  createHmac('sha256', key)
    .update(`leave|${uid}|${newsletter}`)
    .digest()
    .subarray(0, 16)
    .toString('base64url')

/** The token by which a subscriber leaves a newsletter, or, with 0, sees what they are subscribed to. */
export const signLeave = ({ id, key }: LinkKey, uid: string, newsletter: number): string =>
  `k${id}.${uid}.${newsletter}.${proof(key, uid, newsletter)}`

/** Who a signed token is about; null when it is not one of ours. */
export function readLeave(
  keys: readonly LinkKey[],
  token: string,
): { uid: string; newsletter: number } | null {
  const [id = '', uid = '', number = '', given = ''] = token.split('.')
  const key = keys.find((one) => `k${one.id}` === id)
  if (!key) return null
  const wanted = Buffer.from(proof(key.key, uid, Number(number)))
  const shown = Buffer.from(given)
  return wanted.length === shown.length && timingSafeEqual(wanted, shown)
    ? { uid, newsletter: Number(number) }
    : null
}
