import { expect, it } from 'vitest'
import { subscribe } from '@/features/subscribers/worker.ts'
import { normaliseEmail } from '@/lib/email.ts'
import { drainOutbox } from '@/server/jobs.ts'
import { freshDatabase, rows } from '../../factories/database.ts'

freshDatabase()

/** Fills the form and waits until the wish was answered. Each comes from a network of its own. */
let network = 0
async function join(email: string) {
  await subscribe({
    email,
    newsletters: [],
    language: 'it',
    text: 'Acconsento.',
    page: '/citta/ponte',
    address: `10.${++network >> 8}.${network & 255}.1`,
    userAgent: 'test',
  })
  await drainOutbox(() => false, ['newsletter-request'])
}
const emails = () => rows<{ email: string }>('SELECT email FROM subscribers').map((row) => row.email)

it('an address waits for confirmation, with what was agreed to', async () => {
  const before = Date.now()
  await join('ada@example.org')
  const [row] = rows<Record<string, unknown>>('SELECT * FROM subscribers')
  expect(row).toMatchObject({
    email: 'ada@example.org',
    status: 'pending',
    language: 'it',
    consent_text: 'Acconsento.',
    consent_source: '/citta/ponte',
  })
  expect(row?.consent_at).toBeGreaterThanOrEqual(before)
})

it('case and blanks around make no other address', async () => {
  for (const typed of ['Ada@Example.ORG', ' ada@example.org\n', 'ADA@EXAMPLE.ORG']) await join(typed)
  expect(emails()).toEqual(['ada@example.org'])
})

it('a domain is kept in ASCII, however it is written', async () => {
  for (const typed of [
    'ada@città.example',
    'ada@CITTÀ.example',
    'ada@xn--citt-3na.example',
    'ada@citta\u0300.example',
  ])
    await join(typed)
  expect(emails()).toEqual(['ada@xn--citt-3na.example'])
})

it('two who send the same address at once are one subscriber', async () => {
  const results = await Promise.allSettled([1, 2, 3, 4].map(() => join('ada@example.org')))
  expect(results.map((result) => result.status)).toEqual(Array(4).fill('fulfilled'))
  expect(emails()).toHaveLength(1)
})

it.each([
  '',
  ' ',
  'ada',
  '@example.org',
  'ada@',
  'ada@example',
  'ada@@example.org',
  'a@b@example.org',
  'ada@exa mple.org',
  'ada bruno@example.org',
  'ada@.example.org',
  'ada@example..org',
  'ada@-example.org',
  'ada@192.168.0.1',
  'ada@[127.0.0.1]',
  '.ada@example.org',
  'ada.@example.org',
  'a..da@example.org',
  'àda@example.org',
  'ada＠example.org',
  'ada@example.org>',
  '<ada@example.org>',
  'ada@example.org\r\nBcc: eve@example.org',
  'ada@example.org,eve@example.org',
  'ada@example.org?bcc=eve',
  `${'a'.repeat(65)}@example.org`,
  `ada@${'a'.repeat(64)}.org`,
  `ada@${'a.'.repeat(130)}org`,
  'ada\0@example.org',
])('%j is no address', async (typed) => {
  await expect(join(typed)).rejects.toMatchObject({ code: 'email-invalid' })
  expect(emails()).toEqual([])
})

it.each([
  ["o'neri+news@example.org", "o'neri+news@example.org"],
  ['ADA.NERI@Sub.Example.ORG', 'ada.neri@sub.example.org'],
  ['a@b.it', 'a@b.it'],
  [`${'a'.repeat(64)}@example.org`, `${'a'.repeat(64)}@example.org`],
])('%j is kept as %s', (typed, kept) => {
  expect(normaliseEmail(typed)).toBe(kept)
  expect(normaliseEmail(kept)).toBe(kept)
})
