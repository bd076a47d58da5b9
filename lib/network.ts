import { isIPv4 } from 'node:net'
import ipaddr from 'ipaddr.js'

/**
 * The network that stands for whoever has an address: of IPv4 its first `bits`, all of them unless told; of IPv6 the /64,
 * which one customer has all to themselves. What is no address is one network of its own.
 */
export function networkOf(address: string, bits: 24 | 32 = 32): string {
  if (!ipaddr.isValid(address)) return 'unknown'
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv4')
    return bits === 32 ? parsed.toString() : `${parsed.toByteArray().slice(0, 3).join('.')}.0/24`
  const parts = parsed.toByteArray().slice(0, 8)
  return `${parts.map((byte) => byte.toString(16).padStart(2, '0')).join('')}/64`
}

/** Whether a host, as an address names it, is this machine. A name that only begins like one of its addresses is not. */
export const isLoopback = (host: string): boolean => {
  const bare = host.replace(/^\[(.*)\]$/, '$1')
  return bare === 'localhost' || bare === '::1' || (isIPv4(bare) && bare.startsWith('127.'))
}
