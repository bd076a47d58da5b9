import 'server-only'
import { asc, eq } from 'drizzle-orm'
import { type Read, read } from '@/db/client.ts'
import { newsletters } from '@/db/schema/newsletter.ts'
import type { Newsletter } from './schema.ts'

const columns = {
  id: newsletters.id,
  slug: newsletters.slug,
  name: newsletters.name,
  description: newsletters.description,
  frequency: newsletters.frequency,
  sectionId: newsletters.sectionId,
  open: newsletters.open,
}
const order = [asc(newsletters.position), asc(newsletters.id)]

/** Every newsletter in the order in which they are offered. Inside a unit of work give its `tx`. */
export async function listNewsletters(db: Read = read): Promise<Newsletter[]> {
  return db
    .select(columns)
    .from(newsletters)
    .orderBy(...order)
}

/** Those that readers are offered. */
export async function listOpenNewsletters(db: Read = read): Promise<Newsletter[]> {
  return db
    .select(columns)
    .from(newsletters)
    .where(eq(newsletters.open, true))
    .orderBy(...order)
}
