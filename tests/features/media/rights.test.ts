// A picture whose rights are over leaves every page by itself, and comes back when they are extended.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { handles, write } from '@/db/client.ts'
import { systemActor } from '@/features/accounts/policy.ts'
import { findArticle, listTeasers } from '@/features/articles/data.ts'
import { makeSocialPicture } from '@/features/discovery/worker.ts'
import { findItem, findMedia, listMedia } from '@/features/media/data.ts'
import { editMedia } from '@/features/media/mutations.ts'
import { changePicture, settleFiles, sweepRights, takePicture } from '@/features/media/worker.ts'
import { addArticle, addAuthor, dataDir, freshDatabase, rows, touchedBy } from '../../factories/database.ts'
import { doc } from '../../factories/documents.ts'
import { addActor } from '../../factories/people.ts'
import { jpeg } from '../../factories/pictures.ts'

freshDatabase()

const day = 24 * 3_600_000
const hero = (mediaId: number) => ({ mediaId, alt: null, caption: null, credit: null })
const addPicture = async (side = 300) => (await takePicture(await jpeg(side, 200), { alt: 'Il mare' })).id
const expire = (id: number, at: number | null) =>
  handles().writer.prepare('UPDATE media SET rights_expire_at = ? WHERE id = ?').run(at, id)
const shown = (id: number) => existsSync(path.join(dataDir(), 'media', String(id)))
const jobs = (kind: string) =>
  rows<{ payload: string }>('SELECT payload FROM outbox WHERE kind = ?', kind).map((row) => row.payload)

it('readers see a picture until its rights end, and not a moment longer', async () => {
  const id = await addPicture()
  const end = Date.now() + day
  expire(id, end)
  expect([(await findMedia(id, end - 1))?.id, await findMedia(id, end)]).toEqual([id, null])
  expect(await listMedia([id], end)).toEqual([])
})

it('an article without its picture has no lead picture, and its body no figure', async () => {
  const [lead, inside] = [await addPicture(300), await addPicture(310)]
  const figure = {
    type: 'figure',
    attrs: { mediaId: inside, alt: 'x', credit: null, layout: 'normal' },
    content: [],
  }
  const id = await addArticle({ hero: hero(lead), body: doc(figure as never) })
  expect((await findArticle('/citta/ponte'))?.media.map((media) => media.id)).toEqual([inside])
  expire(lead, Date.now() - 1)
  expire(inside, Date.now() - 1)
  const article = await findArticle('/citta/ponte')
  expect([article?.hero, article?.media, (await listTeasers([id]))[0]?.hero]).toEqual([null, [], null])
})

it('the sweep makes every page stale that shows the picture, once', async () => {
  const picture = await addPicture()
  const author = await addAuthor('Ada Neri')
  handles().writer.prepare('UPDATE authors SET portrait_media_id = ?').run(picture)
  const article = await addArticle({ hero: hero(picture), byline: [{ authorId: author, role: 'author' }] })
  await makeSocialPicture(article)
  const social = () => rows<{ social: string }>('SELECT social FROM articles')[0]?.social
  expect(social()).toContain(`/media/${picture}/`)
  const now = Date.now()
  expire(picture, now + 1000)
  expect(await touchedBy(() => sweepRights(now))).toEqual([])
  const tags = await touchedBy(() => sweepRights(now + 1000))
  expect(tags).toEqual(
    expect.arrayContaining([
      `media:${picture}`,
      'articles',
      'article:/citta/ponte',
      `article-id:${article}`,
      'section:citta',
      'author:ada-neri',
    ]),
  )
  expect(await touchedBy(() => sweepRights(now + 2000))).toEqual([])
  expect(social()).toBe('')
  expect(jobs('social-picture')).toContain(`{"articleId":${article}}`)
  expect(rows("SELECT actor, entity_id FROM audit_log WHERE event = 'media.expire'")).toEqual([
    { actor: 'system', entity_id: picture },
  ])
})

it('two processes that sweep at once do it once', async () => {
  const picture = await addPicture()
  expire(picture, 1)
  await Promise.all([sweepRights(), sweepRights()])
  expect(rows("SELECT id FROM audit_log WHERE event = 'media.expire'")).toHaveLength(1)
})

it('its files go out of readers’ reach, and back when the rights are extended', async () => {
  const editor = await addActor('editor')
  const id = await addPicture()
  expire(id, 1)
  await sweepRights()
  expect(jobs('media-files')).toEqual([`{"mediaId":${id}}`])
  await settleFiles(id)
  expect(shown(id)).toBe(false)
  await settleFiles(id)
  await write((tx) => editMedia(tx, editor, id, { rightsExpireAt: Date.now() + day }))
  await settleFiles(id)
  expect([shown(id), (await findMedia(id))?.id]).toEqual([true, id])
  expect(rows("SELECT id FROM audit_log WHERE event = 'media.show'")).toHaveLength(1)
})

it('files that were made meanwhile join the others', async () => {
  const id = await addPicture()
  expire(id, 1)
  await sweepRights()
  await settleFiles(id)
  mkdirSync(path.join(dataDir(), 'media', String(id)))
  writeFileSync(path.join(dataDir(), 'media', String(id), 'late.avif'), 'x')
  await settleFiles(id)
  expect([shown(id), existsSync(path.join(dataDir(), 'media-withheld', String(id), 'late.avif'))]).toEqual([
    false,
    true,
  ])
})

it('the last day is a whole day of the publication’s zone, also when the clocks change', async () => {
  const id = await addPicture()
  const until = async (rightsUntil: string) => {
    const item = await findItem(id)
    if (item) await changePicture(systemActor, item, { rightsUntil })
    const end = (await findItem(id))?.rightsExpireAt
    return end ? new Date(end).toISOString() : end
  }
  expect(await until('2030-01-15')).toBe('2030-01-15T23:00:00.000Z')
  expect(await until('2030-07-31')).toBe('2030-07-31T22:00:00.000Z')
  expect(await until('2030-10-26')).toBe('2030-10-26T22:00:00.000Z')
  expect(await until('2030-10-27')).toBe('2030-10-27T23:00:00.000Z')
  expect(await until('2030-12-31')).toBe('2030-12-31T23:00:00.000Z')
  expect(await until('')).toBeNull()
})

it('a day in the past hides it at once', async () => {
  const id = await addPicture()
  const item = await findItem(id)
  if (item) await changePicture(systemActor, item, { rightsUntil: '2020-01-01' })
  expect((await findItem(id))?.withheldAt).toBeGreaterThan(0)
})
