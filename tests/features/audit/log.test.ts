import { beforeEach, expect, it } from 'vitest'
import { handles, write } from '@/db/client.ts'
import { type Proven, systemActor } from '@/features/accounts/policy.ts'
import { changesBetween } from '@/features/audit/changes.ts'
import { listAudit, listEvents } from '@/features/audit/data.ts'
import { auditFile } from '@/features/audit/loaders.ts'
import { audit } from '@/features/audit/mutations.ts'
import { auditFilterSchema } from '@/features/audit/schema.ts'
import { csvLine } from '@/lib/csv.ts'
import { freshDatabase, rows } from '../../factories/database.ts'
import { member } from '../../factories/members.ts'

freshDatabase()

const zone = 'Europe/Rome'
let ada: Proven
beforeEach(async () => {
  ada = await member('editor')
})

const list = async (query: Record<string, string>, limit = 100) =>
  (await listAudit(auditFilterSchema.parse(query), zone, limit)).map(({ event }) => event)

/** A line as it would have been written at a time. */
const lineAt = (at: string, event: string) =>
  handles()
    .writer.prepare("INSERT INTO audit_log (at, event, actor) VALUES (?, ?, 'Ada')")
    .run(Date.parse(at), event)

it('lines cannot be changed or taken away', () => {
  const { writer } = handles()
  expect(() => writer.exec("UPDATE audit_log SET actor = 'nobody'")).toThrow(/append-only/)
  expect(() => writer.exec('DELETE FROM audit_log')).toThrow(/append-only/)
  expect(rows('SELECT event FROM audit_log')).toEqual([{ event: 'person.add' }])
})

it('a line is there exactly when its work is', async () => {
  await write(async (tx) => {
    await audit(tx, ada, { event: 'article.save', articleId: 7 })
    throw new Error('the work failed')
  }).catch(() => {})
  expect(await list({})).toEqual(['person.add'])
})

it('is filtered by who, what, article and entity', async () => {
  await write(async (tx) => {
    await audit(tx, ada, { event: 'article.save', articleId: 7 })
    await audit(tx, ada, { event: 'article.publish', articleId: 8 })
    await audit(tx, systemActor, { event: 'media.upload', entity: 'media', entityId: 1 })
  })
  expect(await list({ who: String(ada.id) })).toEqual(['article.publish', 'article.save'])
  expect(await list({ who: 'system' })).toEqual(['media.upload', 'person.add'])
  expect(await list({ event: 'article' })).toEqual(['article.publish', 'article.save'])
  expect(await list({ event: 'article.save' })).toEqual(['article.save'])
  expect(await list({ event: 'art' })).toEqual([])
  expect(await list({ article: '8' })).toEqual(['article.publish'])
  expect(await list({ entity: 'media' })).toEqual(['media.upload'])
  expect(await listEvents()).toEqual(['article.publish', 'article.save', 'media.upload', 'person.add'])
})

it('days are those of the publication, also when the clock changes', async () => {
  lineAt('2026-10-24T21:59:59Z', 'day.saturday')
  lineAt('2026-10-24T22:00:00Z', 'day.sunday') // the night in which summer time ends: the day has 25 hours
  lineAt('2026-10-25T22:59:59Z', 'day.sunday')
  lineAt('2026-10-25T23:00:00Z', 'day.monday')
  expect(await list({ from: '2026-10-25', to: '2026-10-25' })).toEqual(['day.sunday', 'day.sunday'])
  expect(await list({ to: '2026-10-24' })).toEqual(['day.saturday'])
})

it('pages follow each other without gaps while new lines come', async () => {
  for (let i = 0; i < 10; i++) lineAt('2026-01-01T00:00:00Z', `n.${'abcdefghij'[i]}`)
  const first = await listAudit({}, zone, 4)
  lineAt('2026-01-02T00:00:00Z', 'n.new')
  const second = await listAudit({ before: String(first.at(-1)?.id) }, zone, 4)
  expect([...first, ...second].map(({ event }) => event)).toEqual(
    ['j', 'i', 'h', 'g', 'f', 'e', 'd', 'c'].map((letter) => `n.${letter}`),
  )
})

it('what makes no sense in the address is left out', async () => {
  for (const query of [{ who: "1' OR 1" }, { from: 'ieri' }, { before: '-1' }, { event: 'ARTICLE' }])
    expect(await list(query)).toEqual(['person.add'])
})

it('the file holds every line, and no cell runs in a spreadsheet', async () => {
  await write((tx) =>
    audit(
      tx,
      { ...ada, name: '=HYPERLINK("http://evil")' },
      { event: 'article.save', articleId: 7, reason: 'a, "b"\nc' },
    ),
  )
  handles().writer.transaction(() => {
    for (let i = 0; i < 1_500; i++) lineAt('2026-01-01T00:00:00Z', 'n.x')
  })()
  const text = await new Response(await auditFile({})).text()
  const lines = text.split('\r\n')
  expect(lines[0]).toBe('id,at,event,actorId,actor,address,entity,entityId,articleId,before,after,reason')
  expect(lines.filter((line) => line.includes(',n.x,'))).toHaveLength(1_500)
  expect(text).toContain(`"'=HYPERLINK(""http://evil"")"`)
  expect(text).toContain('"a, ""b""\nc"')
})

it('the file has every line, however many there are, and is read only as fast as it is taken', async () => {
  handles().writer.exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)
    INSERT INTO audit_log (at, event, actor) SELECT i, 'n.x', 'Ada' FROM n`)
  const decoder = new TextDecoder()
  let [lines, longest] = [0, 0]
  for await (const piece of await auditFile({})) {
    const count = decoder.decode(piece).split(',n.x,').length - 1
    lines += count
    longest = Math.max(longest, count)
  }
  expect([lines, longest]).toEqual([60_000, 1_000])
})

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r=1'])('%j is text in a spreadsheet', (cell) => {
  expect(csvLine([cell]).replace(/^"/, '')).toMatch(/^'/)
})

it('numbers stay numbers, nothing stays empty', () => {
  expect(csvLine([-1, null, undefined, 'a', { b: 1 }])).toBe('-1,,,a,"{""b"":1}"\r\n')
})

it('shows the fields that differ, and those alone', () => {
  expect(
    changesBetween(
      { role: 'author', name: 'Ada', roles: { editor: ['a'], author: [] } },
      { role: 'editor', name: 'Ada', roles: { editor: ['a', 'b'], author: [] } },
    ),
  ).toEqual([
    { field: 'role', before: 'author', after: 'editor' },
    { field: 'roles.editor', before: '["a"]', after: '["a","b"]' },
  ])
  expect(changesBetween(null, { name: 'Ada' })).toEqual([{ field: 'name', before: '', after: 'Ada' }])
  expect(changesBetween(null, null)).toEqual([])
  expect(changesBetween({ text: 'x'.repeat(900) }, null)[0]?.before.length).toBe(301)
})
