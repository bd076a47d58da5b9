import { spawnSync } from 'node:child_process'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { handles, write } from '@/db/client.ts'
import { findIssue } from '@/features/issues/data.ts'
import { ensureNewsletter } from '@/features/newsletter/mutations.ts'
import { UsageError } from '@/scripts/commands/command.ts'
import { compose } from '@/scripts/commands/newsletter-compose.ts'
import { ensureBundled } from '@/scripts/setup.mjs'
import { addArticle, addDraft, addSection, everyRow, freshDatabase } from '../factories/database.ts'

freshDatabase()
beforeAll(async () => {
  await ensureBundled()
}, 60_000)

let out = ''
let err = ''
beforeEach(() => {
  out = ''
  err = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text)
    return true
  })
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += String(text)
    return true
  })
})
afterEach(() => vi.restoreAllMocks())

const newsletter = (sectionId?: number) =>
  write((tx) => ensureNewsletter(tx, { slug: 'daily', name: 'Il mattino', sectionId }))

/** Subscribers of the newsletter in these states, those who get it and those who do not. */
function addSubscribers(newsletterId: number, ...states: string[]): void {
  states.forEach((status, i) => {
    const { writer } = handles()
    const { lastInsertRowid } = writer
      .prepare(
        `INSERT INTO subscribers (uid, email, status, language, consent_text, consent_at, created_at, updated_at)
         VALUES (?, ?, ?, 'it', '', 1, 1, 1)`,
      )
      .run(`${i}`.padStart(16, '0'), `n${i}@example.org`, status)
    writer
      .prepare('INSERT INTO newsletter_subscriptions VALUES (?, ?, 1, 1)')
      .run(lastInsertRowid, newsletterId)
  })
}

it('a digest of the last hours is made as a draft, with how many would get it', async () => {
  const sport = await addSection('Sport')
  const id = await newsletter(sport)
  addSubscribers(id, 'confirmed', 'confirmed', 'pending', 'unsubscribed', 'suppressed')
  await addArticle({ slug: 'vela', sectionId: sport })
  const args = ['--list', 'daily', '--hours', '24', '--subject', 'Oggi', '--preheader', 'In breve', '--json']
  expect(await compose(args)).toBe(0)
  expect(JSON.parse(out)).toEqual({ issue: 1, recipients: 2 })
  expect(await findIssue(1)).toMatchObject({
    newsletterId: id,
    status: 'draft',
    kind: 'digest',
    subject: 'Oggi',
    preheader: 'In breve',
    source: { from: 'hours', hours: 24, sectionId: sport },
    articles: [],
  })
})

it('articles are taken in the order in which they are named, by slug or address', async () => {
  await newsletter()
  const [a, b] = [await addArticle({ slug: 'ponte' }), await addArticle({ slug: 'tram' })]
  expect(await compose(['--list', 'daily', '--articles', '/citta/tram, ponte', '--subject', 'Oggi'])).toBe(0)
  expect(out).toContain('newsletter send 1 --confirm 0')
  expect(await findIssue(1)).toMatchObject({ source: { from: 'hand' }, articles: [b, a] })
})

it.each([
  [['--list', 'weekly', '--hours', '24'], 'no newsletter called "weekly"'],
  [['--list', 'daily', '--articles', 'ponte,never,bozza'], 'no published article is called never, bozza'],
  [['--list', 'daily', '--hours', '1'], 'no article to send'],
])('%j makes nothing and says why', async (args, reason) => {
  await newsletter()
  await addArticle({ slug: 'ponte' }, Date.now() - 2 * 3_600_000)
  await addDraft({ slug: 'bozza' })
  const before = everyRow()
  expect(await compose([...args, '--subject', 'Oggi', '--json'])).toBe(1)
  expect([out, err]).toEqual(['', expect.stringContaining(reason)])
  expect(everyRow()).toEqual(before)
})

it.each([
  [['--hours', '24', '--subject', 'x']],
  [['--list', 'daily', '--subject', 'x']],
  [['--list', 'daily', '--hours', '24']],
  [['--list', 'daily', '--hours', '24', '--subject', '  ']],
  [['--list', 'daily', '--hours', '24', '--articles', 'a', '--subject', 'x']],
  [['--list', 'daily', '--hours', '1.5', '--subject', 'x']],
  [['--list', 'daily', '--hours', '9999', '--subject', 'x']],
  [['--list', 'daily', '--articles', 'a,,b', '--subject', 'x']],
  [['--list', 'daily', '--hours', '24', '--subject', 'x\ny']],
  [['--list', 'daily', '--hours', '24', '--subject', 'x', '--never']],
  [['--list', 'daily', '--hours', '24', '--subject', 'x', 'word']],
])('%j is wrong usage', async (args) => {
  await expect(compose(args)).rejects.toThrow(UsageError)
})

it('as a command it ends with 0, 1 or 2', async () => {
  await newsletter()
  await addArticle({ slug: 'ponte' })
  const run = (...args: string[]) => {
    const { status, stdout } = spawnSync(
      process.execPath,
      ['dist/cli.mjs', 'newsletter', 'compose', '--list', 'daily', '--subject', 'Oggi', '--json', ...args],
      { env: process.env, encoding: 'utf8' },
    )
    return [status, stdout]
  }
  expect(run('--articles', 'ponte')).toEqual([0, '{"issue":1,"recipients":0}\n'])
  expect(run('--articles', 'never')).toEqual([1, ''])
  expect(run()).toEqual([2, ''])
})
