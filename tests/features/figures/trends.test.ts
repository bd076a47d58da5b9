import { beforeEach, expect, it } from 'vitest'
import { handles, write } from '@/db/client.ts'
import { addClicks } from '@/db/metrics.ts'
import { newsletterBounces } from '@/db/schema/sending.ts'
import { systemActor } from '@/features/accounts/policy.ts'
import { findTrends, listIssueFigures } from '@/features/figures/data.ts'
import { spansOf } from '@/features/figures/loaders.ts'
import { ensureNewsletter } from '@/features/newsletter/mutations.ts'
import { importSubscribers } from '@/features/subscriber-files/worker.ts'
import { findSubscriber } from '@/features/subscribers/data.ts'
import * as change from '@/features/subscribers/mutations.ts'
import { freshDatabase } from '../../factories/database.ts'
import { addDelivery, addIssueRow } from '../../factories/issues.ts'

freshDatabase()
beforeEach(async () => {
  await write(async (tx) => {
    await ensureNewsletter(tx, { slug: 'daily', name: 'Il mattino' })
    await ensureNewsletter(tx, { slug: 'weekly', name: 'La settimana', frequency: 'weekly' })
  })
})

const day = 24 * 3_600_000
const zone = 'Europe/Rome'
async function bring(...lines: string[]) {
  async function* open() {
    yield Buffer.from(['email,lists,consent_source', ...lines.map((line) => `${line},fiera`)].join('\n'))
  }
  await importSubscribers(systemActor, open, { consentSource: '', lists: [], dryRun: false })
}
const person = async (email: string) => {
  const row = await findSubscriber(email)
  if (!row) throw new Error(`${email} is not there`)
  return row
}

it('days follow each other from midnight to midnight in the publication’s zone, over a change of the clocks', () => {
  const now = Date.parse('2026-10-27T10:00:00Z') // the clocks went back on the 25th
  const spans = spansOf('month', zone, now)
  expect(spans).toHaveLength(30)
  expect(new Date(spans.at(-1)?.at ?? 0).toISOString()).toBe('2026-10-26T23:00:00.000Z')
  expect(new Date(spans.at(-4)?.at ?? 0).toISOString()).toBe('2026-10-23T22:00:00.000Z')
  for (const [i, { end }] of spans.slice(0, -1).entries()) expect(end).toBe(spans[i + 1]?.at)
  const weeks = spansOf('half', zone, now)
  expect([weeks.length, weeks.at(-1)?.end]).toEqual([26, spans.at(-1)?.end])
})

it('growth counts people once, whatever they subscribe to, and goes back from how many there are now', async () => {
  await bring('ada@example.org,daily;weekly', 'bo@example.org,daily', 'cy@example.org,daily')
  const past = 3 * day
  handles().writer.exec(
    `UPDATE newsletter_consents SET at = at - ${past}; UPDATE subscribers SET confirmed_at = confirmed_at - ${past}`,
  )
  await bring('bo@example.org,weekly', 'di@example.org,daily') // bo is nobody new
  const [cy, ada] = [await person('cy@example.org'), await person('ada@example.org')]
  await write(async (tx) => {
    await change.setSubscriptions(tx, cy.id, ['daily'], false)
    await change.erase(tx, ada)
  })
  const trends = await findTrends(spansOf('month', zone))
  expect(trends.at(-1)).toMatchObject({ confirmed: 2, joined: 1, left: 2 })
  expect(trends.at(-2)).toMatchObject({ confirmed: 3, joined: 0, left: 0 })
  expect(trends.at(-4)).toMatchObject({ confirmed: 3, joined: 3, left: 0 })
  expect(trends.at(-5)).toMatchObject({ confirmed: 0, joined: 0 })
})

it('who asked is told from who has confirmed; what came back is counted by day', async () => {
  await bring('ada@example.org,daily')
  const { id } = await person('ada@example.org')
  await write(async (tx) => {
    for (const name of ['x', 'y'])
      for (const newsletter of ['daily', 'weekly'])
        await change.noteConsent(tx, `${name}@example.org`, { event: 'requested', newsletter })
    await change.noteConsent(tx, 'x@example.org', { event: 'confirmed', newsletter: 'daily' })
    for (const [i, kind] of (['hard', 'soft', 'policy', 'complaint'] as const).entries())
      await tx.insert(newsletterBounces).values({ subscriberId: id, kind, deliveryId: i, at: Date.now() })
  })
  expect((await findTrends(spansOf('month', zone))).at(-1)).toMatchObject({
    ...{ asked: 2, agreed: 1, bounced: 2, complained: 1 },
  })
})

it('with nothing to show there is nothing, not an error', async () => {
  const trends = await findTrends(spansOf('half', zone))
  expect(trends).toHaveLength(26)
  expect(new Set(trends.map(({ span: _, ...counts }) => JSON.stringify(counts))).size).toBe(1)
  expect(await listIssueFigures()).toEqual([])
})

it('an issue is shown with what arrived, what was followed and who left in the three days after it', async () => {
  await bring('ada@example.org,daily', 'bo@example.org,daily;weekly')
  const [ada, bo] = [await person('ada@example.org'), await person('bo@example.org')]
  const now = Date.now()
  const old = await addIssueRow({ startedAt: now - 10 * day, subject: 'Vecchio' })
  const last = await addIssueRow({ startedAt: now - day, subject: 'Nuovo' })
  await addIssueRow({ startedAt: null, status: 'draft' })
  await addDelivery(ada, 'sent', { issueId: last })
  await addDelivery(bo, 'failed', { issueId: last })
  await addClicks(Math.floor(now / day), [
    { issue: last, variant: 'a', path: '/', count: 3 },
    { issue: last, variant: 'b', path: '/citta/ponte', count: 4 },
  ])
  await write(async (tx) => {
    await change.noteConsent(tx, ada.email, { event: 'withdrawn', newsletter: 'daily' })
    await change.noteConsent(tx, bo.email, { event: 'withdrawn', newsletter: 'weekly' }) // of another newsletter
  })
  expect(await listIssueFigures()).toEqual([
    {
      ...{ id: last, subject: 'Nuovo', newsletter: 'Il mattino', startedAt: now - day },
      ...{ sent: 1, failed: 1, clicks: 7, left: 1 },
    },
    expect.objectContaining({ id: old, sent: 0, clicks: 0, left: 0 }),
  ])
})
