import 'server-only'
import type { Tx } from '@/db/client.ts'
import { settings } from '@/db/schema/settings.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { audit } from '@/features/audit/mutations.ts'
import { findNewsroom } from './data.ts'
import { type NewsroomInput, type NewsroomSettings, newsroomSettings } from './newsroom.ts'
import { defaultPublication, type Publication, publicationSchema } from './schema.ts'
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

/**
 * Saves how the newsroom works, whole. Readers see nothing of it.
 * @throws ZodError when a value is not usable
 */
export async function saveNewsroom(tx: Tx, actor: Actor, input: NewsroomInput): Promise<NewsroomSettings> {
  const before = await findNewsroom(tx)
  const newsroom = newsroomSettings.parse(input)
  await tx
    .insert(settings)
    .values({ id: 1, ...defaultPublication, newsroom, updatedAt: Date.now() })
    .onConflictDoUpdate({ target: settings.id, set: { newsroom, updatedAt: Date.now() } })
  await audit(tx, actor, {
    event: 'settings.newsroom',
    entity: 'settings',
    entityId: 1,
    before,
    after: newsroom,
  })
  return newsroom
}
