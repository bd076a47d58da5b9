// The start of an issue: all of it or nothing, once, to whom was said.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as rest } from 'node:timers/promises'
import { simpleParser } from 'mailparser'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { handles, write } from '@/db/client.ts'
import { systemActor } from '@/features/accounts/policy.ts'
import { decideTests, holdAfterSilence, startDue } from '@/features/dispatch/worker.ts'
import { recordClicks } from '@/features/figures/mutations.ts'
import { findIssue } from '@/features/issues/data.ts'
import { saveIssue, scheduleIssue } from '@/features/issues/mutations.ts'
import { countAudience, progressOf } from '@/features/sending/data.ts'
import {
  cancelIssue,
  expireIssues,
  pauseIssue,
  resendUncertain,
  resumeIssue,
} from '@/features/sending/mutations.ts'
import { startIssue } from '@/features/sending/worker.ts'
import { forgetRecipients } from '@/features/subscriptions/mutations.ts'
import { ensureBundled } from '@/scripts/setup.mjs'
import { addArticle, everyRow, freshDatabase, rows } from '../../factories/database.ts'
import { addIssue, addNewsletter, addReaders } from '../../factories/newsletters.ts'
import { addActor } from '../../factories/people.ts'

freshDatabase()

let newsletterId: number
let issueId: number
let articleId: number

beforeEach(async () => {
  Object.assign(process.env, {
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'Redazione <redazione@altana.example>',
  })
  newsletterId = await addNewsletter()
  articleId = await addArticle()
  issueId = await addIssue(newsletterId, [articleId])
  return () => {
    delete process.env.SMTP_URL
    delete process.env.MAIL_FROM
  }
})

const start = (confirm: number | null, id = issueId) => startIssue(systemActor, id, { confirm })
const set = (sql: string, ...values: unknown[]) =>
  handles()
    .writer.prepare(sql)
    .run(...values)
const plan = async (at: number, id = issueId) => {
  const issue = await findIssue(id)
  await write((tx) => scheduleIssue(tx, systemActor, id, issue?.lockVersion ?? 0, at))
}
const hour = 3_600_000

describe('an issue', () => {
  it('goes to those who confirmed, want it, and can be written to now', async () => {
    addReaders(newsletterId, 9)
    set("UPDATE subscribers SET status = 'pending' WHERE id = 1")
    set("UPDATE subscribers SET status = 'suppressed' WHERE id = 2")
    set('UPDATE newsletter_subscriptions SET active = 0 WHERE subscriber_id = 3')
    set('UPDATE subscribers SET paused_until = ? WHERE id = 4', Date.now() + hour)
    set('UPDATE subscribers SET paused_until = ? WHERE id = 5', Date.now() - hour)
    const other = await addNewsletter('sera', 'Sera')
    addReaders(other, 3, { from: 100 })
    expect(await countAudience(newsletterId)).toBe(5)
    expect(await start(5)).toBe(5)
    expect(rows('SELECT email, variant, state FROM newsletter_deliveries ORDER BY id')).toEqual(
      [5, 6, 7, 8, 9].map((n) => ({ email: `r${n}@example.org`, variant: 'a', state: 'queued' })),
    )
    expect(await progressOf(issueId)).toMatchObject({ status: 'sending', audience: 5, queued: 5, sent: 0 })
  })

  it('leads to its own page of the archive, the second of a day too, and two at once to one each', async () => {
    addReaders(newsletterId, 1)
    const ids = [
      issueId,
      await addIssue(newsletterId, [articleId]),
      await addIssue(newsletterId, [articleId]),
    ]
    await start(1)
    const answers = await Promise.allSettled(ids.slice(1).map((id) => start(1, id)))
    for (const [i, answer] of answers.entries())
      if (answer.status === 'rejected') {
        expect(answer.reason).toMatchObject({ code: 'stale-version' })
        await start(1, ids[i + 1])
      }
    const sent = rows<{ slug: string; message: string }>(
      'SELECT slug, message_a AS message FROM newsletter_issues ORDER BY slug',
    )
    expect(new Set(sent.map(({ slug }) => slug)).size).toBe(3)
    for (const { slug, message } of sent) {
      const { text } = await simpleParser(message)
      expect(text).toMatch(new RegExp(`/newsletter/archive/[a-z-]+/${slug}\\?n=`))
    }
  })

  it('leaves out who wants one letter a week and had one', async () => {
    addReaders(newsletterId, 3)
    await start(3)
    set("UPDATE newsletter_deliveries SET state = 'sent', marked_at = ? WHERE subscriber_id < 3", Date.now())
    set('UPDATE newsletter_deliveries SET marked_at = ? WHERE subscriber_id = 2', Date.now() - 7 * 24 * hour)
    set("UPDATE subscribers SET pace = 'weekly'")
    // The third is still on its way.
    expect(await countAudience(newsletterId)).toBe(1)
  })

  it('is frozen when it begins, and stands in the archive under its day', async () => {
    addReaders(newsletterId, 1)
    await start(1)
    const [row] = rows<{ slug: string; content: string; message_a: string; message_hash: string }>(
      'SELECT * FROM newsletter_issues',
    )
    expect(row?.slug).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(row?.content).toContain('Il ponte riapre')
    expect(row?.content).not.toContain('r1@')
    expect(row?.message_a).not.toContain('r1@')
    const second = await addIssue(newsletterId, [articleId])
    await start(1, second)
    expect(rows('SELECT slug FROM newsletter_issues WHERE id = ?', second)).toEqual([
      { slug: `${row?.slug}-2` },
    ])
  })

  it('is not begun for another number than was confirmed', async () => {
    addReaders(newsletterId, 3)
    const before = everyRow()
    await expect(start(2)).rejects.toMatchObject({ code: 'issue-count-changed', facts: { count: 3 } })
    expect(everyRow()).toEqual(before)
  })

  it('is not begun without an article, a mail server, or the right', async () => {
    addReaders(newsletterId, 1)
    const empty = await addIssue(newsletterId, [])
    await expect(start(1, empty)).rejects.toMatchObject({ code: 'issue-empty' })
    await expect(start(1, 999)).rejects.toMatchObject({ code: 'not-found' })
    const before = everyRow()
    const author = await addActor('author')
    const options = { confirm: 1 }
    await expect(startIssue(author, issueId, options)).rejects.toMatchObject({ code: 'forbidden' })
    for (const work of [pauseIssue, resumeIssue, cancelIssue, resendUncertain])
      await expect(work(author, issueId)).rejects.toMatchObject({ code: 'forbidden' })
    delete process.env.SMTP_URL
    await expect(start(1)).rejects.toMatchObject({ code: 'mail-missing' })
    const { people: _people, sqlite_sequence: _sequence, ...after } = everyRow()
    const { people: _before, sqlite_sequence: _other, ...same } = before
    expect(after).toEqual(same)
  })

  it('begins once, however often it is asked to at once', async () => {
    addReaders(newsletterId, 50)
    const results = await Promise.allSettled([start(50), start(50), start(null), start(50)])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const result of results)
      if (result.status === 'rejected')
        expect(['issue-state', 'stale-version']).toContain((result.reason as { code: string }).code)
    expect(
      rows('SELECT count(*) AS n, count(DISTINCT subscriber_id) AS people FROM newsletter_deliveries'),
    ).toEqual([{ n: 50, people: 50 }])
    expect(rows("SELECT 1 FROM audit_log WHERE event = 'newsletter.send'")).toHaveLength(1)
  })

  it('is not begun as it was when somebody changed it at the same moment', async () => {
    addReaders(newsletterId, 1)
    const starting = start(1)
    const issue = await findIssue(issueId)
    await write((tx) => saveIssue(tx, systemActor, issueId, issue?.lockVersion ?? 0, { subject: 'Un altro' }))
    await expect(starting).rejects.toMatchObject({ code: 'stale-version' })
    expect(await progressOf(issueId)).toMatchObject({ status: 'draft', audience: 0 })
  })

  it.each([
    ['pause', pauseIssue, ['draft', 'scheduled', 'held', 'paused', 'done', 'cancelled', 'empty']],
    ['resume', resumeIssue, ['draft', 'scheduled', 'held', 'sending', 'done', 'cancelled', 'empty']],
    ['cancel', cancelIssue, ['draft', 'done', 'cancelled', 'empty']],
    ['resend', resendUncertain, ['draft', 'scheduled', 'held', 'cancelled', 'empty']],
  ] as const)('%s is refused where it makes no sense', async (_, work, states) => {
    for (const state of states) {
      set('UPDATE newsletter_issues SET status = ?', state)
      await expect(work(systemActor, issueId), state).rejects.toMatchObject({ code: 'issue-state' })
    }
  })
})

describe('killed while it begins', () => {
  beforeAll(async () => {
    await ensureBundled()
  }, 60_000)

  it('it has begun whole, or not at all', { timeout: 120_000 }, async () => {
    addReaders(newsletterId, 5_000)
    const outcomes = new Set<string>()
    // Around the moment in which the audience is written down, wherever that is on this machine.
    const began = Date.now()
    const whole = spawn(process.execPath, ['dist/cli.mjs', 'newsletter', 'send', '999', '--confirm', '1'], {
      env: process.env,
    })
    await once(whole, 'close')
    const typical = Date.now() - began
    for (let n = 0; n < 6; n++) {
      const args = ['dist/cli.mjs', 'newsletter', 'send', String(issueId), '--confirm', '5000']
      const child = spawn(process.execPath, args, { env: process.env, stdio: 'ignore' })
      const end = once(child, 'exit')
      await rest(typical * (0.6 + n * 0.12))
      child.kill('SIGKILL')
      await end
      const [row] = rows<{ status: string; n: number; audience: number; slug: string | null }>(
        `SELECT status, audience, slug, (SELECT count(*) FROM newsletter_deliveries) AS n FROM newsletter_issues`,
      )
      expect([
        { status: 'draft', audience: 0, slug: null, n: 0 },
        { status: 'sending', audience: 5_000, slug: expect.any(String), n: 5_000 },
      ]).toContainEqual(row)
      outcomes.add(row?.status ?? '')
      if (row?.status === 'sending') {
        set("UPDATE newsletter_issues SET status = 'draft', audience = 0, slug = NULL")
        set('DELETE FROM newsletter_deliveries')
      }
    }
    expect(outcomes.size).toBeGreaterThan(0)
  })
})

it('what stood still for half a year is over, and nobody’s address is kept for it', async () => {
  addReaders(newsletterId, 4)
  const start180 = Date.now() - 180 * 24 * hour
  await start(4)
  set("UPDATE newsletter_issues SET status = 'paused', reason = 'editor', started_at = ?", start180 + hour)
  for (const [id, state] of [
    ['1', 'sent'],
    ['2', 'claimed'],
    ['3', 'dot'],
  ] as const)
    set(
      'UPDATE newsletter_deliveries SET state = ?, done_at = ? WHERE id = ?',
      state,
      state === 'sent' ? 1 : null,
      id,
    )
  const before = everyRow()
  await write((tx) => expireIssues(tx))
  expect(everyRow()).toEqual(before)
  set('UPDATE newsletter_issues SET started_at = ?', start180 - 1)
  await write((tx) => expireIssues(tx))
  while ((await write((tx) => forgetRecipients(tx))) > 0);
  expect(rows('SELECT state, email FROM newsletter_deliveries ORDER BY id')).toEqual(
    ['sent', 'skipped', 'uncertain', 'skipped'].map((state) => ({ state, email: '' })),
  )
  expect(await findIssue(issueId)).toMatchObject({ status: 'cancelled', reason: 'expired' })
  expect(rows("SELECT actor_id FROM audit_log WHERE event = 'newsletter.cancel'")).toEqual([
    { actor_id: null },
  ])
  await expect(resumeIssue(systemActor, issueId)).rejects.toMatchObject({ code: 'issue-state' })
})

describe('two subjects', () => {
  const withTest = async (share: number) => {
    const issue = await findIssue(issueId)
    const change = { subjectB: 'L’altro', testShare: share, testHours: 2 }
    await write((tx) => saveIssue(tx, systemActor, issueId, issue?.lockVersion ?? 0, change))
  }
  const split = () =>
    Object.fromEntries(
      rows<{ variant: string; n: number }>(
        'SELECT variant, count(*) AS n FROM newsletter_deliveries GROUP BY variant',
      ).map(({ variant, n }) => [variant, n]),
    )

  it('go to a share of the audience each, and the one that is followed more to the rest', async () => {
    addReaders(newsletterId, 100)
    await withTest(20)
    await start(100)
    expect(split()).toEqual({ a: 10, b: 10, later: 80 })
    set("UPDATE newsletter_deliveries SET state = 'sent' WHERE variant <> 'later'")
    set("UPDATE newsletter_deliveries SET done_at = ? WHERE variant = 'a' AND state = 'sent'", Date.now())
    await decideTests(Date.now() + hour)
    expect(split()).toEqual({ a: 10, b: 10, later: 80 })
    // Nobody can tell from the pace of the first when the others, who wait for the hour, are through.
    expect(await progressOf(issueId)).toMatchObject({ queued: 80, secondsLeft: null })
    await recordClicks([
      { issue: issueId, variant: 'a', path: '/citta/ponte', count: 2 },
      { issue: issueId, variant: 'b', path: '/citta/ponte', count: 5 },
    ])
    await decideTests(Date.now() + 2 * hour + 1_000)
    expect(split()).toEqual({ a: 10, b: 90 })
    expect((await progressOf(issueId))?.secondsLeft).toBeGreaterThan(0)
    expect(await findIssue(issueId)).toMatchObject({ winner: 'b', decideAt: null })
  })

  it('end with the first when nobody followed any', async () => {
    addReaders(newsletterId, 10)
    await withTest(50)
    await start(10)
    await decideTests(Date.now() + 3 * hour) // nothing has left yet: a pause, a limit, a server that is down
    expect(split().later).toBe(5)
    set(
      "UPDATE newsletter_deliveries SET state = 'sent', done_at = ? WHERE variant <> 'later'",
      Date.now() + 2 * hour,
    )
    await decideTests(Date.now() + 3 * hour)
    expect(split().later).toBe(5)
    await decideTests(Date.now() + 5 * hour)
    expect(split().later).toBeUndefined()
    expect(await findIssue(issueId)).toMatchObject({ winner: 'a' })
  })

  it('are tried on one reader each at least', async () => {
    addReaders(newsletterId, 3)
    await withTest(1)
    await start(3)
    expect(split()).toEqual({ a: 1, b: 1, later: 1 })
  })

  it('share all of the audience when that is the share', async () => {
    addReaders(newsletterId, 11)
    await withTest(100)
    await start(11)
    expect(split()).toEqual({ a: 6, b: 5 })
  })
})

describe('an issue with an hour', () => {
  it('begins at it, and not before', async () => {
    addReaders(newsletterId, 2)
    const at = Date.now() + hour
    await plan(at)
    await startDue(at - 1_000)
    expect(await progressOf(issueId)).toMatchObject({ status: 'scheduled' })
    await startDue(at)
    expect(await progressOf(issueId)).toMatchObject({ status: 'sending', audience: 2 })
  })

  it('is held, with its reason, when its hour is long over', async () => {
    addReaders(newsletterId, 2)
    const at = Date.now() + hour
    await plan(at)
    await startDue(at + 2 * hour + 1)
    expect(await progressOf(issueId)).toMatchObject({ status: 'held', reason: 'late', audience: 0 })
    expect(rows('SELECT name FROM alerts')).toContainEqual({ name: 'newsletter-stopped' })
    // Somebody looks at it, and says that it may go.
    expect(await start(2)).toBe(2)
  })

  it('waits for somebody when nobody has sent for so long that the data may be a backup', async () => {
    addReaders(newsletterId, 2)
    const at = Date.now() + hour
    await plan(at)
    const running = await addIssue(newsletterId, [articleId])
    await start(2, running)
    await holdAfterSilence(at - 7 * hour, at)
    expect(await progressOf(issueId)).toMatchObject({ status: 'held', reason: 'restored' })
    expect(await progressOf(running)).toMatchObject({ status: 'paused', reason: 'restored', queued: 2 })
  })

  it('goes on by itself after a short silence, or at the very first start', async () => {
    addReaders(newsletterId, 2)
    await start(2)
    await holdAfterSilence(Date.now() - hour)
    await holdAfterSilence(null)
    expect(await progressOf(issueId)).toMatchObject({ status: 'sending' })
  })

  it('skips itself when it has nothing to say', async () => {
    addReaders(newsletterId, 2)
    const issue = await findIssue(issueId)
    await write((tx) =>
      saveIssue(tx, systemActor, issueId, issue?.lockVersion ?? 0, {
        source: { from: 'hours', hours: 1, sectionId: null },
        articles: [],
      }),
    )
    set('UPDATE articles SET first_published_at = ?', Date.now() - 48 * hour)
    const at = Date.now() + hour
    await plan(at)
    await startDue(at)
    expect(await progressOf(issueId)).toMatchObject({ status: 'empty', audience: 0 })
    expect(rows('SELECT 1 FROM alerts')).toEqual([])
  })
})
