import 'server-only'
import { and, count, eq, isNotNull, ne, sql } from 'drizzle-orm'
import { type Tx, write } from '@/db/client.ts'
import { articleRevisions, articles } from '@/db/schema/articles.ts'
import { sections } from '@/db/schema/taxonomy.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { articlesTag, articleTag, sectionListTag } from '@/features/articles/tags.ts'
import { audit } from '@/features/audit/mutations.ts'
import { moveArticlesOfSection, moveList } from '@/features/paths/mutations.ts'
import { AppError } from '@/lib/errors.ts'
import { slugify } from '@/lib/text.ts'
import { listSections } from './data.ts'
import {
  orderSeen,
  reservedSlugs,
  type SectionForm,
  type SectionOrder,
  sectionSeen,
  withDescendants,
} from './schema.ts'
import { sectionsTag } from './tags.ts'

export type SectionInput = {
  name: string
  slug?: string | undefined
  description?: string | undefined
  parentId?: number | null | undefined
}

/** An address for a section of that name: never one that the site uses itself. */
export function sectionSlug(name: string): string {
  const slug = slugify(name, 60) || 'sezione'
  return reservedSlugs.has(slug) ? `${slug}-1` : slug
}

/** The id of the section with that address, which is made if it is missing. */
export async function ensureSection(tx: Tx, input: SectionInput): Promise<{ id: number; created: boolean }> {
  const slug = input.slug && !reservedSlugs.has(input.slug) ? input.slug : sectionSlug(input.name)
  const [found] = await tx.select({ id: sections.id }).from(sections).where(eq(sections.slug, slug))
  if (found) return { id: found.id, created: false }
  const [total] = await tx.select({ n: count() }).from(sections)
  const values = {
    slug,
    name: input.name,
    description: input.description ?? '',
    parentId: input.parentId ?? null,
    position: total?.n ?? 0,
  }
  const [made] = await tx.insert(sections).values(values).returning({ id: sections.id })
  await tx.touch(sectionsTag)
  return { id: made?.id as number, created: true }
}

const many = 4000 // rows of one statement: SQLite binds at most 32,766 values

async function touchAll(tx: Tx, tags: string[]): Promise<void> {
  const all = [...new Set(tags)]
  for (let at = 0; at < all.length; at += many) await tx.touch(...all.slice(at, at + many))
}

/** A free address for a section. @throws AppError slug-reserved, slug-taken */
async function freeSlug(tx: Tx, wanted: string, name: string, id: number): Promise<string> {
  if (reservedSlugs.has(wanted)) throw new AppError('slug-reserved', wanted)
  const slug = wanted || sectionSlug(name)
  const [other] = await tx
    .select({ id: sections.id })
    .from(sections)
    .where(and(eq(sections.slug, slug), ne(sections.id, id)))
  if (other) throw new AppError('slug-taken', slug)
  return slug
}

/**
 * Makes a section, or changes one. With another address its articles move, and all old addresses lead on.
 * @throws AppError not-found, stale-version when it is not as it was shown, slug-reserved, slug-taken, section-circle,
 *   path-taken
 */
export async function saveSection(actor: Actor, input: SectionForm): Promise<number> {
  return write(async (tx) => {
    const all = await listSections(tx)
    const { parentId, name, description } = input
    if (parentId !== null && !all.some((section) => section.id === parentId))
      throw new AppError('not-found', `section ${parentId}`)
    if (input.id === null) {
      const slug = await freeSlug(tx, input.slug, name, 0)
      const [row] = await tx
        .insert(sections)
        .values({ name, slug, description, parentId, position: all.length })
        .returning({ id: sections.id })
      const id = row?.id as number
      await audit(tx, actor, {
        event: 'section.create',
        entity: 'section',
        entityId: id,
        after: { name, slug },
      })
      await tx.touch(sectionsTag, sectionListTag(slug), articlesTag)
      return id
    }
    const before = all.find((section) => section.id === input.id)
    if (!before) throw new AppError('not-found', `section ${input.id}`)
    if (sectionSeen(before) !== input.seen) throw new AppError('stale-version', `section ${before.id}`)
    if (parentId !== null && withDescendants(all, before.id).includes(parentId))
      throw new AppError('section-circle', `section ${before.id}`)
    const slug = await freeSlug(tx, input.slug || before.slug, name, before.id)
    const after = { name, slug, description, parentId }
    await tx.update(sections).set(after).where(eq(sections.id, before.id))
    if (slug !== before.slug) {
      const moved = await moveArticlesOfSection(tx, before.id, slug)
      await moveList(tx, `/${before.slug}`, `/${slug}`)
      await touchAll(tx, moved.map(articleTag))
    }
    await audit(tx, actor, { event: 'section.change', entity: 'section', entityId: before.id, before, after })
    // Every list holds its descendants' articles: a section that moves changes those above it.
    await touchAll(tx, [
      sectionsTag,
      articlesTag,
      ...all.map((one) => sectionListTag(one.slug)),
      sectionListTag(slug),
    ])
    return before.id
  })
}

/**
 * Gives the sections a new order, and some of them another place in the tree.
 * @throws AppError stale-version when they are not as they were shown, or when some are missing; section-circle
 */
export async function orderSections(actor: Actor, { seen, order }: SectionOrder): Promise<void> {
  await write(async (tx) => {
    const all = await listSections(tx)
    const ids = new Set(order.map((entry) => entry.id))
    const isWhole = ids.size === all.length && all.every((section) => ids.has(section.id))
    if (orderSeen(all) !== seen || !isWhole) throw new AppError('stale-version', 'sections')
    const parents = new Map(order.map((entry) => [entry.id, entry.parentId]))
    for (const { id } of order) {
      const seen = new Set([id])
      for (let at = parents.get(id) ?? null; at !== null; at = parents.get(at) ?? null) {
        if (seen.has(at) || !ids.has(at)) throw new AppError('section-circle', `section ${id}`)
        seen.add(at)
      }
    }
    for (const [position, { id, parentId }] of order.entries())
      await tx.update(sections).set({ position, parentId }).where(eq(sections.id, id))
    await audit(tx, actor, {
      event: 'section.order',
      entity: 'section',
      before: all.map(({ id, parentId }) => ({ id, parentId })),
      after: order,
    })
    await touchAll(tx, [sectionsTag, articlesTag, ...all.map((section) => sectionListTag(section.slug))])
  })
}

/**
 * Deletes an empty section.
 * @throws AppError not-found, section-used
 */
export async function deleteSection(actor: Actor, id: number): Promise<void> {
  await write(async (tx) => {
    const [before] = await tx.select().from(sections).where(eq(sections.id, id))
    if (!before) throw new AppError('not-found', `section ${id}`)
    const [inside] = await tx.select({ n: count() }).from(articles).where(eq(articles.sectionId, id))
    const [below] = await tx.select({ n: count() }).from(sections).where(eq(sections.parentId, id))
    // A published article may be on its way here with its next publication.
    const [coming] = await tx
      .select({ n: count() })
      .from(articles)
      .innerJoin(articleRevisions, eq(articleRevisions.id, articles.workingRevisionId))
      .where(
        and(
          isNotNull(articles.stage),
          sql`json_extract(${articleRevisions.snapshot}, '$.sectionId') = ${id}`,
        ),
      )
    if ((inside?.n ?? 0) + (below?.n ?? 0) + (coming?.n ?? 0) > 0)
      throw new AppError('section-used', `section ${id}`)
    await tx.delete(sections).where(eq(sections.id, id))
    await audit(tx, actor, { event: 'section.delete', entity: 'section', entityId: id, before })
    await tx.touch(sectionsTag, sectionListTag(before.slug), articlesTag)
  })
}
