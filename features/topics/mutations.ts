import 'server-only'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'
import { series, tags } from '@/db/schema/taxonomy.ts'
import { slugify } from '@/lib/text.ts'
import { topicTag } from './tags.ts'

type Input = { name: string; slug?: string | undefined; description?: string | undefined }

/** The id of the topic of that name, which is made if missing. Names that differ only in case or accents are one topic. */
export async function ensureTopic(tx: Tx, input: Input): Promise<{ id: number; created: boolean }> {
  const slug = input.slug ?? (slugify(input.name, 80) || 'tema')
  const [found] = await tx.select({ id: tags.id }).from(tags).where(eq(tags.slug, slug))
  if (found) return { id: found.id, created: false }
  const [made] = await tx
    .insert(tags)
    .values({ slug, name: input.name, description: input.description ?? '' })
    .returning({ id: tags.id })
  await tx.touch(topicTag(slug))
  return { id: made?.id as number, created: true }
}

/** The id of the series of that name, which is made if missing. */
export async function ensureSeries(tx: Tx, input: Input): Promise<{ id: number; created: boolean }> {
  const slug = input.slug ?? (slugify(input.name, 80) || 'serie')
  const [found] = await tx.select({ id: series.id }).from(series).where(eq(series.slug, slug))
  if (found) return { id: found.id, created: false }
  const [made] = await tx
    .insert(series)
    .values({ slug, name: input.name, description: input.description ?? '' })
    .returning({ id: series.id })
  return { id: made?.id as number, created: true }
}
