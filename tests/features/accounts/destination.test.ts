import { expect, it } from 'vitest'
import { destination } from '@/features/accounts/destination.ts'

it.each([
  '/admin',
  '/admin/articles?status=draft&q=il%20ponte',
  '/admin/articles/7/revisions?from=1&to=2#top',
  '/admin?x=1',
])('«%s» is where somebody wanted to go', (next) => {
  expect(destination(next)).toBe(next)
})

it.each([
  '',
  '/',
  'https://evil.example',
  '//evil.example',
  '/administrator',
  '/admin@evil.example',
  '/admin/..//evil.example',
  '/admin/%2e%2e//evil.example',
  '/admin/.%2E/%2e./evil.example',
  '/admin//evil.example',
  '/admin/../api/auth/signout',
  '/admin\\evil.example',
  '/admin/\n/evil',
  'javascript:alert(1)',
])('«%s» is no page of the newsroom', (next) => {
  expect(destination(next)).toBe('/admin')
})
