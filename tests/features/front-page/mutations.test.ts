import { execFile } from 'node:child_process'
import { expect, it } from 'vitest'
import { handles, write } from '@/db/client.ts'
import { systemActor } from '@/features/accounts/policy.ts'
import { findInForce, listEarlier, listScheduled, nextTurn } from '@/features/front-page/data.ts'
import {
  cancelFrontPage,
  rescheduleFrontPage,
  scheduleFrontPage,
  setFrontPage,
  turnFrontPage,
} from '@/features/front-page/mutations.ts'
import { keepsFor } from '@/features/front-page/policy.ts'
import { automaticLayout, type Layout } from '@/features/front-page/schema.ts'
import { addArticle, dataDir, freshDatabase, rows, touchedBy } from '@/tests/factories/database.ts'

freshDatabase()

const noon = Date.parse('2026-11-24T11:00:00Z')
const hour = 3_600_000
const nothing = { id: null, lockVersion: 0 }
const lead = (articleId: number, over = {}): Layout => ({
  ...automaticLayout,
  lead: { articleId, placedAt: noon, lock: null, ...over },
})
const set = (layout: Layout, base: { id: number | null; lockVersion: number }, now = noon) =>
  write((tx) => setFrontPage(tx, systemActor, { layout, base, now }))
const schedule = (layout: Layout, at: number, now = noon) =>
  write((tx) => scheduleFrontPage(tx, systemActor, { layout, at, now }))
const events = () =>
  rows<{ event: string }>('SELECT event FROM audit_log ORDER BY id').map((row) => row.event)

it('what is set is in force at once, makes the front page stale, and is written down without the word for articles', async () => {
  const id = await addArticle()
  const before = events().length
  expect(await touchedBy(() => set(lead(id), nothing))).toEqual(['front-page'])
  expect((await findInForce(noon))?.layout.lead?.articleId).toBe(id)
  expect(events().slice(before)).toEqual(['front_page.set'])
})

it('who did not see the newest one is refused and changes nothing', async () => {
  const first = await set(lead(1), nothing)
  await set(lead(2), first, noon + 1)
  await expect(set(lead(3), first, noon + 2)).rejects.toMatchObject({ code: 'stale-version' })
  await expect(set(lead(3), nothing, noon + 2)).rejects.toMatchObject({ code: 'stale-version' })
  expect((await findInForce(noon + 3))?.layout.lead?.articleId).toBe(2)
  expect((await listEarlier(noon + 3, 10)).map((version) => version.layout.lead?.articleId)).toEqual([1])
})

it('a scheduled one changes nothing before its time, takes effect once, and is made up for after a stop', async () => {
  await set(lead(1, { lock: { until: null } }), nothing)
  await schedule(lead(2, { lock: { until: null } }), noon + hour)
  expect((await findInForce(noon + hour - 1))?.layout.lead?.articleId).toBe(1)
  expect(await nextTurn(0)).toBe(noon + hour)
  expect(await touchedBy(() => turnFrontPage(noon + hour - 1))).toEqual([])
  expect(await touchedBy(() => turnFrontPage(noon + 5 * hour))).toEqual(['front-page'])
  expect(await touchedBy(() => turnFrontPage(noon + 5 * hour))).toEqual([])
  expect((await findInForce(noon + hour))?.layout.lead?.articleId).toBe(2)
  expect(await nextTurn(0)).toBeNull()
})

it('the page turns again when a piece gives way', async () => {
  await set(lead(1), nothing)
  expect(await nextTurn(0)).toBe(noon + keepsFor)
  expect(await turnFrontPage(noon + keepsFor)).toBe(1)
  expect(await nextTurn(0)).toBeNull()
})

it('the past cannot be scheduled', async () => {
  await expect(schedule(lead(1), noon)).rejects.toMatchObject({ code: 'time-past' })
  const id = await schedule(lead(1), noon + hour)
  const change = { id, lockVersion: 1, layout: lead(1), at: noon - 1, now: noon }
  await expect(write((tx) => rescheduleFrontPage(tx, systemActor, change))).rejects.toMatchObject({
    code: 'time-past',
  })
})

it('a scheduled one is changed and taken back only by who saw it as it is, and only before its time', async () => {
  const id = await schedule(lead(1), noon + hour)
  const change = { id, lockVersion: 1, layout: lead(2), at: noon + 2 * hour, now: noon }
  expect(await write((tx) => rescheduleFrontPage(tx, systemActor, change))).toBe(2)
  await expect(write((tx) => rescheduleFrontPage(tx, systemActor, change))).rejects.toMatchObject({
    code: 'stale-version',
  })
  const late = { id, lockVersion: 2, now: noon + 2 * hour }
  await expect(write((tx) => cancelFrontPage(tx, systemActor, late))).rejects.toMatchObject({
    code: 'stale-version',
  })
  expect((await listScheduled(noon)).map((version) => version.startsAt)).toEqual([noon + 2 * hour])
  await write((tx) => cancelFrontPage(tx, systemActor, { id, lockVersion: 2, now: noon }))
  expect(await listScheduled(noon)).toEqual([])
  expect(events()).toEqual(['front_page.schedule', 'front_page.reschedule', 'front_page.cancel'])
})

it('two processes at the same moment make the page stale once', async () => {
  await schedule(lead(1), noon + hour)
  const script = `
    const Database = require('better-sqlite3')
    const db = new Database(process.argv[1]); db.pragma('busy_timeout = 5000')
    db.exec('BEGIN IMMEDIATE'); console.log('held')
    setTimeout(() => { db.prepare('UPDATE front_pages SET due_at = NULL WHERE due_at <= ?').run(${noon + hour})
      db.prepare("INSERT INTO tag_clock (tag, at) VALUES ('front-page', 1)").run(); db.exec('COMMIT') }, 300)`
  const other = new Promise<void>((resolve, reject) => {
    const child = execFile(process.execPath, ['-e', script, `${dataDir()}/testata.db`], (error) =>
      error ? reject(error) : resolve(),
    )
    child.stdout?.once('data', () => void turnFrontPage(noon + hour).catch(reject))
  })
  await other
  await turnFrontPage(noon + hour)
  expect(rows("SELECT seq FROM tag_clock WHERE tag = 'front-page'")).toHaveLength(1)
})

it('a layout that cannot be read fills itself instead of breaking the page', async () => {
  handles()
    .writer.prepare(
      'INSERT INTO front_pages (layout, starts_at, created_at, updated_at) VALUES (\'{"version":9}\', 1, 1, 1)',
    )
    .run()
  expect((await findInForce(noon))?.layout).toEqual(automaticLayout)
})
