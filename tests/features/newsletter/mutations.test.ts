import { expect, it } from 'vitest'
import { handles, write } from '@/db/client.ts'
import { systemActor } from '@/features/accounts/policy.ts'
import { listNewsletterRows, listOpenNewsletters } from '@/features/newsletter/data.ts'
import {
  deleteNewsletter,
  ensureNewsletter,
  orderNewsletters,
  saveNewsletter,
} from '@/features/newsletter/mutations.ts'
import { moved } from '@/features/newsletter/order.ts'
import {
  type NewsletterForm,
  newsletterInput,
  newsletterOrderSeen,
  newsletterSeen,
} from '@/features/newsletter/schema.ts'
import { everyRow, freshDatabase, rows, touchedBy } from '../../factories/database.ts'

freshDatabase()

const form = (over: Partial<NewsletterForm> = {}): NewsletterForm => ({
  id: null,
  name: 'Mattino',
  slug: '',
  description: '',
  frequency: 'daily',
  sectionId: null,
  sender: '',
  replyTo: '',
  open: true,
  seen: '',
  ...over,
})
const row = async (id: number) => (await listNewsletterRows()).find((one) => one.id === id)
const seenNow = async (id: number) => {
  const now = await row(id)
  return now ? newsletterSeen(now) : ''
}

it('a new one gets an address from its name and is offered at once', async () => {
  const touched = await touchedBy(() => saveNewsletter(systemActor, form({ name: 'Buona sera, città' })))
  expect(touched).toContain('newsletters')
  expect(await listOpenNewsletters()).toMatchObject([{ slug: 'buona-sera-citta', name: 'Buona sera, città' }])
  expect(rows('SELECT event FROM audit_log')).toEqual([{ event: 'newsletter.create' }])
})

it('an address of the site itself or of another list is refused, and nothing changes', async () => {
  await saveNewsletter(systemActor, form())
  const before = everyRow()
  await expect(saveNewsletter(systemActor, form({ slug: 'thanks' }))).rejects.toThrow('slug-reserved')
  await expect(saveNewsletter(systemActor, form({ slug: 'mattino' }))).rejects.toThrow('slug-taken')
  expect(everyRow()).toEqual(before)
})

it('whoever changes what they saw before somebody else’s change is refused, and nothing changes', async () => {
  const id = await saveNewsletter(systemActor, form())
  const seen = await seenNow(id)
  await saveNewsletter(systemActor, form({ id, seen, name: 'Alba' }))
  const before = everyRow()
  await expect(saveNewsletter(systemActor, form({ id, seen, name: 'Sera' }))).rejects.toThrow('stale-version')
  await expect(saveNewsletter(systemActor, form({ id: 99, seen }))).rejects.toThrow('not-found')
  expect(everyRow()).toEqual(before)
})

it('withdrawn from the offer it stays for those who have it', async () => {
  const id = await saveNewsletter(systemActor, form())
  await saveNewsletter(systemActor, form({ id, seen: await seenNow(id), open: false }))
  expect(await listOpenNewsletters()).toEqual([])
  expect(await row(id)).toMatchObject({ open: false, slug: 'mattino' })
})

it('its address stays once an issue went out, the rest can change', async () => {
  const id = await saveNewsletter(systemActor, form())
  handles()
    .writer.prepare(
      `INSERT INTO newsletter_issues (newsletter_id, kind, intro, source, created_at, updated_at, started_at)
       VALUES (?, 'digest', '{}', '{}', 1, 1, 1)`,
    )
    .run(id)
  await expect(
    saveNewsletter(systemActor, form({ id, seen: await seenNow(id), slug: 'alba' })),
  ).rejects.toThrow('newsletter-address')
  await saveNewsletter(systemActor, form({ id, seen: await seenNow(id), name: 'Alba' }))
  expect(await row(id)).toMatchObject({ name: 'Alba', slug: 'mattino', issues: 1 })
  await expect(deleteNewsletter(systemActor, id)).rejects.toThrow('newsletter-used')
})

it('is deleted only while nobody ever subscribed to it', async () => {
  const id = await saveNewsletter(systemActor, form())
  const { writer } = handles()
  writer
    .prepare(
      `INSERT INTO subscribers (id, uid, email, status, language, consent_text, consent_at, created_at, updated_at)
       VALUES (1, 'u', 'a@example.org', 'confirmed', 'it', '', 1, 1, 1)`,
    )
    .run()
  writer
    .prepare(
      'INSERT INTO newsletter_subscriptions (subscriber_id, newsletter_id, active, changed_at) VALUES (1, ?, 1, 1)',
    )
    .run(id)
  expect(await row(id)).toMatchObject({ subscribers: 1, deletable: false })
  writer.prepare('UPDATE newsletter_subscriptions SET active = 0').run()
  expect(await row(id)).toMatchObject({ subscribers: 0, deletable: false })
  await expect(deleteNewsletter(systemActor, id)).rejects.toThrow('newsletter-used')
  writer.prepare('DELETE FROM newsletter_subscriptions').run()
  await deleteNewsletter(systemActor, id)
  expect(await listNewsletterRows()).toEqual([])
  await expect(deleteNewsletter(systemActor, id)).rejects.toThrow('not-found')
})

it('are offered in the order that somebody gave them, unless the order was another meanwhile', async () => {
  for (const slug of ['a', 'b', 'c']) await write((tx) => ensureNewsletter(tx, { slug, name: slug }))
  const before = await listNewsletterRows()
  const next = moved(before, before[2]?.id ?? 0, before[0]?.id ?? 0, 'before')
  const order = { seen: newsletterOrderSeen(before), order: next.map(({ id }) => id) }
  await orderNewsletters(systemActor, order)
  expect((await listOpenNewsletters()).map(({ slug }) => slug)).toEqual(['c', 'a', 'b'])
  await expect(orderNewsletters(systemActor, order)).rejects.toThrow('stale-version')
  const seen = newsletterOrderSeen(await listNewsletterRows())
  await expect(orderNewsletters(systemActor, { seen, order: order.order.slice(1) })).rejects.toThrow(
    'stale-version',
  )
})

it.each([
  ['sender', 'Il mattino <a@b.it>'],
  ['sender', 'uno\ndue'],
  ['replyTo', 'nessuno'],
  ['slug', 'Due Parole'],
  ['name', ' '],
])('%s is not taken as %j', (field, value) => {
  const given = { name: 'x', slug: '', frequency: 'daily', [field]: value }
  expect(newsletterInput.safeParse(given).success).toBe(false)
})
