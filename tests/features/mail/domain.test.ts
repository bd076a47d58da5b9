import { beforeAll, expect, it } from 'vitest'
import { makePrivateKey, publicKeyOf } from '@/features/mail/dkim.ts'
import { blocksSending, type CheckName, domainReport } from '@/features/mail/domain.ts'
import { paceSchema, type Sender } from '@/features/mail/schema.ts'
import { resolverOf, type Zone } from '../../factories/dns.ts'

let privateKey: string
let other: string
beforeAll(async () => {
  ;[privateKey, other] = await Promise.all([makePrivateKey(), makePrivateKey()])
})

const senderOf = (over: Partial<Sender> = {}): Sender => ({
  url: 'smtp://relay.example.org:587',
  from: { name: 'Il Faro', address: 'faro@example.org' },
  loopback: false,
  dkim: { domain: 'example.org', selector: 'testata', privateKey },
  relaySelector: '',
  bounces: { domain: 'bounces.example.org', imap: null, listener: 2525 },
  pace: paceSchema.parse({}),
  ...over,
})
const good = (): Zone => ({
  'TXT bounces.example.org': ['v=spf1 ip4:192.0.2.0/24 -all'],
  'TXT testata._domainkey.example.org': [`v=DKIM1; k=rsa; p=${publicKeyOf(privateKey)}`],
  'TXT _dmarc.example.org': ['v=DMARC1; p=none; rua=mailto:a@example.org'],
  'A relay.example.org': ['192.0.2.7'],
  'PTR 192.0.2.7': ['relay.example.org'],
  'MX bounces.example.org': ['relay.example.org'],
})
const site = (status: number | null = 404, url = 'https://www.example.org') => ({
  url,
  answer: async () => status,
})

async function checked(zone: Zone, sender = senderOf(), at = site()) {
  const report = await domainReport(sender, resolverOf(zone), at)
  const of = (name: CheckName) => {
    const check = report.checks.find((one) => one.name === name)
    return check && [check.level, check.code]
  }
  const publish = (name: CheckName) => report.checks.find((one) => one.name === name)?.publish
  return { report, of, publish }
}

it('a domain on which everything is right is green throughout, and nothing is in the way', async () => {
  const { report } = await checked(good())
  expect(report.checks.map(({ level, code }) => `${level} ${code}`)).toEqual([
    'green covers',
    'green matches',
    'green present',
    'green byKey',
    'green named',
    'green ready',
    'green present',
  ])
  expect(blocksSending(report)).toEqual([])
})

it('a domain of which DNS knows nothing is told what to write there', async () => {
  const { report, publish } = await checked({}, senderOf(), site(404, 'http://www.example.org'))
  expect(blocksSending(report)).toEqual(['spf', 'dkim', 'dmarc', 'oneClick', 'bounces'])
  expect(publish('spf')).toEqual({
    name: 'bounces.example.org',
    type: 'TXT',
    value: 'v=spf1 a:relay.example.org ~all',
  })
  expect(publish('dkim')).toEqual({
    name: 'testata._domainkey.example.org',
    type: 'TXT',
    value: `v=DKIM1; k=rsa; p=${publicKeyOf(privateKey)}`,
  })
  expect(publish('dmarc')).toEqual({ name: '_dmarc.example.org', type: 'TXT', value: 'v=DMARC1; p=none' })
  expect(publish('bounces')).toEqual({
    name: 'bounces.example.org',
    type: 'MX',
    value: '10 relay.example.org.',
  })
})

it('what is written into DNS as it was told is right', async () => {
  const before = await checked({ 'A relay.example.org': ['192.0.2.7'] })
  const zone: Zone = { 'A relay.example.org': ['192.0.2.7'], 'PTR 192.0.2.7': ['relay.example.org'] }
  for (const { publish } of before.report.checks)
    if (publish) zone[`${publish.type} ${publish.name}`] = [publish.value.replace(/^10 |\.$/g, '')]
  const { report } = await checked(zone)
  expect(new Set(report.checks.map(({ level }) => level))).toEqual(new Set(['green']))
})

it.each([
  ['smtp://192.0.2.7:25', 'v=spf1 ip4:192.0.2.7 ~all', null],
  ['smtp://[2001:db8::7]:25', 'v=spf1 ip6:2001:db8::7 ~all', null],
  ['smtp://127.0.0.1:25', 'v=spf1 a mx ~all', null],
  ['smtp://relay.example.org', 'v=spf1 a:relay.example.org ~all', '10 relay.example.org.'],
])('for the mail server %s the records are ones that DNS can hold', async (url, spf, mx) => {
  const sender = senderOf({ url, loopback: url.includes('127.') })
  const { publish } = await checked({}, sender, site(404, 'http://127.0.0.1:3000'))
  expect([publish('spf')?.value, publish('bounces')?.value ?? null]).toEqual([spf, mx])
})

it('a mail server on this machine only warns', async () => {
  const { report } = await checked({}, senderOf({ loopback: true }), site(404, 'http://127.0.0.1:3000'))
  expect(report.checks.some(({ level }) => level === 'red')).toBe(true)
  expect(blocksSending(report)).toEqual([])
})

it('a name server that does not answer is no fault of the domain', async () => {
  const failed = async () => {
    throw Object.assign(new Error('timed out'), { code: 'ETIMEOUT' })
  }
  const dns = { resolveTxt: failed, resolveMx: failed, resolve4: failed, resolve6: failed, reverse: failed }
  const report = await domainReport(senderOf(), dns, site())
  expect(report.checks.filter(({ code }) => code === 'unanswered').map(({ name }) => name)).toEqual([
    'spf',
    'dkim',
    'dmarc',
    'ptr',
    'bounces',
  ])
  expect(blocksSending(report)).toEqual([])
})

it.each([
  [['v=spf1 ip4:192.0.2.7 -all'], 'green covers'],
  [['v=spf1 a:relay.example.org ~all'], 'green covers'],
  [['v=spf1 mx:example.org ~all'], 'green covers'],
  [['v=spf1 include:_spf.example.net ~all'], 'green covers'],
  [['v=spf1 redirect=_spf.example.net'], 'green covers'],
  [['v=spf1 include:_other.example.net ~all'], 'green includes'],
  [['v=spf1 ip4:198.51.100.1 -all'], 'amber uncovered'],
  [['v=spf1 -ip4:192.0.2.7 ip4:198.51.100.0/24 -all'], 'amber uncovered'],
  [['v=spf1 +all'], 'amber open'],
  [['v=spf1 -all'], 'red closed'],
  [['v=spf1 ip4:192.0.2.7 -all', 'v=spf1 a -all'], 'red several'],
  [['v=spf1 include:_loop.example.net ~all'], 'red long'],
  [['v=spf10 ip4:192.0.2.7 -all', 'google-site-verification=x'], 'red missing'],
  [['v=spf1 ip6:2001:db8::/32 ip4:999.1.1.1/77 what:ever %{i} -all'], 'amber uncovered'],
])('SPF %j is %s', async (records, expected) => {
  const { of } = await checked({
    ...good(),
    'TXT bounces.example.org': records,
    'MX example.org': ['relay.example.org'],
    'TXT _spf.example.net': ['v=spf1 ip4:192.0.2.0/29 -all'],
    'TXT _other.example.net': ['v=spf1 ip4:203.0.113.0/24 -all'],
    'TXT _loop.example.net': ['v=spf1 include:_loop.example.net -all'],
  })
  expect(of('spf')?.join(' ')).toBe(expected)
})

it('IPv6 counts too', async () => {
  const zone: Zone = { ...good(), 'AAAA relay.example.org': ['2001:db8::7'] }
  zone['A relay.example.org'] = []
  zone['TXT bounces.example.org'] = ['v=spf1 ip6:2001:db8::/64 -all']
  zone['PTR 2001:db8::7'] = ['relay.example.org']
  const { of } = await checked(zone)
  expect([of('spf'), of('ptr')]).toEqual([
    ['green', 'covers'],
    ['green', 'named'],
  ])
})

it('a record that lacks the mail server is shown with it, for copying', async () => {
  const zone = { ...good(), 'TXT bounces.example.org': ['v=spf1 ip4:198.51.100.1 -all'] }
  const { publish } = await checked(zone)
  expect(publish('spf')?.value).toBe('v=spf1 ip4:198.51.100.1 a:relay.example.org -all')
})

it('another key than ours in DNS is worse than none: the signature fails', async () => {
  const name = 'TXT testata._domainkey.example.org'
  for (const found of [
    [`v=DKIM1; k=rsa; p=${publicKeyOf(other)}`],
    ['v=DKIM1; p='],
    [`p=${publicKeyOf(privateKey)}`, `p=${publicKeyOf(other)}`],
  ])
    expect((await checked({ ...good(), [name]: found })).of('dkim')).toEqual(['red', 'differs'])
  const spaced = `k=rsa;  p=${publicKeyOf(privateKey).replace(/(.{40})/g, '$1 ')}`
  expect((await checked({ ...good(), [name]: [spaced] })).of('dkim')).toEqual(['green', 'matches'])
})

it('where the mail server signs, its key is looked for by the selector that somebody named', async () => {
  const relay = { dkim: null, relaySelector: 's1' }
  const name = 'TXT s1._domainkey.example.org'
  expect((await checked(good(), senderOf({ dkim: null }))).of('dkim')).toEqual(['amber', 'unnamed'])
  expect((await checked(good(), senderOf(relay))).of('dkim')).toEqual(['red', 'relayMissing'])
  const found = await checked({ ...good(), [name]: ['k=rsa; p=MIIB'] }, senderOf(relay))
  expect([found.of('dkim'), found.of('alignment')]).toEqual([
    ['green', 'relay'],
    ['green', 'byKey'],
  ])
  expect((await checked({ ...good(), [name]: ['v=DKIM1; p=;'] }, senderOf(relay))).of('dkim')).toEqual([
    'red',
    'revoked',
  ])
})

it('the policy of the domain above stands for those below', async () => {
  const from = { name: '', address: 'faro@news.example.org' }
  const { of } = await checked(good(), senderOf({ from }))
  expect([of('dmarc'), of('alignment')]).toEqual([
    ['green', 'present'],
    ['green', 'byKey'],
  ])
})

it.each([
  [['v=DMARC1; p=none', 'v=DMARC1; p=reject'], 'several'],
  [['v=DMARC1; rua=mailto:a@example.org'], 'broken'],
  [['v=DMARC1'], 'broken'],
  [['v=DMARC2; p=none'], 'missing'],
])('DMARC %j is %s', async (records, code) => {
  expect((await checked({ ...good(), 'TXT _dmarc.example.org': records })).of('dmarc')).toEqual(['red', code])
})

it('signature and envelope of strangers are not aligned with the sender', async () => {
  const dkim = { domain: 'provider.example', selector: 'testata', privateKey }
  const bounces = { domain: 'provider.example', imap: null, listener: 2525 }
  expect((await checked(good(), senderOf({ dkim, bounces }))).of('alignment')).toEqual(['red', 'apart'])
  expect((await checked(good(), senderOf({ dkim }))).of('alignment')).toEqual(['green', 'byEnvelope'])
  const strict = { ...good(), 'TXT _dmarc.example.org': ['v=DMARC1; p=none; adkim=s; aspf=s'] }
  const below = { domain: 'mail.example.org', selector: 'testata', privateKey }
  expect((await checked(strict, senderOf({ dkim: below }))).of('alignment')).toEqual(['red', 'apart'])
  expect((await checked(good(), senderOf({ dkim: below }))).of('alignment')).toEqual(['green', 'byKey'])
})

it('an address must have a name that leads back to it', async () => {
  for (const names of [[], ['other.example.org']])
    expect((await checked({ ...good(), 'PTR 192.0.2.7': names })).of('ptr')).toEqual(['amber', 'nameless'])
})

it.each([
  ['https://www.example.org', 404, 'green ready'],
  ['https://www.example.org', 301, 'red elsewhere'],
  ['https://www.example.org', 200, 'red elsewhere'],
  ['https://www.example.org', 502, 'amber unreachable'],
  ['https://www.example.org', null, 'amber unreachable'],
  ['http://www.example.org', 404, 'red plain'],
])('one click at %s that answers with %s is %s', async (url, status, expected) => {
  expect((await checked(good(), senderOf(), site(status, url))).of('oneClick')?.join(' ')).toBe(expected)
})

it('without a way back the domain of the sender itself is the envelope', async () => {
  const { of } = await checked(
    { ...good(), 'TXT example.org': ['v=spf1 ip4:192.0.2.7 -all'] },
    senderOf({ bounces: null }),
  )
  expect([of('spf'), of('bounces')]).toEqual([
    ['green', 'covers'],
    ['amber', 'none'],
  ])
})
