import 'server-only'
import { eq } from 'drizzle-orm'
import { type Read, read } from '@/db/client.ts'
import { settings } from '@/db/schema/settings.ts'
import { type NewsroomSettings, newsroomSettings } from './newsroom.ts'
import { defaultPublication, type Publication, publicationSchema } from './schema.ts'

/** The publication's settings; the defaults while nothing was saved. Inside a unit of work give its `tx`. */
export async function findPublication(db: Read = read): Promise<Publication> {
  const [row] = await db.select().from(settings).where(eq(settings.id, 1))
  if (!row) return defaultPublication
  const { id: _id, updatedAt: _updatedAt, newsroom: _newsroom, ...values } = row
  return publicationSchema.parse(values)
}

/** How the newsroom works: who may do what, what is checked. The defaults for what was never saved. */
export async function findNewsroom(db: Read = read): Promise<NewsroomSettings> {
  const [row] = await db.select({ newsroom: settings.newsroom }).from(settings).where(eq(settings.id, 1))
  return newsroomSettings.parse(row?.newsroom ?? {})
}

/** When the settings were changed last, in UTC milliseconds; 0 while nothing was saved. */
export async function findSettingsVersion(db: Read = read): Promise<number> {
  const [row] = await db.select({ at: settings.updatedAt }).from(settings).where(eq(settings.id, 1))
  return row?.at ?? 0
}
