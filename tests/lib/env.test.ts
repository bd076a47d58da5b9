import path from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ConfigError, readEnv } from '@/lib/env.mjs'

/** The variable that is complained of, or null. */
function complaint(source: Record<string, string>): string | null {
  try {
    readEnv(source)
    return null
  } catch (error) {
    if (error instanceof ConfigError) return error.variable
    throw error
  }
}

it('nothing needs to be set', () => {
  expect(readEnv({})).toEqual({
    port: 3000,
    host: '127.0.0.1',
    dataDir: path.resolve('data'),
    secret: null,
    demo: true,
    trustedProxies: [],
    keepOriginals: false,
    newsletterWorker: 'inline',
    smtpUrl: null,
    mailFrom: '',
    siteUrl: 'http://127.0.0.1:3000',
    origins: ['http://127.0.0.1:3000', 'http://localhost:3000'],
  })
})

it('empty and blank variables are as good as none', () => {
  expect(readEnv({ PORT: '', HOST: ' ', DATA_DIR: '', SITE_URL: '  ', DEMO: '' })).toEqual(readEnv({}))
})

it('what is no whole number from 1 to 65535 is no port', () => {
  for (const port of ['0', '65536', '-1', '80.5', '0x50', '1e3', 'http', '３０００', '000001'])
    expect([port, complaint({ PORT: port })]).toEqual([port, 'PORT'])
})

it('a secret is 64 hexadecimal digits, and one that is not is not repeated', () => {
  const secret = 'ab'.repeat(32)
  expect(readEnv({ SECRET: ` ${secret.toUpperCase()}\n` }).secret).toBe(secret)
  expect(readEnv({ SECRET: ' ' }).secret).toBeNull()
  for (const wrong of ['password', secret.slice(1), `${secret}0`, `${secret.slice(1)}g`]) {
    expect(complaint({ SECRET: wrong })).toBe('SECRET')
    expect(() => readEnv({ SECRET: wrong })).toThrow(new RegExp(`^(?!.*${wrong})`))
  }
})

it('the ends of the range are ports', () => {
  expect([readEnv({ PORT: '1' }).port, readEnv({ PORT: ' 65535 ' }).port]).toEqual([1, 65535])
})

it('the public address is given or follows from host and port', () => {
  expect(readEnv({ SITE_URL: 'https://www.example.org/' })).toMatchObject({
    siteUrl: 'https://www.example.org',
    origins: ['https://www.example.org'],
  })
  expect(readEnv({ HOST: '0.0.0.0', PORT: '80' }).siteUrl).toBe('http://127.0.0.1')
  expect(readEnv({ HOST: '::1' }).siteUrl).toBe('http://[::1]:3000')
  expect(readEnv({ HOST: 'news.example.org' }).origins).toEqual(['http://news.example.org:3000'])
})

it('an address with anything but protocol and host is no SITE_URL', () => {
  const bad = [
    'www.example.org',
    'ftp://example.org',
    'javascript:alert(1)',
    'https://example.org/blog',
    'https://example.org/?a',
    'https://example.org/#a',
    'https://ada@example.org/',
    'https://',
  ]
  for (const address of bad)
    expect([address, complaint({ SITE_URL: address })]).toEqual([address, 'SITE_URL'])
})

it('a flag may be written in several ways', () => {
  for (const text of ['1', 'true', 'YES', 'on']) expect(readEnv({ DEMO: text }).demo).toBe(true)
  for (const text of ['0', 'False', 'no', 'off']) expect(readEnv({ DEMO: text }).demo).toBe(false)
})

it('a flag that is neither on nor off, a host with a path and a folder with NUL are refused by name', () => {
  expect(complaint({ DEMO: 'maybe' })).toBe('DEMO')
  expect(complaint({ HOST: 'localhost/x' })).toBe('HOST')
  expect(complaint({ DATA_DIR: 'a\0b' })).toBe('DATA_DIR')
})

it('the message says the variable, what was given and a value that works', () => {
  expect(() => readEnv({ PORT: 'ottanta' })).toThrow(/^PORT: "ottanta" is not a port\..*PORT=3000/)
})

it('whatever stands in HOST, the answer is a configuration or a complaint about it', () => {
  for (const host of ['foo:bar', '256.256.256.256', '[x]', '1.2.3.4.5']) complaint({ HOST: host })
})

it('whatever stands in the other variables, the answer is a configuration or a complaint', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.integer().map(String))
  fc.assert(
    fc.property(fc.constantFrom('PORT', 'SITE_URL', 'DEMO', 'DATA_DIR'), text, (name, value) => {
      expect([null, name]).toContain(complaint({ [name]: value }))
    }),
    { numRuns: 500 },
  )
})

it('trusted proxies are addresses or networks, separated by commas or spaces', () => {
  const read = (TRUSTED_PROXIES: string) => readEnv({ TRUSTED_PROXIES }).trustedProxies
  expect(read('127.0.0.1, 10.0.0.0/8 ::1')).toEqual(['127.0.0.1/32', '10.0.0.0/8', '::1/128'])
  for (const wrong of ['proxy.example', '10.0.0.0/33', '10.0.0.0/x', '::1/129'])
    expect(() => read(wrong)).toThrow(/TRUSTED_PROXIES/)
})

it('a mail server needs an address that names one, and a sender', () => {
  const from = 'La Testata <redazione@example.org>'
  expect(readEnv({ SMTP_URL: 'smtp://u:p@mail.example.org:587', MAIL_FROM: from })).toMatchObject({
    smtpUrl: 'smtp://u:p@mail.example.org:587',
    mailFrom: from,
  })
  expect(complaint({ SMTP_URL: 'mail.example.org', MAIL_FROM: from })).toBe('SMTP_URL')
  expect(complaint({ SMTP_URL: 'https://mail.example.org', MAIL_FROM: from })).toBe('SMTP_URL')
  const alone = { SMTP_URL: 'smtp://mail.example.org' }
  const site = { ...alone, SITE_URL: 'https://www.example.org' }
  expect(complaint({ ...alone, DEMO: '0' })).toBe('MAIL_FROM')
  expect(complaint(site)).toBe('MAIL_FROM')
  // For trying it out there is a sender.
  for (const trial of [alone, { ...site, DEMO: '1' }])
    expect(readEnv(trial).mailFrom).toBe("L'Altana <redazione@altana.example>")
  for (const wrong of ['redazione', 'A <a@example.org>\r\nBcc: b@example.org', '<>', 'a@b@c'])
    expect([wrong, complaint({ SMTP_URL: 'smtp://mail.example.org', MAIL_FROM: wrong })]).toEqual([
      wrong,
      'MAIL_FROM',
    ])
})

it('the password of a mail server is not repeated in the complaint', () => {
  expect(() =>
    readEnv({ SMTP_URL: 'imap://u:verysecret@mail.example.org', MAIL_FROM: 'a@example.org' }),
  ).toThrow(/^(?!.*verysecret)/)
})

it('the newsletter is sent in one of three places', () => {
  for (const place of ['inline', 'process', 'off'])
    expect(readEnv({ NEWSLETTER_WORKER: place }).newsletterWorker).toBe(place)
  for (const other of ['on', 'INLINE', '1'])
    expect(complaint({ NEWSLETTER_WORKER: other })).toBe('NEWSLETTER_WORKER')
})
