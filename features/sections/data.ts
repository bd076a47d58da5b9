import 'server-only'
import { asc, count, eq } from 'drizzle-orm'
import { type Read, read } from '@/db/client.ts'
import { articles } from '@/db/schema/articles.ts'
import { sections } from '@/db/schema/taxonomy.ts'
import type { Section, SectionRow } from './schema.ts'

const columns = {
  id: sections.id,
  parentId: sections.parentId,
  slug: sections.slug,
  name: sections.name,
  description: sections.description,
}

/** All sections in the order of the navigation. Inside a unit of work give its `tx`. */
export async function listSections(db: Read = read): Promise<Section[]> {
  return db.select(columns).from(sections).orderBy(asc(sections.position), asc(sections.id))
}

/** All sections with the number of their articles, in whatever state, in the order of the navigation. */
export async function listSectionRows(): Promise<SectionRow[]> {
  return read
    .select({ ...columns, articles: count(articles.id) })
    .from(sections)
    .leftJoin(articles, eq(articles.sectionId, sections.id))
    .groupBy(sections.id)
    .orderBy(asc(sections.position), asc(sections.id))
}
