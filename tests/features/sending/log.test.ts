import { expect, it } from 'vitest'
import { handles, write } from '@/db/client.ts'
import { systemActor } from '@/features/accounts/policy.ts'
import { noteComplaint, noteRefusal } from '@/features/bounces/mutations.ts'
import { listDeliveries } from '@/features/sending/data.ts'
import { logFile } from '@/features/sending/loaders.ts'
import { noteExport } from '@/features/sending/mutations.ts'
import { logFilterSchema, shownStates } from '@/features/sending/schema.ts'
import { newsroomWords } from '@/lib/i18n/newsroom/words.ts'
import { freshDatabase, rows } from '../../factories/database.ts'
import { addIssueRow } from '../../factories/issues.ts'

freshDatabase()

const t = newsroomWords('it').sending
const file = async (issue: number, states = shownStates as readonly (typeof shownStates)[number][]) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    await new Response(logFile(issue, states, t)).arrayBuffer(),
  )

/** Messages of an issue, without people: states and what the server said. */
function addRows(issue: number, list: { email: string; state: string; text?: string; code?: number }[]) {
  const { writer } = handles()
  const insert = writer.prepare(
    `INSERT INTO newsletter_deliveries (issue_id, email, domain, state, next_at, done_at, smtp_code, smtp_text)
     VALUES (?, ?, 'example.org', ?, 1, 1764000000000, ?, ?)`,
  )
  writer.transaction(() => {
    for (const { email, state, code = null, text = '' } of list) insert.run(issue, email, state, code, text)
  })()
}

it('is a file with a line for each message, in which a spreadsheet finds no formula', async () => {
  const issue = await addIssueRow()
  addRows(issue, [
    { email: 'ada@example.org', state: 'sent', code: 250, text: '2.0.0 Ok, "queued"' },
    { email: '=cmd@example.org', state: 'failed', code: 550, text: '-5.1.1 no such user' },
  ])
  const lines = (await file(issue)).split('\r\n')
  expect(lines[0]).toBe('\uFEFFindirizzo,stato,tentativi,codice,risposta,id del server,ora,tornata')
  expect(lines[1]).toBe('ada@example.org,inviata,0,250,"2.0.0 Ok, ""queued""",,2025-11-24T16:00:00.000Z,')
  expect(lines[2]).toContain("'=cmd@example.org,respinta,0,550,'-5.1.1 no such user,")
  expect(lines.length).toBe(4)
})

it('says of a message that was sent what came back of it later', async () => {
  const issue = await addIssueRow()
  addRows(issue, [
    { email: 'ada@example.org', state: 'sent' },
    { email: 'bo@example.org', state: 'sent' },
  ])
  const [{ id: deliveryId = 0 } = {}] = rows<{ id: number }>('SELECT id FROM newsletter_deliveries')
  const about = { deliveryId, issueId: issue, subscriberId: null }
  await write(async (tx) => {
    await noteRefusal(tx, { ...about, status: '5.1.1', text: 'no such user', at: 1_764_000_000_000 })
    await noteComplaint(tx, about, 'abuse', 1_764_086_400_000)
  })
  const [, ada, bo] = (await file(issue)).split('\r\n')
  expect(ada).toMatch(
    /,2025-11-24T16:00:00.000Z respinta 5\.1\.1 \| 2025-11-25T16:00:00.000Z segnalata come spam$/,
  )
  expect(bo).toMatch(/,2025-11-24T16:00:00.000Z,$/)
})

it('holds only the states that were asked for, and all of them however many', async () => {
  const issue = await addIssueRow()
  const many = Array.from({ length: 2_300 }, (_, i) => ({ email: `a${i}@example.org`, state: 'sent' }))
  addRows(issue, [...many, { email: 'u@example.org', state: 'uncertain' }])
  expect((await file(issue)).trim().split('\r\n').length).toBe(2_302)
  expect((await file(issue, ['uncertain'])).trim().split('\r\n').slice(1)).toEqual([
    expect.stringContaining('u@example.org,incerta'),
  ])
})

it('goes on where a page ended, without leaving out or repeating a line', async () => {
  const issue = await addIssueRow()
  addRows(
    issue,
    Array.from({ length: 7 }, (_, i) => ({ email: `a${i}@example.org`, state: i % 2 ? 'sent' : 'claimed' })),
  )
  const seen: string[] = []
  for (let after = 0; ; ) {
    const page = await listDeliveries(issue, { states: ['queued'], after, limit: 2 })
    seen.push(...page.map(({ email }) => email))
    if (page.length < 2) break
    after = page.at(-1)?.id ?? 0
  }
  expect(seen).toEqual(['a0@example.org', 'a2@example.org', 'a4@example.org', 'a6@example.org'])
})

it('whoever takes it away is written down; of an issue that is not there nothing is', async () => {
  const issue = await addIssueRow()
  await noteExport(systemActor, issue, ['failed'])
  expect(rows('SELECT event, entity_id FROM audit_log')).toEqual([
    { event: 'newsletter.export', entity_id: issue },
  ])
  await expect(noteExport(systemActor, 99, ['failed'])).rejects.toThrow('not-found')
})

it('an address that asks for nonsense asks for the whole log', () => {
  expect(logFilterSchema.parse({ state: 'nonsense', after: '-3' })).toEqual({ state: undefined, after: 0 })
})
