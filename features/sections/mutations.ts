import 'server-only'
import { count, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'
import { sections } from '@/db/schema/taxonomy.ts'
import { slugify } from '@/lib/text.ts'
import { reservedSlugs } from './schema.ts'
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
