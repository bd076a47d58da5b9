// From the body of a request to files on disk: what comes in, what is kept of it, what is left when it fails.
import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { afterEach, expect, it } from 'vitest'
import { findItem } from '@/features/media/data.ts'
import { receive, removeAbandoned } from '@/features/media/files.ts'
import { inTurn } from '@/features/media/renditions.ts'
import { makeAvif, takeIncoming } from '@/features/media/worker.ts'
import { dataDir, everyRow, freshDatabase, rows } from '../../factories/database.ts'
import { addActor } from '../../factories/people.ts'
import { bomb, foreign, iptcBlock, jpeg, stripes, withSegment } from '../../factories/pictures.ts'

freshDatabase()
afterEach(() => {
  delete process.env.MEDIA_KEEP_ORIGINAL
})

async function* inChunks(bytes: Buffer, size = 64 << 10): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const incoming = () => {
  const folder = path.join(dataDir(), 'incoming')
  return existsSync(folder) ? readdirSync(folder) : []
}
const filesBelow = (...folders: string[]) =>
  readdirSync(dataDir(), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => folders.some((folder) => file.includes(`${path.sep}${folder}${path.sep}`)))

async function upload(bytes: Buffer, name = 'foto') {
  const actor = await addActor('author')
  const file = await receive(inChunks(bytes))
  try {
    return { actor, ...(await takeIncoming(file, { name }, actor)) }
  } finally {
    await file.remove()
  }
}

it('what is sent is written to a file that is its owner’s alone, and judged by its bytes', async () => {
  const bytes = await jpeg(400, 300)
  const { file, type, bytes: size, remove } = await receive(inChunks(bytes, 100))
  expect([type, size, readFileSync(file).equals(bytes)]).toEqual(['jpeg', bytes.length, true])
  expect(statSync(file).mode & 0o777).toBe(0o600)
  await remove()
  expect(incoming()).toEqual([])
})

it('an upload becomes a picture of whoever sent it, and its temporary file goes', async () => {
  const { id, actor, created } = await upload(await jpeg(400, 300), 'Il molo')
  expect([created, incoming()]).toEqual([true, []])
  expect(await findItem(id)).toMatchObject({
    name: 'Il molo',
    uploaderId: actor.id,
    uploader: actor.name,
    uses: 0,
  })
  expect(rows('SELECT event, entity, entity_id, actor_id FROM audit_log')).toEqual([
    { event: 'media.upload', entity: 'media', entity_id: id, actor_id: actor.id },
  ])
})

it('the same file again is the picture that is there, under the name it has', async () => {
  const bytes = await jpeg(400, 300)
  const first = await upload(bytes, 'Il molo')
  const second = await upload(bytes, 'Un altro nome')
  expect([second.id, second.created]).toEqual([first.id, false])
  expect((await findItem(first.id))?.name).toBe('Il molo')
  expect(rows("SELECT id FROM audit_log WHERE event = 'media.upload'")).toHaveLength(1)
})

it('of two that send the same new file at once, one is told that it is there', async () => {
  const bytes = await jpeg(400, 300)
  const both = await Promise.all([upload(bytes), upload(bytes)])
  expect(both.map(({ created }) => created).sort()).toEqual([false, true])
})

it.each<[string, Buffer, string]>([
  ['an SVG that is called a PNG', foreign.svg, 'picture-svg'],
  ['a HEIC', foreign.heic, 'picture-heic'],
  ['an AVIF', foreign.avif, 'picture-avif'],
  ['a GIF', foreign.gif, 'picture-gif'],
  ['a PDF', foreign.pdf, 'picture-pdf'],
  ['a page', foreign.page, 'picture-unsupported'],
  ['nothing', Buffer.alloc(0), 'picture-empty'],
  ['a bomb', bomb(65_000, 65_000), 'picture-pixels'],
])('%s is refused and leaves nothing', async (_, bytes, code) => {
  await expect(receive(inChunks(bytes))).rejects.toMatchObject({ code })
  expect([incoming(), filesBelow('media', 'masters')]).toEqual([[], []])
})

it('a file that is cut off is refused and leaves nothing but the sender', async () => {
  const whole = await jpeg(900, 600)
  await expect(upload(whole.subarray(0, whole.length / 2))).rejects.toMatchObject({
    code: 'picture-unreadable',
  })
  expect([incoming(), filesBelow('media', 'masters'), rows('SELECT id FROM media')]).toEqual([[], [], []])
})

it('a body over 25 MB is cut short as it comes, whatever its sender said of its length', async () => {
  let sent = 0
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) {
      sent += 1 << 20
      yield Buffer.alloc(1 << 20, 0xff)
    }
  }
  await expect(receive(endless())).rejects.toMatchObject({ code: 'picture-heavy' })
  expect([sent <= 27 << 20, incoming()]).toEqual([true, []])
})

it('an upload that breaks off leaves nothing', async () => {
  const bytes = await jpeg(400, 300)
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield bytes.subarray(0, 500)
    throw new Error('aborted')
  }
  const before = everyRow()
  await expect(receive(broken())).rejects.toMatchObject({ code: 'upload-broken' })
  expect([incoming(), everyRow()]).toEqual([[], before])
})

it('what an ended process left of an upload is taken away an hour later', async () => {
  await (await receive(inChunks(await jpeg(20, 20)))).remove()
  const old = path.join(dataDir(), 'incoming', 'old.part')
  const young = path.join(dataDir(), 'incoming', 'young.part')
  for (const file of [old, young]) writeFileSync(file, 'x')
  utimesSync(old, 1, 1)
  await removeAbandoned()
  expect(incoming()).toEqual(['young.part'])
})

/** A photograph with all that must not get out, and what should be read. */
async function telltale(): Promise<Buffer> {
  const plain = await sharp(await stripes(1300, 900))
    .withExif({
      IFD0: { Make: 'TELLTALE', Model: 'TELLTALE', Artist: 'Ada Neri', Copyright: 'Ondine 2026' },
      IFD2: { BodySerialNumber: 'TELLTALE', LensSerialNumber: 'TELLTALE' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '41/1 53/1 30/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '12/1 29/1 0/1',
      },
    })
    .withXmp(
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description exif:GPSLatitude="TELLTALE"/></rdf:RDF></x:xmpmeta>',
    )
    .jpeg()
    .toBuffer()
  const described = withSegment(
    plain,
    0xed,
    iptcBlock([
      [110, 'Agenzia Ondine'],
      [120, 'La barca all’alba'],
      [90, 'TELLTALE'],
    ]),
  )
  const commented = withSegment(described, 0xfe, Buffer.from('<script>TELLTALE</script>'))
  return Buffer.concat([commented, Buffer.from('<script>TELLTALE</script>PK\x03\x04TELLTALE')])
}

it('credit, rights and caption are read; place, camera and hidden payloads are in no file that is made', async () => {
  const bytes = await telltale()
  expect(bytes.toString('latin1').split('TELLTALE').length).toBeGreaterThan(6)
  const { id } = await upload(bytes)
  await makeAvif(id)
  expect(await findItem(id)).toMatchObject({
    credit: 'Ada Neri / Agenzia Ondine',
    copyright: 'Ondine 2026',
    caption: 'La barca all’alba',
  })
  const files = filesBelow('media', 'masters', 'originals', 'incoming')
  expect(files.length).toBeGreaterThan(14)
  for (const file of files) {
    const content = readFileSync(file).toString('latin1')
    expect([file, /TELLTALE|<script|GPS|xmpmeta|Photoshop|Ada Neri/.test(content)]).toEqual([file, false])
    if (file.endsWith('.avif')) continue
    const { exif, iptc, xmp } = await sharp(file).metadata()
    expect([file, exif, iptc, xmp]).toEqual([file, undefined, undefined, undefined])
  }
  expect(JSON.stringify(everyRow())).not.toContain('TELLTALE')
})

it('originals are kept only where that is asked for, and are their owner’s alone', async () => {
  const bytes = await telltale()
  process.env.MEDIA_KEEP_ORIGINAL = '1'
  const { id } = await upload(bytes)
  const [file, ...others] = filesBelow('originals')
  expect([file && path.basename(file), others]).toEqual([`${id}.jpeg`, []])
  expect(readFileSync(file as string).equals(bytes)).toBe(true)
  expect(statSync(file as string).mode & 0o077).toBe(0)
  expect(statSync(path.dirname(file as string)).mode & 0o077).toBe(0)
})

it('two pictures are worked on at a time, the others wait, and one that fails holds nobody up', async () => {
  let now = 0
  let most = 0
  const work = async (fails: boolean) => {
    most = Math.max(most, ++now)
    await new Promise((resolve) => setTimeout(resolve, 5))
    now--
    if (fails) throw new Error('no')
  }
  await Promise.allSettled([true, false, true, false, false, true].map((fails) => inTurn(() => work(fails))))
  expect([most, now]).toEqual([2, 0])
})
