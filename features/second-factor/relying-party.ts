// Whom a passkey is for: the host name in SITE_URL.
import { isIP } from 'node:net'
import { readEnv } from '@/lib/env.mjs'

export type RelyingParty = { id: string; origin: string }

/** Browsers know passkeys for names under HTTPS and for localhost. Null where they would refuse. */
export function relyingParty(siteUrl = readEnv().siteUrl): RelyingParty | null {
  const { hostname, protocol, origin } = new URL(siteUrl)
  const name = hostname.replace(/^\[|\]$/g, '')
  if (isIP(name) || (protocol !== 'https:' && name !== 'localhost')) return null
  return { id: name, origin }
}
