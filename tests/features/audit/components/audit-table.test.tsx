import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { AuditTable } from '@/features/audit/components/audit-table.tsx'
import type { AuditRow } from '@/features/audit/schema.ts'
import { newsroomWords } from '@/lib/i18n/newsroom/words.ts'

const row = (before: unknown, after: unknown): AuditRow => ({
  id: 1,
  at: Date.UTC(2026, 10, 24, 18, 42),
  event: 'article.publish',
  actorId: null,
  actor: 'system',
  address: '',
  entity: 'article',
  entityId: 7,
  articleId: 7,
  before,
  after,
  reason: '',
})

function shown(language: 'it' | 'en', before: unknown, after: unknown): string {
  const clock = { language, timeZone: 'Europe/Rome' } as const
  const t = newsroomWords(language)
  return renderToStaticMarkup(
    <AuditTable rows={[row(before, after)]} filter={{}} people={[]} clock={clock} t={t} />,
  )
}

it('says fields, states and times in words', () => {
  const at = Date.UTC(2026, 10, 25, 5)
  const html = shown('it', { status: 'draft' }, { status: 'scheduled', at })
  expect(html).toContain('<strong>Stato</strong> <del>Bozza</del> <ins>Programmato</ins>')
  expect(html).toMatch(/<strong>Ora<\/strong>\s+<ins>25 nov 2026, 06:00<\/ins>/)
  expect(shown('en', null, { slug: 'a-bridge' })).toContain('<strong>Address</strong>  <ins>a-bridge</ins>')
})

it('leaves out what was empty and stays empty, and keeps a name that has no word', () => {
  const html = shown('it', null, { headline: '', sha256: 'abc' })
  expect(html).not.toContain('Titolo')
  expect(html).toContain('<strong>sha256</strong>')
})
