import 'server-only'
import { eq } from 'drizzle-orm'
import { read } from '@/db/client.ts'
import { tags } from '@/db/schema/taxonomy.ts'
import type { Topic } from './schema.ts'

const columns = { id: tags.id, slug: tags.slug, name: tags.name, description: tags.description }

/** The topic at an address, or null. */
export async function findTopic(slug: string): Promise<Topic | null> {
  const [row] = await read.select(columns).from(tags).where(eq(tags.slug, slug))
  return row ?? null
}
