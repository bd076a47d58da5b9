import 'server-only'
import { eq } from 'drizzle-orm'
import { type Tx, write } from '@/db/client.ts'
import { settings } from '@/db/schema/settings.ts'
import { type Actor, can } from '@/features/accounts/policy.ts'
import { audit } from '@/features/audit/mutations.ts'
import { AppError } from '@/lib/errors.ts'
import { findNewsroom, findPublication, findSettingsVersion } from './data.ts'
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
 * Saves how the newsroom works, whole. Readers see nothing of it. What roles may do, and how people sign in, is for those
 * who manage people: whoever could change it could give themselves everything.
 * @throws ZodError when a value is not usable
 * @throws AppError forbidden
 */
export async function saveNewsroom(tx: Tx, actor: Actor, input: NewsroomInput): Promise<NewsroomSettings> {
  const before = await findNewsroom(tx)
  const newsroom = newsroomSettings.parse(input)
  if (power(before) !== power(newsroom) && !can(actor, 'people:manage'))
    throw new AppError('forbidden', 'roles')
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

/** What the settings say of who may do what, in one order. */
const power = ({ roles, requireSecondFactor }: NewsroomSettings): string =>
  JSON.stringify([requireSecondFactor, ...Object.values(roles).map((list) => [...list].sort())])

/** Refuses to write over what somebody else changed, and gives the version that comes after. */
async function nextVersion(tx: Tx, seen: number): Promise<number> {
  const now = await findSettingsVersion(tx)
  if (now !== seen) throw new AppError('stale-version', 'settings')
  return Math.max(Date.now(), now + 1)
}

const setVersion = (tx: Tx, updatedAt: number) =>
  tx.update(settings).set({ updatedAt }).where(eq(settings.id, 1))

/**
 * Changes a part of what readers see of the publication. Returns the new version.
 * @param seen version of the settings that the change was made on
 * @throws AppError stale-version; ZodError when a value is not usable
 */
export async function changePublication(
  actor: Actor,
  seen: number,
  part: Partial<Publication>,
): Promise<number> {
  return write(async (tx) => {
    const version = await nextVersion(tx, seen)
    const before = await findPublication(tx)
    await savePublication(tx, { ...before, ...part })
    await setVersion(tx, version)
    const names = Object.keys(part) as (keyof Publication)[]
    await audit(tx, actor, {
      event: 'settings.change',
      entity: 'settings',
      entityId: 1,
      before: Object.fromEntries(names.map((name) => [name, before[name]])),
      after: part,
    })
    return version
  })
}

/**
 * Changes how the newsroom works. Returns the new version.
 * @param change makes the new rules of those that are in force
 * @throws AppError stale-version; ZodError
 */
export async function changeNewsroom(
  actor: Actor,
  seen: number,
  change: (before: NewsroomSettings) => NewsroomInput,
): Promise<number> {
  return write(async (tx) => {
    const version = await nextVersion(tx, seen)
    await saveNewsroom(tx, actor, change(await findNewsroom(tx)))
    await setVersion(tx, version)
    return version
  })
}
