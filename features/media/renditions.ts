// What is made of a picture's bytes. Everything that readers get is encoded anew: nothing of a foreign file is passed on,
// neither hidden payloads nor the place where a photograph was taken.
import 'server-only'
import { open } from 'node:fs/promises'
import path from 'node:path'
import sharp, { type Sharp } from 'sharp'
import type { Variants } from '@/db/schema/media.ts'
import { AppError } from '@/lib/errors.ts'
import { writeWhole } from './files.ts'
import { headBytes, judge, largestFile, mostPixels } from './formats.ts'
import { factsOf, type PictureFacts } from './metadata.ts'
import { type Crop, cropBox, crops, pictureWidths } from './schema.ts'

// PDF, HEIF, TIFF and the rest stay shut. SVG is for our own drawings: what people send is refused by its first bytes.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadSvg'],
})
sharp.cache(false)
sharp.concurrency(1) // files are made side by side; one of them need not have every core

const masterWidth = 2560
const atOnce = { jpg: [640, 1280] }
const longestDecode = 90 // seconds
const mostAtOnce = 2

export type Focal = { x: number; y: number }
/** A picture's bytes, or the path of a file that holds them. */
export type Source = Buffer | string

let active = 0
const waiting: (() => void)[] = []

/** Lets two pictures be worked on at a time: each may take some hundred megabytes. */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (active >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else active += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else active -= 1
  }
}

async function headOf(source: Source): Promise<{ head: Buffer; bytes: number }> {
  if (typeof source !== 'string') return { head: source.subarray(0, headBytes), bytes: source.length }
  const handle = await open(source)
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    return { head: buffer.subarray(0, bytesRead), bytes: (await handle.stat()).size }
  } finally {
    await handle.close()
  }
}

/** Refuses what is no picture by its first bytes, or has too many pixels. Gives every failure a code. */
async function opened<T>(source: Source, work: (picture: Sharp) => Promise<T>): Promise<T> {
  const { head, bytes } = await headOf(source)
  if (bytes > largestFile) throw new AppError('picture-heavy', `${bytes} bytes, at most ${largestFile}`)
  const judgement = judge(head)
  if (!judgement.ok) throw new AppError(judgement.code)
  try {
    const { width, height } = await sharp(source, { limitInputPixels: false }).metadata()
    if (width * height > mostPixels) throw new AppError('picture-pixels', `${width} × ${height} pixels`)
    return await work(sharp(source, { limitInputPixels: mostPixels, failOn: 'error' }))
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('picture-unreadable', String(error))
  }
}

/**
 * Reads a picture to its last pixel: files are cut off at their end.
 * @throws AppError as masterFrom does
 */
export async function readThrough(source: Source): Promise<void> {
  await opened(source, (picture) => picture.stats())
}

/**
 * The picture from which every other is made, upright, in sRGB, without metadata; and what the metadata said.
 * @throws AppError picture-heavy, picture-pixels, picture-unreadable, or the code of a format that is not taken
 */
export async function masterFrom(
  source: Source,
  timeZone: string,
): Promise<{ master: Buffer; facts: PictureFacts }> {
  return opened(source, async (picture) => {
    const facts = factsOf(await picture.metadata(), timeZone)
    const master = await picture
      .timeout({ seconds: longestDecode })
      .rotate()
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .resize({ width: masterWidth, withoutEnlargement: true })
      .jpeg({ quality: 92 })
      .toBuffer()
    return { master, facts }
  })
}

/** Size of a master in pixels, and the colour that stands for it while it loads. */
export async function measure(master: Buffer): Promise<{ width: number; height: number; colour: string }> {
  const { width, height } = await sharp(master).metadata()
  const [r = 128, g = 128, b = 128] = await sharp(master)
    .resize(1, 1, { fit: 'cover' })
    .removeAlpha()
    .raw()
    .toBuffer()
  return { width, height, colour: `#${[r, g, b].map((c) => c.toString(16).padStart(2, '0')).join('')}` }
}

/** Widths to make of a picture: the standard ones that are smaller than it, and its own if it is smaller than the largest. */
export function widthsOf(width: number): number[] {
  const smaller = pictureWidths.filter((candidate) => candidate < width)
  const largest = pictureWidths.at(-1) ?? 0
  return width >= largest ? [...pictureWidths] : [...smaller, width]
}

/** Makes WebP in all widths, JPEG in two, and the crops, as files in a folder. */
export async function makeFirst(
  folder: string,
  hash: string,
  master: Buffer,
  width: number,
  focal: Focal,
): Promise<Variants> {
  const widths = widthsOf(width)
  const jpg = widths.filter((w) => atOnce.jpg.includes(w))
  if (jpg.length === 0) jpg.push(widths.at(-1) ?? width)
  const put = async (name: string, picture: Sharp) =>
    writeWhole(path.join(folder, `${hash}-${name}`), await picture.toBuffer())
  await Promise.all([
    ...widths.map((w) => put(`${w}.webp`, scaled(master, w).webp({ quality: 76, effort: 2 }))),
    ...jpg.map((w) => put(`${w}.jpg`, scaled(master, w).jpeg({ quality: 80 }))),
    makeCrops(folder, hash, master, focal),
  ])
  return { jpg, webp: widths }
}

const scaled = (master: Buffer, width: number) => sharp(master).resize({ width, withoutEnlargement: true })

/** Makes the crops for search engines and social sites. */
export async function makeCrops(folder: string, hash: string, master: Buffer, focal: Focal): Promise<void> {
  await Promise.all(
    (Object.keys(crops) as Crop[]).map(async (crop) => {
      const picture = (await cropPicture(master, crop, focal)).jpeg({ quality: 80 })
      await writeWhole(path.join(folder, `${hash}-${crop}.jpg`), await picture.toBuffer())
    }),
  )
}

/** One width of a master as AVIF. */
export const avifOf = (master: Buffer, width: number): Promise<Buffer> =>
  scaled(master, width).avif({ quality: 50, effort: 2 }).toBuffer()

/** Cuts a picture to a crop's shape so that the focal point stays as near to the middle as the edges allow. */
async function cropPicture(master: Buffer, crop: Crop, focal: Focal): Promise<Sharp> {
  const { width, height } = crops[crop]
  const size = await sharp(master).metadata()
  return sharp(master)
    .extract(cropBox(size, crops[crop], focal))
    .resize(width, height, { fit: 'fill' })
}
