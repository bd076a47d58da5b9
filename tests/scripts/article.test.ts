import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { write } from '@/db/client.ts'
import { people } from '@/db/schema/people.ts'
import type { Role } from '@/features/accounts/policy.ts'
import { createClock } from '@/features/publishing/worker.ts'
import { ensureBundled } from '@/scripts/setup.mjs'
import { addDraft, dataDir, everyRow, freshDatabase, rows } from '../factories/database.ts'
import { doc } from '../factories/documents.ts'
import { addActor } from '../factories/people.ts'

freshDatabase()
beforeAll(async () => {
  await ensureBundled()
}, 60_000)

/** Runs the command line as a process of its own, on the test's DATA_DIR. */
async function cli(...args: string[]) {
  const child = spawn(process.execPath, ['dist/cli.mjs', ...args], { env: process.env })
  const output = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text
    })
  const [code] = (await once(child, 'close')) as [number]
  return { code, ...output }
}
const article = (...args: string[]) => cli('article', ...args)
const json = async (...args: string[]) => {
  const { code, stdout, stderr } = await article(...args, '--json')
  expect(stderr).toBe('')
  expect(code).toBe(0)
  return JSON.parse(stdout) as Record<string, unknown>
}
async function email(role: Role) {
  const { id } = await addActor(role)
  return rows<{ email: string }>('SELECT email FROM people WHERE id = ?', id)[0]?.email ?? ''
}
const events = () =>
  rows<{ event: string }>('SELECT event FROM audit_log ORDER BY id').map((row) => row.event)

it('publishes, corrects, takes away and puts aside in the name of a person', async () => {
  const ugo = await email('editor')
  const id = await addDraft()
  const shown = { id, slug: 'ponte', path: '/citta/ponte', edit: `/admin/articles/${id}` }
  expect(await json('show', 'ponte')).toEqual({ ...shown, status: 'draft' })
  expect(await json('publish', 'ponte', '--as', ugo)).toEqual({
    ...shown,
    status: 'published',
    changed: true,
  })
  expect(await json('publish', '/citta/ponte', '--as', ugo)).toMatchObject({ changed: false })
  await json('correct', 'ponte', '--text', 'Riapre martedì.', '--as', ugo)
  expect(rows('SELECT text FROM corrections')).toEqual([{ text: 'Riapre martedì.' }])
  expect(await json('unpublish', 'ponte', '--as', ugo)).toMatchObject({ status: 'unpublished' })
  expect(await json('archive', 'ponte', '--as', ugo)).toMatchObject({ status: 'archived' })
  expect(await json('list')).toEqual({
    articles: [{ ...shown, status: 'archived', headline: 'Il ponte riapre' }],
  })
  expect(await json('list', '--status', 'draft')).toEqual({ articles: [] })
  expect(events()).toEqual(['article.publish', 'article.correct', 'article.withdraw', 'article.archive'])
  expect(rows('SELECT DISTINCT actor FROM audit_log')).toHaveLength(1)
}, 60_000)

it('schedules for the clock of whatever server runs', async () => {
  const ugo = await email('editor')
  const id = await addDraft()
  const at = Date.now() + 3_600_000
  expect(await json('schedule', 'ponte', '--at', new Date(at).toISOString(), '--as', ugo)).toMatchObject({
    status: 'scheduled',
  })
  expect(await createClock().publishDue(at)).toEqual([id])
}, 30_000)

it('changes nothing for somebody unknown, shut out or not permitted', async () => {
  const ada = await email('contributor')
  const gone = await email('editor')
  await addDraft()
  await write((tx) => tx.update(people).set({ status: 'disabled' }).where(eq(people.email, gone)))
  const before = everyRow()
  for (const as of [ada, gone, 'nessuno@example.org']) {
    const { code, stdout, stderr } = await article('publish', 'ponte', '--as', as, '--json')
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain('nothing was changed')
  }
  expect((await article('publish', 'ponte')).code).toBe(2)
  expect((await article('publish', 'altro', '--as', ada)).code).toBe(1)
  expect((await article('schedule', 'ponte', '--at', 'domani', '--as', ada)).code).toBe(2)
  expect(everyRow()).toEqual(before)
}, 60_000)

it('says what a check found, and publishes over it with a reason', async () => {
  const ugo = await email('editor')
  await addDraft({
    body: doc({ type: 'figure', attrs: { mediaId: 1, alt: '', credit: 'x', layout: 'normal' }, content: [] }),
  })
  const { code, stderr } = await article('publish', 'ponte', '--as', ugo)
  expect([code, stderr]).toEqual([1, expect.stringContaining('alt-missing')])
  await json('publish', 'ponte', '--as', ugo, '--override', 'sfondo')
  expect(rows('SELECT event, reason FROM audit_log')).toEqual([
    { event: 'article.publish', reason: 'alt-missing: sfondo' },
  ])
}, 30_000)

it('imports in the name of a person, who owns what is new and needs the permission', async () => {
  const [author, contributor] = [await email('author'), await email('contributor')]
  const file = path.join(dataDir(), 'ponte.md')
  writeFileSync(
    file,
    '---\ntitle: Il ponte\nsection: Città\nslug: ponte\nstatus: published\ndate: 2026-03-02T09:00:00Z\n---\nSi passa.\n',
  )
  const before = everyRow()
  expect((await cli('import', file, '--as', 'nessuno@example.org')).code).toBe(1)
  expect((await cli('import', file, '--as', contributor)).code).toBe(1)
  expect(everyRow()).toEqual(before)
  const { code, stdout } = await cli('import', file, '--as', author, '--json')
  expect([code, JSON.parse(stdout)]).toMatchObject([
    0,
    { articles: [{ slug: 'ponte', path: '/citta/ponte', action: 'created' }] },
  ])
  expect(rows('SELECT p.email, a.status FROM articles a JOIN people p ON p.id = a.owner_id')).toEqual([
    { email: author, status: 'published' },
  ])
  expect(events().filter((event) => event.includes('publish'))).toHaveLength(1)
}, 60_000)
