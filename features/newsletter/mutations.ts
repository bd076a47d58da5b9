import 'server-only'
import { count, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'
import { newsletters } from '@/db/schema/newsletter.ts'
import { listOpenNewsletters } from './data.ts'
import type { Frequency, Newsletter } from './schema.ts'

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
