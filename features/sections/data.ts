import 'server-only'
import { asc } from 'drizzle-orm'
import { type Read, read } from '@/db/client.ts'
import { sections } from '@/db/schema/taxonomy.ts'
import type { Section } from './schema.ts'

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
