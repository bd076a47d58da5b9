// Pictures on their way in, and what happens to their files later.
import 'server-only'
import { createHash } from 'node:crypto'
import { copyFile, mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { read, write } from '@/db/client.ts'
import { type Actor, systemActor } from '@/features/accounts/policy.ts'
import { findPublication } from '@/features/settings/data.ts'
import { instantOf } from '@/lib/dates.ts'
import { readEnv } from '@/lib/env.mjs'
import { AppError } from '@/lib/errors.ts'
import { findItem, findMediaBySha, listRightsDue } from './data.ts'
import {
  alsoNamed,
  folderOf,
  type Incoming,
  masterFile,
  originalFile,
  placeFiles,
  removeFiles,
  removeHash,
  writeWhole,
} from './files.ts'
import {
  deleteMedia,
  editMedia,
  ensureMedia,
  type MediaChange,
  type MediaInput,
  reframe,
  saveVariants,
  settleRights,
} from './mutations.ts'
import {
  avifOf,
  type Focal,
  inTurn,
  makeCrops,
  makeFirst,
  masterFrom,
  measure,
  readThrough,
  type Source,
  widthsOf,
} from './renditions.ts'
import { type MediaItem, type MediaPatch, nearestWidth, pictureUrl } from './schema.ts'

/** What is known of a picture besides its bytes. What is not given is read from the file itself. */
export type PictureTexts = Omit<MediaInput, 'sha256' | 'hash' | 'width' | 'height' | 'colour' | 'bytes'>
export type Taken = { id: number; alt: string; created: boolean }

const shaOf = (text: string | Buffer) => createHash('sha256').update(text).digest('hex')

/**
 * Takes a picture into the library: checks it, makes the first sizes and the crops, leaves AVIF to a job. The same file
 * taken in twice is one picture.
 * @throws AppError picture-heavy, picture-pixels, picture-unreadable, or the code of a format that is not taken
 */
export const takePicture = (bytes: Buffer, texts: PictureTexts, actor = systemActor): Promise<Taken> =>
  take(bytes, { sha256: shaOf(bytes), bytes: bytes.length }, texts, actor)

/**
 * Takes a file that was sent into the library, as takePicture does, and keeps it as it is where the operator wants that.
 * @throws AppError as takePicture does
 */
export async function takeIncoming(incoming: Incoming, texts: PictureTexts, actor: Actor): Promise<Taken> {
  const taken = await take(incoming.file, incoming, texts, actor)
  if (taken.created && readEnv().keepOriginals) {
    const file = originalFile(taken.id, incoming.type)
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
    await copyFile(incoming.file, file) // it keeps the mode: its owner's alone
  }
  return taken
}

type Content = { sha256: string; bytes: number }

const underWay = new Map<string, Promise<unknown>>()

async function take(source: Source, content: Content, texts: PictureTexts, actor: Actor): Promise<Taken> {
  const { sha256 } = content
  for (let twin = underWay.get(sha256); twin; twin = underWay.get(sha256)) await twin.catch(() => {})
  const taking = takeAlone(source, content, texts, actor)
  underWay.set(sha256, taking)
  return taking.finally(() => underWay.delete(sha256))
}

async function takeAlone(
  source: Source,
  { sha256, bytes }: Content,
  texts: PictureTexts,
  actor: Actor,
): Promise<Taken> {
  const known = await findMediaBySha(sha256)
  if (known?.variants.jpg) return { id: known.id, alt: known.alt, created: false }
  return inTurn(async () => {
    const { timeZone } = await findPublication()
    const { master, facts } = await masterFrom(source, timeZone)
    const given = Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined))
    const all: PictureTexts = { ...facts, ...given }
    const size = await measure(master)
    const { id, hash } = await write((tx) =>
      ensureMedia(tx, actor, { ...all, ...size, sha256, bytes, hash: sha256.slice(0, 8) }),
    )
    await writeWhole(masterFile(id, hash), master)
    const focal = { x: all.focalX ?? 0.5, y: all.focalY ?? 0.5 }
    const variants = await makeFirst(await folderOf(id), hash, master, size.width, focal)
    await write(async (tx) => {
      await saveVariants(tx, id, variants)
      await tx.enqueue('avif', { mediaId: id })
    })
    return { id, alt: all.alt ?? '', created: true }
  })
}

/**
 * What takePicture would answer, without keeping anything: `id` is null for a picture that would be new.
 * @throws AppError as takePicture does
 */
export async function findPicture(
  bytes: Buffer,
  texts: PictureTexts,
): Promise<{ id: number | null; alt: string }> {
  const known = await findMediaBySha(shaOf(bytes))
  if (known?.variants.jpg) return { id: known.id, alt: known.alt }
  await inTurn(() => readThrough(bytes))
  return { id: null, alt: texts.alt ?? '' }
}

/** The job that adds AVIF, the smallest and slowest format, to a picture's sizes. */
export async function makeAvif(mediaId: number): Promise<void> {
  const item = await findItem(mediaId)
  if (!item || item.variants.avif) return
  const master = await readFile(masterFile(item.id, item.hash))
  const widths = widthsOf(item.width)
  for (const width of widths) {
    const bytes = await avifOf(master, width)
    await writeWhole(path.join(await folderOf(item.id), `${item.hash}-${width}.avif`), bytes)
  }
  await write(async (tx) => {
    // Framed anew meanwhile: these files have the old name.
    if (!(await saveVariants(tx, item.id, { avif: widths }, item.hash))) await tx.enqueue('avif', { mediaId })
  })
}

/**
 * Sets the point around which a picture is cut. Its files get a new hash: addresses that are kept for ever must never
 * show something else.
 * @throws AppError not-found
 */
export async function setFocal(actor: Actor, id: number, { x, y }: Focal): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const item = await findItem(id)
    if (!item?.variants.jpg) throw new AppError('not-found', `picture ${id}`)
    if (item.focalX === x && item.focalY === y) return
    const hash = shaOf(`${item.hash} ${x} ${y}`).slice(0, 8)
    await inTurn(() => cutAnew(item, hash, { x, y }))
    const frame = { hash, focalX: x, focalY: y }
    if (await write((tx) => reframe(tx, actor, id, item, frame))) return
  }
  throw new Error(`picture ${id} changes all the time`)
}

/** The sizes are the same files under another name; only the crops are made. */
async function cutAnew(item: MediaItem, hash: string, focal: Focal): Promise<void> {
  const folder = await folderOf(item.id)
  const nameOf = (of: string, width: number, format: 'jpg' | 'webp' | 'avif') =>
    path.join(folder, path.basename(pictureUrl({ id: item.id, hash: of }, width, format)))
  await alsoNamed(masterFile(item.id, item.hash), masterFile(item.id, hash))
  for (const format of ['jpg', 'webp', 'avif'] as const)
    for (const width of item.variants[format] ?? [])
      await alsoNamed(nameOf(item.hash, width, format), nameOf(hash, width, format))
  await makeCrops(folder, hash, await readFile(masterFile(item.id, hash)), focal)
}

/**
 * Changes what is said of a picture, and its focal point.
 * @throws AppError not-found
 */
export async function changePicture(actor: Actor, item: MediaItem, patch: MediaPatch): Promise<void> {
  const { focalX, focalY, rightsUntil, ...texts } = patch
  const given = Object.fromEntries(
    Object.entries(texts).filter(([, value]) => value !== undefined),
  ) as MediaChange
  const { timeZone } = await findPublication()
  const change =
    rightsUntil === undefined ? given : { ...given, rightsExpireAt: endOf(rightsUntil, timeZone) }
  await write((tx) => editMedia(tx, actor, item.id, change))
  if (focalX !== undefined || focalY !== undefined)
    await setFocal(actor, item.id, { x: focalX ?? item.focalX, y: focalY ?? item.focalY })
}

/** The first instant after a day, in a zone; null for no day. */
function endOf(day: string, timeZone: string): number | null {
  if (day === '') return null
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const next = new Date(Date.UTC(year, month - 1, date + 1))
  return instantOf(next.getUTCFullYear(), next.getUTCMonth() + 1, next.getUTCDate(), 0, 0, timeZone)
}

/**
 * Takes a picture away for good.
 * @throws AppError not-found, picture-used
 */
export const deletePicture = (actor: Actor, id: number): Promise<void> =>
  write((tx) => deleteMedia(tx, actor, id))

/** A middling JPEG of a picture, wherever its files are. */
export async function previewOf(item: MediaItem): Promise<Buffer> {
  const width = nearestWidth(item.variants.jpg, 640)
  if (width === null) throw new AppError('not-found', `picture ${item.id}`)
  return readFile(path.join(await folderOf(item.id), path.basename(pictureUrl(item, width, 'jpg'))))
}

/** Sees to pictures whose rights ended or were extended. Called every few seconds, and at the start. */
export async function sweepRights(now = Date.now()): Promise<void> {
  for (const id of await listRightsDue(now)) await write((tx) => settleRights(tx, systemActor, id, now))
}

/** The job that puts a picture's files where its row says: within readers' reach, out of it, or nowhere. */
export async function settleFiles(mediaId: number): Promise<void> {
  const item = await findItem(mediaId, read)
  if (item) await placeFiles(mediaId, item.withheldAt === null)
  else await removeFiles(mediaId)
}

/** The job that takes away files of a focal point that was left long ago, unless it was taken up again. */
export async function removeOldFiles(mediaId: number, hash: string): Promise<void> {
  const item = await findItem(mediaId)
  if (item && item.hash !== hash) await removeHash(mediaId, hash)
}
