import type { IncomingMessage } from 'node:http'
import ipaddr from 'ipaddr.js'
import { readEnv } from '@/lib/env.mjs'

/** The one form of an address: IPv4 that came over IPv6 is IPv4. Empty when it is none. */
function normal(text: string): string {
  return ipaddr.isValid(text) ? ipaddr.process(text).toString() : ''
}

function isTrusted(address: string): boolean {
  if (!address) return false
  const parsed = ipaddr.parse(address)
  return readEnv().trustedProxies.some((range) => {
    const [network, bits] = ipaddr.parseCIDR(range)
    return network.kind() === parsed.kind() && parsed.match(network, bits)
  })
}

/**
 * The network address that a request comes from. X-Forwarded-For is believed only as far as the proxies named in
 * TRUSTED_PROXIES wrote it: from the right, the first address that is none of them.
 */
export function clientAddress(req: IncomingMessage): string {
  let address = normal(req.socket.remoteAddress ?? '')
  const chain = String(req.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((part) => normal(part.trim()))
  while (isTrusted(address) && chain.length > 0) {
    const before = chain.pop()
    if (!before) break
    address = before
  }
  return address
}
