// What happens to the bytes of a picture. Everything that readers get is encoded anew: nothing of a foreign file is
// passed on, neither hidden payloads nor the place where a photograph was taken.
import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { write } from '@/db/client.ts'
import type { Variants } from '@/db/schema/media.ts'
import { readEnv } from '@/lib/env.mjs'
import { AppError } from '@/lib/errors.ts'
import { findMedia, findMediaBySha } from './data.ts'
import { ensureMedia, type MediaInput, saveVariants } from './mutations.ts'
import { type Crop, crops, pictureWidths } from './schema.ts'

// PDF, HEIF, TIFF and the rest stay shut. SVG is for our own drawings: what people send is refused by its first bytes.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadSvg'],
})
sharp.cache(false)
sharp.concurrency(1) // files are made side by side; one of them need not have every core

const largestFile = 25 << 20
const mostPixels = 60_000_000
const masterWidth = 2560
const atOnce = { jpg: [640, 1280] }

export type PictureTexts = Omit<MediaInput, 'sha256' | 'hash' | 'width' | 'height' | 'colour'>

const folderOf = (id: number) => path.join(readEnv().dataDir, 'media', String(id))
const masterOf = (id: number, hash: string) => path.join(readEnv().dataDir, 'masters', `${id}-${hash}.jpg`)

/** Writes a file so that it is either there whole or not at all. */
export async function writeWhole(file: string, bytes: Buffer): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  const draft = `${file}.${randomBytes(4).toString('hex')}.tmp`
  const handle = await open(draft, 'w')
  try {
    await handle.writeFile(bytes)
    await handle.sync() // a name must never stand for a file that a power cut left empty
  } finally {
    await handle.close()
  }
  await rename(draft, file)
}

const shaOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/**
 * Takes a picture into the library: checks it, makes the first sizes and the crops, leaves AVIF to a job. The same file
 * taken in twice is one picture. Returns its id and its alternative text.
 * @throws AppError picture-too-large, picture-unsupported, picture-unreadable
 */
export async function takePicture(
  bytes: Buffer,
  texts: PictureTexts,
): Promise<{ id: number; alt: string; created: boolean }> {
  const sha256 = shaOf(bytes)
  const known = await findMediaBySha(sha256)
  if (known?.variants.jpg) return { id: known.id, alt: known.alt, created: false }
  const master = await masterFrom(bytes)
  const { width, height } = await sharp(master).metadata()
  const colour = await dominant(master)
  const hash = sha256.slice(0, 8)
  const { id } = await write((tx) => ensureMedia(tx, { ...texts, sha256, hash, width, height, colour }))
  await writeWhole(masterOf(id, hash), master)
  const variants = await firstVariants(id, hash, master, width, {
    x: texts.focalX ?? 0.5,
    y: texts.focalY ?? 0.5,
  })
  await write(async (tx) => {
    await saveVariants(tx, id, variants)
    await tx.enqueue('avif', { mediaId: id })
  })
  return { id, alt: texts.alt ?? '', created: true }
}

/** JPEG, PNG or WebP by the bytes they begin with; null for anything else, whatever it is called. */
function formatOf(bytes: Buffer): 'jpeg' | 'png' | 'webp' | null {
  const head = bytes.subarray(0, 12).toString('latin1')
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  return head.startsWith('RIFF') && head.slice(8) === 'WEBP' ? 'webp' : null
}

/** Refuses what is no picture by its first bytes, or has too many pixels. Gives every failure a code. */
async function opened<T>(bytes: Buffer, work: (picture: Sharp) => Promise<T>): Promise<T> {
  if (bytes.length > largestFile)
    throw new AppError('picture-too-large', `${bytes.length} bytes, at most ${largestFile}`)
  if (formatOf(bytes) === null) throw new AppError('picture-unsupported', 'neither JPEG, PNG nor WebP')
  try {
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata()
    if (width * height > mostPixels) throw new AppError('picture-too-large', `${width} × ${height} pixels`)
    return await work(sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' }))
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('picture-unreadable', String(error))
  }
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
  await opened(bytes, (picture) => picture.stats()) // to the last pixel: files are cut off at their end
  return { id: null, alt: texts.alt ?? '' }
}

async function masterFrom(bytes: Buffer): Promise<Buffer> {
  return opened(bytes, (picture) =>
    picture
      .rotate()
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .resize({ width: masterWidth, withoutEnlargement: true })
      .jpeg({ quality: 92 })
      .toBuffer(),
  )
}

async function dominant(master: Buffer): Promise<string> {
  const [r = 128, g = 128, b = 128] = await sharp(master)
    .resize(1, 1, { fit: 'cover' })
    .removeAlpha()
    .raw()
    .toBuffer()
  return `#${[r, g, b].map((c) => c.toString(16).padStart(2, '0')).join('')}`
}

/** Widths to make of a picture: the standard ones that are smaller than it, and its own if it is smaller than the largest. */
export function widthsOf(width: number): number[] {
  const smaller = pictureWidths.filter((candidate) => candidate < width)
  const largest = pictureWidths.at(-1) ?? 0
  return width >= largest ? [...pictureWidths] : [...smaller, width]
}

async function firstVariants(
  id: number,
  hash: string,
  master: Buffer,
  width: number,
  focal: { x: number; y: number },
): Promise<Variants> {
  const widths = widthsOf(width)
  const jpg = widths.filter((w) => atOnce.jpg.includes(w))
  if (jpg.length === 0) jpg.push(widths.at(-1) ?? width)
  const write = async (name: string, picture: Sharp) => {
    await writeWhole(path.join(folderOf(id), `${hash}-${name}`), await picture.toBuffer())
  }
  const scaled = (w: number) => sharp(master).resize({ width: w, withoutEnlargement: true })
  await Promise.all([
    ...widths.map((w) => write(`${w}.webp`, scaled(w).webp({ quality: 76, effort: 2 }))),
    ...jpg.map((w) => write(`${w}.jpg`, scaled(w).jpeg({ quality: 80 }))),
    ...(Object.keys(crops) as Crop[]).map(async (crop) =>
      write(`${crop}.jpg`, (await cropPicture(master, crop, focal)).jpeg({ quality: 80 })),
    ),
  ])
  return { jpg, webp: widths }
}

/** Cuts a picture to a crop's shape so that the focal point stays as near to the middle as the edges allow. */
export async function cropPicture(
  master: Buffer,
  crop: Crop,
  focal: { x: number; y: number },
): Promise<Sharp> {
  const { width, height } = crops[crop]
  const size = await sharp(master).metadata()
  const scale = Math.max(width / size.width, height / size.height)
  const box = {
    width: Math.min(size.width, Math.round(width / scale)),
    height: Math.min(size.height, Math.round(height / scale)),
  }
  const place = (at: number, whole: number, part: number) =>
    Math.round(Math.min(whole - part, Math.max(0, at * whole - part / 2)))
  return sharp(master)
    .extract({
      left: place(focal.x, size.width, box.width),
      top: place(focal.y, size.height, box.height),
      ...box,
    })
    .resize(width, height, { fit: 'fill' })
}

/** The job that adds AVIF, the smallest and slowest format, to a picture's sizes. */
export async function makeAvif(mediaId: number): Promise<void> {
  const media = await findMedia(mediaId)
  if (!media || media.variants.avif) return
  const master = await readFile(masterOf(media.id, media.hash))
  const widths = widthsOf(media.width)
  for (const width of widths) {
    const bytes = await sharp(master)
      .resize({ width, withoutEnlargement: true })
      .avif({ quality: 50, effort: 2 })
      .toBuffer()
    await writeWhole(path.join(folderOf(media.id), `${media.hash}-${width}.avif`), bytes)
  }
  await write((tx) => saveVariants(tx, media.id, { avif: widths }))
}
