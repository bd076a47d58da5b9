// Where the files of pictures are. Names are ours: nothing of a file's own name reaches the disk.
import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { type FileHandle, link, mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import path from 'node:path'
import { readEnv } from '@/lib/env.mjs'
import { AppError } from '@/lib/errors.ts'
import { headBytes, judge, largestFile, type PictureType } from './formats.ts'

const inData = (...parts: string[]) => path.join(readEnv().dataDir, ...parts)

/** What readers may fetch of a picture, by its address. */
export const shownFolder = (id: number) => inData('media', String(id))
/** The same files while the picture's rights are over: no address leads here. */
export const withheldFolder = (id: number) => inData('media-withheld', String(id))
/** The picture from which every size is made: re-encoded, without metadata, never served. */
export const masterFile = (id: number, hash: string) => inData('masters', `${id}-${hash}.jpg`)
/** The file as it was sent, where the operator wants originals to be kept. */
export const originalFile = (id: number, type: PictureType) => inData('originals', `${id}.${type}`)

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  )

/** Where the files of a picture are now. */
export async function folderOf(id: number): Promise<string> {
  return (await exists(withheldFolder(id))) ? withheldFolder(id) : shownFolder(id)
}

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

/** Gives a file a second name; a name that is taken already stays. */
export async function alsoNamed(file: string, name: string): Promise<void> {
  await link(file, name).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
}

/** Makes a picture's files reachable for readers, or unreachable. Done twice it changes nothing. */
export async function placeFiles(id: number, shown: boolean): Promise<void> {
  const [from, to] = shown ? [withheldFolder(id), shownFolder(id)] : [shownFolder(id), withheldFolder(id)]
  if (!(await exists(from))) return
  await mkdir(path.dirname(to), { recursive: true, mode: 0o700 })
  if (!(await exists(to))) return rename(from, to)
  // A job that was making files during the move left some behind.
  for (const name of await readdir(from)) await rename(path.join(from, name), path.join(to, name))
  await rm(from, { recursive: true, force: true })
}

/** Takes away every file of a picture. */
export async function removeFiles(id: number): Promise<void> {
  for (const folder of [shownFolder(id), withheldFolder(id)])
    await rm(folder, { recursive: true, force: true })
  for (const kept of ['masters', 'originals']) {
    const names = await readdir(inData(kept)).catch(() => [])
    for (const name of names)
      if (name.startsWith(`${id}-`) || name.startsWith(`${id}.`))
        await rm(inData(kept, name), { force: true })
  }
}

/** Takes away the files of a picture that carry an old hash. */
export async function removeHash(id: number, hash: string): Promise<void> {
  const folder = await folderOf(id)
  for (const name of await readdir(folder).catch(() => []))
    if (name.startsWith(`${hash}-`)) await rm(path.join(folder, name), { force: true })
  await rm(masterFile(id, hash), { force: true })
}

/** Part of a disk, and bytes on it, that uploads leave free for the database. */
const leastFree = { part: 0.05, bytes: 200 << 20 }

/** @throws AppError disk-full when the disk of the data folder is nearly full */
export async function checkDisk(): Promise<void> {
  const { bavail, blocks, bsize } = await statfs(readEnv().dataDir)
  if (bavail / blocks < leastFree.part || bavail * bsize < leastFree.bytes)
    throw new AppError('disk-full', `${Math.round((bavail * bsize) / 2 ** 20)} MB free`)
}

/** A file that came in and was not looked into yet. `remove` takes it away, done or not. */
export type Incoming = {
  file: string
  type: PictureType
  bytes: number
  sha256: string
  remove: () => Promise<void>
}

/**
 * Writes what somebody sends to a temporary file, judging it by its beginning; a body that ends early leaves nothing.
 * @throws AppError picture-heavy, disk-full, upload-broken, or the code of a format that is not taken
 */
export async function receive(body: AsyncIterable<Uint8Array>): Promise<Incoming> {
  await checkDisk()
  await mkdir(inData('incoming'), { recursive: true, mode: 0o700 })
  const file = inData('incoming', `${randomBytes(12).toString('hex')}.part`)
  const remove = () => rm(file, { force: true })
  const handle = await open(file, 'wx', 0o600)
  try {
    return { file, remove, ...(await writeBody(body, handle)) }
  } catch (error) {
    await remove()
    throw error
  } finally {
    await handle.close()
  }
}

async function writeBody(body: AsyncIterable<Uint8Array>, handle: FileHandle) {
  const hash = createHash('sha256')
  const head: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of whole(body)) {
    if (bytes < headBytes) head.push(chunk)
    bytes += chunk.length
    if (bytes > largestFile) throw new AppError('picture-heavy', `more than ${largestFile} bytes`)
    hash.update(chunk)
    await handle.write(chunk)
  }
  const judgement = judge(Buffer.concat(head).subarray(0, headBytes))
  if (!judgement.ok) throw new AppError(judgement.code)
  return { type: judgement.type, bytes, sha256: hash.digest('hex') }
}

async function* whole(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('upload-broken', String(error))
  }
}

const longestUpload = 3_600_000

/** Takes away what uploads left behind that were cut off by the end of the process. */
export async function removeAbandoned(now = Date.now()): Promise<void> {
  const names = await readdir(inData('incoming')).catch(() => [])
  for (const name of names) {
    const { mtimeMs } = await stat(inData('incoming', name)).catch(() => ({ mtimeMs: now }))
    if (now - mtimeMs > longestUpload) await rm(inData('incoming', name), { force: true })
  }
}
