import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isExternal, safeHref, webAddress } from '@/lib/links.ts'
import { dangerousAddresses } from '@/tests/fixtures/dangerous.ts'

it('no dangerous or half-written address is let through', () => {
  expect(dangerousAddresses.filter((address) => safeHref(address) !== null)).toEqual([])
})

it('web, mail and telephone addresses, paths and anchors are let through unchanged', () => {
  const good = [
    'https://example.org/a?b=c&d=%20#e',
    'http://example.org',
    'HTTPS://EXAMPLE.ORG/',
    'mailto:redazione@example.org?subject=Ciao',
    'tel:+390612345',
    '/citta/ponte',
    '/citta/ponte?x=1#y',
    '/',
    '#nota-1',
    'https://it.example.org/wiki/Città',
  ]
  expect(good.map(safeHref)).toEqual(good)
})

it('blanks around an address do not matter', () => {
  expect(safeHref('  https://example.org/ \n')).toBe('https://example.org/')
})

it('an address of more than 2,048 characters is refused', () => {
  expect(safeHref(`/${'a'.repeat(2047)}`)).not.toBeNull()
  expect(safeHref(`/${'a'.repeat(2048)}`)).toBeNull()
})

it('whatever is let through leads, for a browser, to a permitted scheme or stays on the site', () => {
  const base = 'https://testata.example/citta/ponte'
  const pieces = fc.constantFrom(
    ...['java', 'script', ':', '/', '\\', '\t', '\n', '\u0000', '&colon;', '%', '//', 'https:', 'data:', '@'],
    ...['#', '?', 'evil.example', 'J', '\u00ad', '\u200b', '\u2028', 'mailto:', ' ', 'vbscript:', 'a', '.'],
  )
  const address = fc.oneof(
    fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.webUrl(),
  )
  fc.assert(
    fc.property(address, (text) => {
      const href = safeHref(text)
      if (href === null) return
      const url = new URL(href, base)
      if (/^[/#]/.test(href)) expect(url.origin).toBe('https://testata.example')
      else expect(['http:', 'https:', 'mailto:', 'tel:']).toContain(url.protocol)
    }),
    { numRuns: 1500 },
  )
})

it('only http and https lead out of the site', () => {
  expect(isExternal('https://example.org/')).toBe(true)
  expect(isExternal('HTTP://example.org/')).toBe(true)
  expect(isExternal('/https:/x')).toBe(false)
  expect(isExternal('mailto:a@example.org')).toBe(false)
})

it('what people typed as a source is an address of the web, or none', () => {
  expect(webAddress(' https://example.org/nota ')).toBe('https://example.org/nota')
  for (const typed of [
    ...dangerousAddresses,
    undefined,
    '',
    '/citta/ponte',
    'mailto:a@example.org',
    'il sito',
  ])
    expect(webAddress(typed)).toBeNull()
})
