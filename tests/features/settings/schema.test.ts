import { expect, it } from 'vitest'
import { defaultPublication, publicationSchema, supportSchema } from '@/features/settings/schema.ts'
import { dangerousAddresses } from '@/tests/fixtures/dangerous.ts'

const accepted = (over: Record<string, unknown>) =>
  publicationSchema.safeParse({ ...defaultPublication, ...over }).success

it('what a publication is before anybody has said anything is valid', () => {
  expect(accepted({})).toBe(true)
})

it('the support button leads to an address that may be linked, or nowhere', () => {
  const dangerous = dangerousAddresses.filter((url) => url.trim() !== '')
  expect(dangerous.filter((url) => supportSchema.safeParse({ url }).success)).toEqual([])
  for (const url of ['', '/about', 'https://example.org/dona', 'mailto:dona@example.org'])
    expect([url, supportSchema.safeParse({ url }).success]).toEqual([url, true])
})

it('a name, a known zone, a known language and a whole colour are needed', () => {
  expect(accepted({ name: ' ' })).toBe(false)
  expect(accepted({ timeZone: 'Europe/Lumera' })).toBe(false)
  expect(accepted({ language: 'xx' })).toBe(false)
  for (const accent of ['red', '#fff', '#12345g', '9b2c1f', '#9b2c1f;}'])
    expect([accent, accepted({ accent })]).toEqual([accent, false])
})

it('settings that nobody defined are refused', () => {
  expect(accepted({ script: 'alert(1)' })).toBe(false)
})
