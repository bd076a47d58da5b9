import 'server-only'
import { and, count, eq, isNotNull, ne } from 'drizzle-orm'
import { type Tx, write } from '@/db/client.ts'
import { newsletters } from '@/db/schema/newsletter.ts'
import { newsletterIssues } from '@/db/schema/sending.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { audit } from '@/features/audit/mutations.ts'
import { AppError } from '@/lib/errors.ts'
import { slugify } from '@/lib/text.ts'
import { listNewsletterRows, listOpenNewsletters } from './data.ts'
import {
  type Frequency,
  type Newsletter,
  type NewsletterForm,
  type NewsletterOrder,
  newsletterOrderSeen,
  newsletterSeen,
  reservedNewsletterSlugs,
} from './schema.ts'
import { newslettersTag } from './tags.ts'

export type NewsletterInput = {
  slug: string
  name: string
  description?: string | undefined
  frequency?: Frequency | undefined
  sectionId?: number | null | undefined
}

/** The id of the newsletter with that address, which is made if it is missing. */
export async function ensureNewsletter(tx: Tx, input: NewsletterInput): Promise<number> {
  const [found] = await tx
    .select({ id: newsletters.id })
    .from(newsletters)
    .where(eq(newsletters.slug, input.slug))
  if (found) return found.id
  const [total] = await tx.select({ n: count() }).from(newsletters)
  await tx.touch(newslettersTag)
  const [made] = await tx
    .insert(newsletters)
    .values({
      slug: input.slug,
      name: input.name,
      description: input.description ?? '',
      frequency: input.frequency ?? 'daily',
      sectionId: input.sectionId ?? null,
      position: total?.n ?? 0,
      createdAt: Date.now(),
    })
    .returning({ id: newsletters.id })
  return made?.id as number
}

/**
 * The newsletters that a form asks for. One that names none, or none that there is, gets the first: a publication that
 * has not set any up has one, under `name`.
 */
export async function newslettersFor(tx: Tx, slugs: readonly string[], name: string): Promise<Newsletter[]> {
  let open = await listOpenNewsletters(tx)
  if (open.length === 0) {
    await ensureNewsletter(tx, { slug: 'newsletter', name })
    open = await listOpenNewsletters(tx)
  }
  const wanted = open.filter(({ slug }) => slugs.includes(slug))
  return wanted.length > 0 ? wanted : open.slice(0, 1)
}

/** A free address for a newsletter. @throws AppError slug-reserved, slug-taken */
async function freeSlug(tx: Tx, wanted: string, name: string, id: number): Promise<string> {
  const slug = wanted || slugify(name, 60) || 'newsletter'
  if (reservedNewsletterSlugs.has(slug)) throw new AppError('slug-reserved', slug)
  const [other] = await tx
    .select({ id: newsletters.id })
    .from(newsletters)
    .where(and(eq(newsletters.slug, slug), ne(newsletters.id, id)))
  if (other) throw new AppError('slug-taken', slug)
  return slug
}

/**
 * Makes a newsletter, or changes one. Returns its id. Its address stays once an issue went out: letters in readers'
 * mailboxes lead there.
 * @throws AppError not-found, stale-version when it is not as it was shown, slug-reserved, slug-taken,
 *   newsletter-address
 */
export async function saveNewsletter(actor: Actor, input: NewsletterForm): Promise<number> {
  return write(async (tx) => {
    const { id, seen, slug: wanted, ...values } = input
    const all = await listNewsletterRows(tx)
    await tx.touch(newslettersTag)
    if (id === null) {
      const slug = await freeSlug(tx, wanted, values.name, 0)
      const [row] = await tx
        .insert(newsletters)
        .values({ ...values, slug, position: all.length, createdAt: Date.now() })
        .returning({ id: newsletters.id })
      const entityId = row?.id as number
      const after = { ...values, slug }
      await audit(tx, actor, { event: 'newsletter.create', entity: 'newsletter', entityId, after })
      return entityId
    }
    const before = all.find((one) => one.id === id)
    if (!before) throw new AppError('not-found', `newsletter ${id}`)
    if (newsletterSeen(before) !== seen) throw new AppError('stale-version', `newsletter ${id}`)
    const slug = await freeSlug(tx, wanted || before.slug, values.name, id)
    if (slug !== before.slug && (await hasGoneOut(tx, id)))
      throw new AppError('newsletter-address', before.slug)
    const after = { ...values, slug }
    await tx.update(newsletters).set(after).where(eq(newsletters.id, id))
    await audit(tx, actor, { event: 'newsletter.change', entity: 'newsletter', entityId: id, before, after })
    return id
  })
}

async function hasGoneOut(tx: Tx, id: number): Promise<boolean> {
  const [issue] = await tx
    .select({ id: newsletterIssues.id })
    .from(newsletterIssues)
    .where(and(eq(newsletterIssues.newsletterId, id), isNotNull(newsletterIssues.startedAt)))
    .limit(1)
  return issue !== undefined
}

/**
 * Gives the newsletters a new order.
 * @throws AppError stale-version when they are not as they were shown, or when some are missing
 */
export async function orderNewsletters(actor: Actor, { seen, order }: NewsletterOrder): Promise<void> {
  await write(async (tx) => {
    const all = await listNewsletterRows(tx)
    const isWhole = new Set(order).size === all.length && all.every(({ id }) => order.includes(id))
    if (newsletterOrderSeen(all) !== seen || !isWhole) throw new AppError('stale-version', 'newsletters')
    for (const [position, id] of order.entries())
      await tx.update(newsletters).set({ position }).where(eq(newsletters.id, id))
    const before = all.map(({ id }) => id)
    await audit(tx, actor, { event: 'newsletter.order', entity: 'newsletter', before, after: order })
    await tx.touch(newslettersTag)
  })
}

/**
 * Deletes a newsletter that nobody ever subscribed to and that has no issue.
 * @throws AppError not-found, newsletter-used
 */
export async function deleteNewsletter(actor: Actor, id: number): Promise<void> {
  await write(async (tx) => {
    const before = (await listNewsletterRows(tx)).find((one) => one.id === id)
    if (!before) throw new AppError('not-found', `newsletter ${id}`)
    if (!before.deletable) throw new AppError('newsletter-used', `newsletter ${id}`)
    await tx.delete(newsletters).where(eq(newsletters.id, id))
    await audit(tx, actor, { event: 'newsletter.delete', entity: 'newsletter', entityId: id, before })
    await tx.touch(newslettersTag)
  })
}
