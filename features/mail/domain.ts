// What the big mailbox providers ask of whoever writes to many: looked up in DNS, with what to write there.
import 'server-only'
import { isIP } from 'node:net'
import { isLoopback } from '@/lib/network.ts'
import { publicKeyOf } from './dkim.ts'
import type { Sender } from './schema.ts'
import { addressesOf, type DomainResolver, judgeSpf, look, textsOf } from './spf.ts'

export const checkNames = ['spf', 'dkim', 'dmarc', 'alignment', 'ptr', 'oneClick', 'bounces'] as const
export type CheckName = (typeof checkNames)[number]
export type Level = 'green' | 'amber' | 'red'
export type DnsRecord = { name: string; type: 'TXT' | 'MX'; value: string }
/** `code` names what was found, `about` what it is about: a domain, an address. `found` are the records that there are. */
export type DomainCheck = {
  name: CheckName
  level: Level
  code: string
  about: string
  found: string[]
  publish: DnsRecord | null
}
/** `domain` is that of the sender's address. */
export type DomainReport = { domain: string; loopback: boolean; checks: DomainCheck[] }

/** The public site: its address, and how one of its addresses answers a GET without redirects being followed; null: not at all. */
export type Site = { url: string; answer(url: string): Promise<number | null> }

type Finding = [level: Level, code: string, more?: Partial<Pick<DomainCheck, 'about' | 'found' | 'publish'>>]
type Facts = {
  sender: Sender
  dns: DomainResolver
  site: Site
  from: string
  envelope: string
  /** The mail server that the world sees. */
  relay: string
  addresses: string[]
  /** DMARC policy and the domain that it was found at. */
  dmarc: { domain: string; records: string[] }
  hasRelayKey: boolean
}

/**
 * Looks up what is said in DNS of a sender's domain, and what should be.
 * @param dns rejects after its own time-out
 */
export async function domainReport(sender: Sender, dns: DomainResolver, site: Site): Promise<DomainReport> {
  const from = domainOf(sender.from.address)
  const relay = sender.loopback
    ? new URL(site.url).hostname
    : new URL(sender.url).hostname.replace(/^\[|\]$/g, '')
  const quiet = <T>(work: Promise<T>, fallback: T) => work.catch(() => fallback)
  const selector = sender.relaySelector
  const facts: Facts = {
    sender,
    dns,
    site,
    from,
    relay,
    envelope: sender.bounces?.domain ?? from,
    addresses: sender.loopback ? [] : await quiet(addressesOf(dns, relay), []),
    dmarc: await quiet(findDmarc(dns, from), { domain: from, records: [] }),
    hasRelayKey:
      !sender.dkim &&
      selector !== '' &&
      (await quiet(textsOf(dns, `${selector}._domainkey.${from}`, /p=[^;\s]/), [])).length > 0,
  }
  const checks = await Promise.all(
    checkNames.map(async (name): Promise<DomainCheck> => {
      const rest = { about: from, found: [], publish: null }
      try {
        const [level, code, more] = await judge[name](facts)
        return { name, level, code, ...rest, ...more }
      } catch {
        return { name, level: 'amber', code: 'unanswered', ...rest }
      }
    }),
  )
  return { domain: from, loopback: sender.loopback, checks }
}

/** What must be put right before anything is sent to readers. A mail server on this machine is for trying things out. */
export const blocksSending = ({ loopback, checks }: DomainReport): CheckName[] =>
  loopback ? [] : checks.filter(({ level }) => level === 'red').map(({ name }) => name)

/** How SPF names a mail server. One that only this machine knows by that name is left to the domain's own addresses. */
function mechanismOf(relay: string): string {
  if (isLoopback(relay)) return 'a mx'
  const version = isIP(relay)
  return version === 0 ? `a:${relay}` : `ip${version}:${relay}`
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

/** The policy of a domain, or of the nearest one above it that has one. */
async function findDmarc(dns: DomainResolver, domain: string) {
  const labels = domain.split('.')
  for (let i = 0; i <= labels.length - 2; i++) {
    const at = labels.slice(i).join('.')
    const records = await textsOf(dns, `_dmarc.${at}`, /^v=DMARC1\s*(?:;|$)/i)
    if (records.length > 0) return { domain: at, records }
  }
  return { domain, records: [] }
}

const judge: Record<CheckName, (facts: Facts) => Promise<Finding> | Finding> = {
  async spf({ dns, envelope, addresses, relay }) {
    const spf = await judgeSpf(dns, envelope, addresses)
    const [record = ''] = spf.records
    const about = { about: envelope, found: spf.records }
    const fresh = { name: envelope, type: 'TXT' as const, value: `v=spf1 ${mechanismOf(relay)} ~all` }
    const added = /\s[~?+-]?all\b/i.test(record)
      ? record.replace(/\s([~?+-]?all)\b/i, ` ${mechanismOf(relay)} $1`)
      : `${record} ${mechanismOf(relay)}`
    if (spf.records.length === 0) return ['red', 'missing', { ...about, publish: fresh }]
    if (spf.records.length > 1) return ['red', 'several', about]
    if (spf.isTooLong) return ['red', 'long', about]
    if (spf.isClosed) return ['red', 'closed', { ...about, publish: fresh }]
    if (spf.isOpen) return ['amber', 'open', about]
    if (spf.covers) return ['green', 'covers', about]
    if (spf.includes) return ['green', 'includes', about]
    return ['amber', 'uncovered', { ...about, publish: { ...fresh, value: added } }]
  },

  async dkim({ sender: { dkim, relaySelector }, dns, from }) {
    if (!dkim) {
      if (relaySelector === '') return ['amber', 'unnamed']
      const name = `${relaySelector}._domainkey.${from}`
      const found = await textsOf(dns, name, /(?:^|;)\s*p=/)
      if (found.length === 0) return ['red', 'relayMissing', { about: name }]
      return found.some((text) => /p=[^;\s]/.test(text))
        ? ['green', 'relay', { about: name, found }]
        : ['red', 'revoked', { about: name, found }]
    }
    const name = `${dkim.selector}._domainkey.${dkim.domain}`
    const key = publicKeyOf(dkim.privateKey)
    const publish = { name, type: 'TXT' as const, value: `v=DKIM1; k=rsa; p=${key}` }
    const found = await textsOf(dns, name, /(?:^|;)\s*p=/)
    if (found.length === 0) return ['red', 'missing', { about: name, publish }]
    const keys = found.map((text) => /(?:^|;)\s*p=([^;]*)/.exec(text)?.[1]?.replace(/\s/g, ''))
    return keys.includes(key) && found.length === 1
      ? ['green', 'matches', { about: name, found }]
      : ['red', 'differs', { about: name, found, publish }]
  },

  async dmarc({ dns, from }) {
    const { domain, records } = await findDmarc(dns, from)
    const publish = { name: `_dmarc.${from}`, type: 'TXT' as const, value: 'v=DMARC1; p=none' }
    if (records.length === 0) return ['red', 'missing', { publish }]
    const about = { about: `_dmarc.${domain}`, found: records }
    if (records.length > 1) return ['red', 'several', about]
    if (!/;\s*p\s*=\s*(?:none|quarantine|reject)\b/i.test(records[0] ?? '')) return ['red', 'broken', about]
    return ['green', 'present', about]
  },

  alignment({ sender: { dkim }, from, envelope, dmarc, hasRelayKey }) {
    // The domain that the policy was found at stands for all below it; receivers know it from a list of suffixes.
    const organisation = dmarc.domain
    const [policy = ''] = dmarc.records
    const isAligned = (other: string, isStrict: boolean) =>
      other === from ||
      (!isStrict &&
        (other === organisation || other.endsWith(`.${organisation}`) || from.endsWith(`.${other}`)))
    const byKey = dkim ? isAligned(dkim.domain, /\badkim\s*=\s*s/i.test(policy)) : hasRelayKey
    if (byKey) return ['green', 'byKey', { about: dkim?.domain ?? from }]
    if (isAligned(envelope, /\baspf\s*=\s*s/i.test(policy)))
      return ['green', 'byEnvelope', { about: envelope }]
    return dkim ? ['red', 'apart', { about: dkim.domain }] : ['amber', 'unknown']
  },

  async ptr({ sender: { loopback }, dns, addresses, relay }) {
    if (loopback) return ['amber', 'local', { about: relay }]
    if (addresses.length === 0) return ['amber', 'unanswered', { about: relay }]
    const nameless: string[] = []
    for (const address of addresses.slice(0, 8)) {
      const names = await look(dns.reverse(address))
      const back = await Promise.all(names.slice(0, 5).map((name) => addressesOf(dns, name)))
      if (!back.flat().includes(address)) nameless.push(address)
    }
    return nameless.length === 0
      ? ['green', 'named', { about: addresses.join(', ') }]
      : ['amber', 'nameless', { about: nameless.join(', ') }]
  },

  async oneClick({ site }) {
    const { protocol, hostname } = new URL(site.url)
    if (protocol !== 'https:') return ['red', 'plain', { about: site.url }]
    // A link that nobody was given: the site itself says that it leads nowhere.
    const status = await site.answer(`${site.url}/u/k0.0.0.0`)
    if (status === null || status >= 500) return ['amber', 'unreachable', { about: hostname }]
    return status === 404
      ? ['green', 'ready', { about: hostname }]
      : ['red', 'elsewhere', { about: hostname }]
  },

  async bounces({ sender: { bounces }, dns, relay }) {
    if (!bounces) return ['amber', 'none']
    const { domain } = bounces
    const found = (await look(dns.resolveMx(domain))).map(
      ({ priority, exchange }) => `${priority} ${exchange}`,
    )
    if (found.length > 0) return ['green', 'present', { about: domain, found }]
    // An MX names a host: an address has no place in it (RFC 5321 §5.1).
    const isHost = mechanismOf(relay) === `a:${relay}`
    const publish = isHost ? { name: domain, type: 'MX' as const, value: `10 ${relay}.` } : null
    return ['red', 'missing', { about: domain, publish }]
  },
}
