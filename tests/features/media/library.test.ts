// What editors find in the library, change and delete.
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { handles, write } from '@/db/client.ts'
import { type defaultRoles, systemActor } from '@/features/accounts/policy.ts'
import { findItem, libraryPageSize, listLibrary, listUses } from '@/features/media/data.ts'
import { deleteMedia, editMedia, ensureMedia, saveVariants } from '@/features/media/mutations.ts'
import { mayDelete, mayEdit, maySee } from '@/features/media/policy.ts'
import { cropBox, type LibraryQuery, libraryQuerySchema, mediaPatchSchema } from '@/features/media/schema.ts'
import {
  changePicture,
  makeAvif,
  previewOf,
  removeOldFiles,
  setFocal,
  settleFiles,
  takePicture,
} from '@/features/media/worker.ts'
import {
  addArticle,
  addAuthor,
  addDraft,
  dataDir,
  everyRow,
  freshDatabase,
  rows,
  touchedBy,
} from '../../factories/database.ts'
import { addActor } from '../../factories/people.ts'
import { jpeg } from '../../factories/pictures.ts'

freshDatabase()

const hero = (mediaId: number) => ({ mediaId, alt: null, caption: null, credit: null })
const all: LibraryQuery = { q: '', filter: null, page: null }
const found = async (query: Partial<LibraryQuery>, reader: number | null = null, now?: number) =>
  (await listLibrary({ ...all, ...query }, reader, now)).items.map((item) => item.id)
let count = 0
/** A picture of the library without files, which is enough for lists. */
const addEntry = (texts: Record<string, unknown> = {}, actor = systemActor) =>
  write(async (tx) => {
    const sha256 = String(++count).padStart(64, '0')
    const size = { hash: 'ab12cd34', width: 100, height: 50, colour: '#000000' }
    const { id } = await ensureMedia(tx, actor, { sha256, ...size, ...texts })
    await saveVariants(tx, id, { jpg: [100], webp: [100] })
    return id
  })
const use = (articleId: number, mediaId: number) =>
  handles().writer.prepare('INSERT OR IGNORE INTO article_media VALUES (?, ?)').run(articleId, mediaId)
const files = (id: number, folder = 'media') =>
  existsSync(path.join(dataDir(), folder, String(id)))
    ? readdirSync(path.join(dataDir(), folder, String(id)))
    : []

it('the library shows the newest first, and pages follow each other without gaps', async () => {
  for (let i = 0; i < libraryPageSize + 3; i++) await addEntry()
  const first = await listLibrary(all, null)
  const second = await listLibrary({ ...all, page: first.next }, null)
  expect([first.items.length, second.items.length, second.next]).toEqual([libraryPageSize, 3, null])
  const ids = [...first.items, ...second.items].map((item) => item.id)
  expect(ids).toEqual([...ids].sort((a, b) => b - a))
})

it('a full last page says that it is the last', async () => {
  for (let i = 0; i < libraryPageSize; i++) await addEntry()
  expect((await listLibrary(all, null)).next).toBeNull()
})

it('words are found in name, alternative text, caption, credit, rights and source, without accents', async () => {
  const id = await addEntry({
    name: 'IMG 4711',
    alt: 'Un traghetto bianco',
    caption: 'Perché salpa',
    credit: 'Ada Neri',
    copyright: 'Ondine',
    source: 'Archivio',
  })
  await addEntry({ alt: 'Un treno' })
  for (const q of ['4711', 'traghetto', 'perche', 'neri', 'ondine', 'archivio', 'bian', 'ada traghetto'])
    expect([q, await found({ q })]).toEqual([q, [id]])
  for (const q of ['nave', 'treno traghetto', '***', '"']) expect([q, await found({ q })]).toEqual([q, []])
})

it('what is changed is found by its new words only', async () => {
  const id = await addEntry({ alt: 'Un treno' })
  await write((tx) => editMedia(tx, systemActor, id, { alt: 'Una nave' }))
  expect([await found({ q: 'treno' }), await found({ q: 'nave' })]).toEqual([[], [id]])
})

it('filters: mine, unused, without alternative text, rights expired', async () => {
  const ada = await addActor('author')
  const mine = await addEntry({ alt: 'a' }, ada)
  const used = await addEntry({ alt: 'b' })
  const bare = await addEntry({ alt: '' })
  const expired = await addEntry({ alt: 'c' })
  handles().writer.prepare('UPDATE media SET rights_expire_at = 5000 WHERE id = ?').run(expired)
  await addArticle({ hero: hero(used) })
  expect(await found({ filter: 'mine' }, ada.id)).toEqual([mine])
  expect(await found({ filter: 'unused' })).toEqual([expired, bare, mine])
  expect(await found({ filter: 'no-alt' })).toEqual([bare])
  expect([
    await found({ filter: 'expired' }, null, 4999),
    await found({ filter: 'expired' }, null, 5000),
  ]).toEqual([[], [expired]])
})

it('a picture whose files were never finished is not in the library', async () => {
  const id = await addEntry()
  handles().writer.exec("UPDATE media SET variants = '{}'")
  expect(await found({})).toEqual([])
  expect((await findItem(id))?.id).toBe(id)
})

it('it is known where a picture is used: each article once, drafts too, and portraits', async () => {
  const id = await addEntry()
  const live = await addArticle({ hero: hero(id), headline: 'Vivo' })
  const draft = await addDraft({ slug: 'bozza', headline: 'Bozza' })
  use(live, id)
  use(draft, id)
  const author = await addAuthor('Ada Neri')
  handles().writer.prepare('UPDATE authors SET portrait_media_id = ?').run(id)
  expect((await findItem(id))?.uses).toBe(3)
  expect((await listUses(id)).sort((a, b) => a.title.localeCompare(b.title))).toEqual([
    { kind: 'author', id: author, title: 'Ada Neri' },
    { kind: 'article', id: draft, title: 'Bozza', status: 'draft' },
    { kind: 'article', id: live, title: 'Vivo', status: 'published' },
  ])
  const stranger = await addActor('contributor')
  const titles = async () => (await listUses(id, stranger.id)).map(({ title }) => title).sort()
  expect(await titles()).toEqual(['Ada Neri', 'Vivo'])
  handles().writer.prepare('UPDATE articles SET assignee_id = ? WHERE id = ?').run(stranger.id, draft)
  expect(await titles()).toEqual(['Ada Neri', 'Bozza', 'Vivo'])
})

it('a change names what changed in the audit log, and makes the pages stale that show it', async () => {
  const editor = await addActor('editor')
  const id = await addEntry({ alt: 'Un treno', credit: 'Ada' })
  await addArticle({ hero: hero(id) })
  const tags = await touchedBy(() =>
    write((tx) => editMedia(tx, editor, id, { alt: 'Una nave', credit: 'Ada' })),
  )
  expect(tags).toEqual(
    expect.arrayContaining([`media:${id}`, 'articles', 'article:/citta/ponte', 'section:citta']),
  )
  expect(rows("SELECT actor_id, before, after FROM audit_log WHERE event = 'media.edit'")).toEqual([
    { actor_id: editor.id, before: '{"alt":"Un treno"}', after: '{"alt":"Una nave"}' },
  ])
})

it('a change that changes nothing leaves no trace', async () => {
  const id = await addEntry({ alt: 'Un treno' })
  const before = everyRow()
  await write((tx) => editMedia(tx, systemActor, id, { alt: 'Un treno' }))
  expect(everyRow()).toEqual(before)
})

it('what is not there cannot be changed, framed or deleted', async () => {
  const missing = { code: 'not-found' }
  await expect(write((tx) => editMedia(tx, systemActor, 9, { alt: 'x' }))).rejects.toMatchObject(missing)
  await expect(write((tx) => deleteMedia(tx, systemActor, 9))).rejects.toMatchObject(missing)
  await expect(setFocal(systemActor, 9, { x: 0, y: 0 })).rejects.toMatchObject(missing)
})

it('a picture that is used is not deleted, and it is said where', async () => {
  const id = await addEntry()
  const draft = await addDraft({ headline: 'Bozza' })
  use(draft, id)
  const before = everyRow()
  await expect(write((tx) => deleteMedia(tx, systemActor, id))).rejects.toMatchObject({
    code: 'picture-used',
    facts: { uses: [{ kind: 'article', id: draft, title: 'Bozza', status: 'draft' }] },
  })
  expect(everyRow()).toEqual(before)
})

it('deleting takes row, words and files, and its id is never given again', async () => {
  const editor = await addActor('editor')
  const { id } = await takePicture(await jpeg(200, 100), { alt: 'Un treno' })
  await write((tx) => deleteMedia(tx, editor, id))
  await settleFiles(id)
  expect([
    await findItem(id),
    await found({ q: 'treno' }),
    files(id),
    readdirSync(path.join(dataDir(), 'masters')),
  ]).toEqual([null, [], [], []])
  expect(rows("SELECT actor_id, entity_id FROM audit_log WHERE event = 'media.delete'")).toEqual([
    { actor_id: editor.id, entity_id: id },
  ])
  expect((await takePicture(await jpeg(210, 100), {})).id).toBe(id + 1)
})

it('a new focal point gives the files new names; the old ones stay for a month', async () => {
  const { id } = await takePicture(await jpeg(900, 300), {})
  await makeAvif(id)
  await addArticle({ hero: hero(id) })
  const before = await findItem(id)
  const old = files(id)
  const tags = await touchedBy(() => setFocal(systemActor, id, { x: 0.1, y: 0.9 }))
  expect(tags).toEqual(expect.arrayContaining([`media:${id}`, 'articles', 'article:/citta/ponte']))
  const after = await findItem(id)
  expect(after).toMatchObject({ focalX: 0.1, focalY: 0.9, variants: before?.variants })
  expect(after?.hash).not.toBe(before?.hash)
  expect(after?.hash).toMatch(/^[a-f0-9]{8}$/)
  const renamed = old.map((name) => name.replace(before?.hash as string, after?.hash as string))
  expect(files(id).sort()).toEqual([...old, ...renamed].sort())
  expect(
    rows(
      "SELECT payload FROM outbox WHERE kind = 'media-old-files' AND due_at > ?",
      Date.now() + 29 * 86_400_000,
    ),
  ).toEqual([{ payload: JSON.stringify({ mediaId: id, hash: before?.hash }) }])
  await removeOldFiles(id, before?.hash as string)
  await removeOldFiles(id, after?.hash as string)
  expect(files(id).sort()).toEqual(renamed.sort())
  await setFocal(systemActor, id, { x: 0.2, y: 0.2 })
})

it('a focal point that is set twice at once is one of the two, with its own files', async () => {
  const { id } = await takePicture(await jpeg(900, 300), {})
  await Promise.all([
    setFocal(systemActor, id, { x: 0.1, y: 0.1 }),
    setFocal(systemActor, id, { x: 0.9, y: 0.9 }),
  ])
  const item = await findItem(id)
  expect([0.1, 0.9]).toContain(item?.focalX)
  expect(files(id).filter((name) => name.startsWith(`${item?.hash}-`))).toHaveLength(4 + 1 + 3)
})

it('AVIF that was under way while the picture was framed anew is made for the new files', async () => {
  const { id } = await takePicture(await jpeg(1600, 900), {})
  const making = makeAvif(id)
  await setFocal(systemActor, id, { x: 0.1, y: 0.1 })
  await making
  const jobs = rows<{ kind: string }>("SELECT kind FROM outbox WHERE kind = 'avif'").length
  if ((await findItem(id))?.variants.avif === undefined) expect(jobs).toBe(2)
  await makeAvif(id)
  const item = await findItem(id)
  for (const width of item?.variants.avif ?? []) expect(files(id)).toContain(`${item?.hash}-${width}.avif`)
})

it('the same focal point again changes nothing', async () => {
  const { id } = await takePicture(await jpeg(90, 30), {})
  const before = everyRow()
  const item = await findItem(id)
  if (item) await changePicture(systemActor, item, { focalX: 0.5, focalY: 0.5 })
  expect(everyRow()).toEqual(before)
})

it('the newsroom’s preview is a JPEG', async () => {
  const { id } = await takePicture(await jpeg(900, 300), {})
  const item = await findItem(id)
  expect(item && (await previewOf(item)).subarray(0, 3).toString('hex')).toBe('ffd8ff')
})

it('a crop keeps the focal point inside and stays within the picture', () => {
  const picture = { width: 300, height: 200 }
  const square = { width: 100, height: 100 }
  expect(cropBox(picture, square, { x: 0.5, y: 0.5 })).toEqual({ width: 200, height: 200, left: 50, top: 0 })
  expect(cropBox(picture, square, { x: 0, y: 1 })).toEqual({ width: 200, height: 200, left: 0, top: 0 })
  expect(cropBox(picture, square, { x: 1, y: 0 })).toEqual({ width: 200, height: 200, left: 100, top: 0 })
})

it('who may see, change and delete', async () => {
  const table: [keyof typeof defaultRoles, boolean, boolean, boolean, boolean][] = [
    ['contributor', true, true, false, false],
    ['author', true, true, true, false],
    ['editor', true, true, true, true],
    ['administrator', true, true, true, true],
  ]
  for (const [role, see, own, foreign, remove] of table) {
    const actor = await addActor(role)
    const may = [
      maySee(actor),
      mayEdit(actor, { uploaderId: actor.id }),
      mayEdit(actor, { uploaderId: 999 }),
      mayDelete(actor),
    ]
    expect([role, ...may]).toEqual([role, see, own, foreign, remove])
    const nobody = { ...actor, permissions: [] }
    expect([maySee(nobody), mayEdit(nobody, { uploaderId: actor.id }), mayDelete(nobody)]).toEqual([
      false,
      false,
      false,
    ])
  }
  expect(mayEdit({ ...systemActor, permissions: ['media:upload'] }, { uploaderId: null })).toBe(false)
})

it('what a change may say is checked field by field; unknown fields are refused', () => {
  const wrong: unknown[] = [
    { hash: 'x' },
    { id: 3 },
    { licenceUrl: 'javascript:alert(1)' },
    { licenceUrl: 'nope' },
    { rightsUntil: '2026-02-30' },
    { rightsUntil: 'domani' },
    { focalX: 1.1 },
    { focalY: Number.NaN },
    { alt: 'x'.repeat(1001) },
    { sensitive: 'yes' },
  ]
  for (const patch of wrong)
    expect([patch, mediaPatchSchema.safeParse(patch).success]).toEqual([patch, false])
  expect(mediaPatchSchema.parse({ alt: ' Il mare ', licenceUrl: '', rightsUntil: '', focalX: 0 })).toEqual({
    alt: 'Il mare',
    licenceUrl: '',
    rightsUntil: '',
    focalX: 0,
  })
})

it('an address that asks for nonsense shows the whole library', () => {
  expect(libraryQuerySchema.parse({ q: 'x'.repeat(300), filter: 'drop', page: '-1' })).toEqual(all)
})
