// Sender Policy Framework (RFC 7208), as far as it can be judged from outside: which servers may send for a domain.
import { BlockList, isIP } from 'node:net'

/** What is asked of DNS; `dns.promises.Resolver` has it. Names without records reject with ENOTFOUND or ENODATA. */
export type DomainResolver = {
  resolveTxt(name: string): Promise<string[][]>
  resolveMx(name: string): Promise<{ exchange: string; priority: number }[]>
  resolve4(name: string): Promise<string[]>
  resolve6(name: string): Promise<string[]>
  reverse(address: string): Promise<string[]>
}

/** Records of a name; none is no failure. @throws what DNS itself fails with */
export async function look<T>(asked: Promise<T[]>): Promise<T[]> {
  try {
    return await asked
  } catch (error) {
    if (/^E?(?:NOTFOUND|NODATA)$/.test((error as { code?: string }).code ?? '')) return []
    throw error
  }
}

/** TXT records of a name that begin as given, each in one piece. */
export async function textsOf(dns: DomainResolver, name: string, begin: RegExp): Promise<string[]> {
  return (await look(dns.resolveTxt(name))).map((parts) => parts.join('')).filter((text) => begin.test(text))
}

/** Addresses of a host, or the address itself. */
export async function addressesOf(dns: DomainResolver, host: string): Promise<string[]> {
  if (isIP(host)) return [host]
  return (await Promise.all([look(dns.resolve4(host)), look(dns.resolve6(host))])).flat()
}

/** How many questions a record may cost (RFC 7208 §4.6.4). */
const mostLookups = 10

export type Spf = {
  records: string[]
  /** One of the addresses may send. */
  covers: boolean
  /** Other domains' servers may send: those of a provider. */
  includes: boolean
  /** Nobody may send. */
  isClosed: boolean
  /** Everybody may send. */
  isOpen: boolean
  /** It costs receivers more questions than they ask, so they refuse it. */
  isTooLong: boolean
}

/** Judges the record of a domain for a mail server's addresses. @throws what DNS itself fails with */
export async function judgeSpf(
  dns: DomainResolver,
  domain: string,
  addresses: readonly string[],
): Promise<Spf> {
  const records = await textsOf(dns, domain, /^v=spf1(?:\s|$)/i)
  const [record = ''] = records
  const walk = new Walk(dns, addresses)
  const covers = records.length === 1 && (await walk.permits(domain, record))
  const terms = record.split(/\s+/).slice(1).filter(Boolean)
  return {
    records,
    covers,
    includes: terms.some((term) => /^\+?include:|^redirect=/i.test(term)),
    isClosed: !terms.some((term) =>
      /^\+?(?:all$|a\b|mx\b|ip[46]:|include:|exists:|ptr\b)|^redirect=/i.test(term),
    ),
    isOpen: terms.some((term) => /^\+?all$/i.test(term)),
    isTooLong: walk.lookups > mostLookups,
  }
}

const term =
  /^([+?~-]?)(ip4|ip6|include|redirect|exists|ptr|mx|a)(?:[:=]([^/]+))?(?:\/(\d{1,3}))?(?:\/\/(\d{1,3}))?$/i

class Walk {
  lookups = 0
  private readonly dns: DomainResolver
  private readonly addresses: readonly string[]
  constructor(dns: DomainResolver, addresses: readonly string[]) {
    this.dns = dns
    this.addresses = addresses
  }

  /** Whether a record lets one of the addresses through by something other than `all`. */
  async permits(domain: string, record: string): Promise<boolean> {
    let found = false
    for (const text of record.split(/\s+/).slice(1, 60)) {
      if (this.lookups > mostLookups) return found
      const [, sign = '', name = '', target = domain, first, second] = term.exec(text) ?? []
      if (name === '') continue
      // The one length of ip6 is that of IPv6; elsewhere the first is IPv4's.
      const isSix = name.toLowerCase() === 'ip6'
      const [four, six] = isSix ? [32, Number(first ?? 128)] : [Number(first ?? 32), Number(second ?? 128)]
      const isIn = await this.matches(name.toLowerCase(), target, four, six)
      if (isIn && (sign === '' || sign === '+')) found = true
    }
    return found
  }

  private async matches(name: string, target: string, four: number, six: number): Promise<boolean> {
    if (name === 'ip4' || name === 'ip6') return this.within([target], four, six)
    this.lookups++
    if (target.includes('%') || name === 'exists' || name === 'ptr') return false
    if (name === 'include' || name === 'redirect') {
      const [record] = await textsOf(this.dns, target, /^v=spf1(?:\s|$)/i)
      return record !== undefined && this.permits(target, record)
    }
    const hosts = name === 'a' ? [target] : (await look(this.dns.resolveMx(target))).map((mx) => mx.exchange)
    const all = await Promise.all(hosts.slice(0, 10).map((host) => addressesOf(this.dns, host)))
    return this.within(all.flat(), four, six)
  }

  private within(networks: readonly string[], four: number, six: number): boolean {
    const list = new BlockList()
    for (const network of networks) {
      if (isIP(network) === 4) list.addSubnet(network, Math.min(32, four), 'ipv4')
      if (isIP(network) === 6) list.addSubnet(network, Math.min(128, six), 'ipv6')
    }
    return this.addresses.some((address) => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4'))
  }
}
