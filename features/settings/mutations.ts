import 'server-only'
import type { Tx } from '@/db/client.ts'
import { settings } from '@/db/schema/settings.ts'
import { type Publication, publicationSchema } from './schema.ts'
import { settingsTag } from './tags.ts'

/**
 * Saves the whole of the publication's settings.
 * @throws ZodError when a value is not usable
 */
export async function savePublication(tx: Tx, publication: Publication): Promise<void> {
  const values = { ...publicationSchema.parse(publication), updatedAt: Date.now() }
  await tx
    .insert(settings)
    .values({ id: 1, ...values })
    .onConflictDoUpdate({ target: settings.id, set: values })
  await tx.touch(settingsTag)
}
