import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { handles, write } from '@/db/client.ts'
import { findMedia } from '@/features/media/data.ts'
import { saveVariants } from '@/features/media/mutations.ts'
import { widthsOf } from '@/features/media/renditions.ts'
import { makeAvif, takePicture } from '@/features/media/worker.ts'
import { dataDir, everyRow, freshDatabase, rows, touchedBy } from '../../factories/database.ts'
import { jpeg, stripes } from '../../factories/pictures.ts'

freshDatabase()

const files = (id: number) => {
  const folder = path.join(dataDir(), 'media', String(id))
  return existsSync(folder) ? readdirSync(folder).sort() : []
}
const read = (id: number, name: string) => readFileSync(path.join(dataDir(), 'media', String(id), name))
const everyFile = () =>
  readdirSync(dataDir(), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /media|masters/.test(entry.parentPath))
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name)))
const refusal = async (bytes: Buffer, code: string) => {
  const before = everyRow()
  await expect(takePicture(bytes, {})).rejects.toMatchObject({ code })
  expect([everyRow(), existsSync(path.join(dataDir(), 'media'))]).toEqual([before, false])
}

it('a picture gets its widths, its crops, and a job for the slow format', async () => {
  const { id, alt, created } = await takePicture(await jpeg(1000, 500), {
    alt: 'Il mare',
    credit: 'Ada Neri',
  })
  expect([id, alt, created]).toEqual([1, 'Il mare', true])
  const media = await findMedia(id)
  expect(media).toMatchObject({
    width: 1000,
    height: 500,
    alt: 'Il mare',
    credit: 'Ada Neri',
    focalX: 0.5,
    variants: { jpg: [640], webp: [320, 640, 960, 1000] },
  })
  const hash = media?.hash
  expect(files(id)).toEqual(
    [
      ...['16x9.jpg', '1x1.jpg', '4x3.jpg', 'social.jpg', '640.jpg'],
      ...['320.webp', '640.webp', '960.webp', '1000.webp'],
    ]
      .map((name) => `${hash}-${name}`)
      .sort(),
  )
  const sizes = await Promise.all(
    ['640.jpg', '320.webp', 'social.jpg', '1x1.jpg'].map((name) =>
      sharp(read(id, `${hash}-${name}`))
        .metadata()
        .then(({ format, width, height }) => [format, width, height]),
    ),
  )
  expect(sizes).toEqual([
    ['jpeg', 640, 320],
    ['webp', 320, 160],
    ['jpeg', 1200, 630],
    ['jpeg', 1200, 1200],
  ])
  expect(rows('SELECT kind, payload FROM outbox')).toEqual([{ kind: 'avif', payload: '{"mediaId":1}' }])
})

it('the same file again is the same picture, with the texts it has', async () => {
  const bytes = await jpeg(300, 200)
  await takePicture(bytes, { alt: 'Il mare' })
  const before = everyRow()
  expect(await takePicture(bytes, { alt: 'Altro' })).toEqual({ id: 1, alt: 'Il mare', created: false })
  expect(everyRow()).toEqual(before)
})

it('the same file twice at once is one picture', async () => {
  const bytes = await jpeg(300, 200)
  const taken = await Promise.all([takePicture(bytes, {}), takePicture(bytes, {})])
  expect(taken.map((picture) => picture.id)).toEqual([1, 1])
  expect(rows('SELECT id FROM media')).toHaveLength(1)
})

it('a picture whose files were never finished is finished when it is taken again', async () => {
  const bytes = await jpeg(300, 200)
  const { id } = await takePicture(bytes, {})
  handles().writer.exec("UPDATE media SET variants = '{}'")
  expect(await takePicture(bytes, {})).toMatchObject({ id, created: true })
  expect((await findMedia(id))?.variants).toEqual({ jpg: [300], webp: [300] })
})

it.each(['png', 'webp'] as const)(
  '%s is taken too, and what is transparent becomes white',
  async (format) => {
    const bytes = await sharp({
      create: { width: 40, height: 40, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .toFormat(format)
      .toBuffer()
    const { id } = await takePicture(bytes, {})
    expect((await findMedia(id))?.colour).toBe('#ffffff')
  },
)

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'

it.each([
  ['an SVG drawing', Buffer.from(svg), 'svg'],
  ['an SVG drawing with a declaration', Buffer.from(`<?xml version="1.0"?>${svg}`), 'svg'],
  ['text', Buffer.from('Il ponte riapre.'), 'unsupported'],
  ['a page', Buffer.from('<!doctype html><img src="x">'), 'unsupported'],
  ['nothing', Buffer.alloc(0), 'empty'],
  ['a GIF', Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00;', 'latin1'), 'gif'],
  ['a PDF', Buffer.from('%PDF-1.7\n'), 'pdf'],
  ['a TIFF', Buffer.from('II*\0\x08\0\0\0', 'latin1'), 'tiff'],
  ['a sound', Buffer.from('RIFF\x24\0\0\0WAVEfmt ', 'latin1'), 'unsupported'],
])('%s is not a picture that can be taken, whatever it is called', async (_, bytes, kind) => {
  await refusal(bytes, `picture-${kind}`)
})

it('a file that only begins like a picture is unreadable', async () => {
  await refusal(Buffer.from('\xff\xd8\xff\xe0 and then nothing of the kind', 'latin1'), 'picture-unreadable')
  await refusal(
    Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from(svg)]),
    'picture-unreadable',
  )
})

it('a file that was cut off is unreadable', async () => {
  const whole = await jpeg(600, 400)
  await refusal(whole.subarray(0, whole.length / 2), 'picture-unreadable')
})

it('a file over 25 MB is refused before it is opened', async () => {
  const whole = await jpeg(20, 20)
  await refusal(Buffer.concat([whole, Buffer.alloc((25 << 20) + 1 - whole.length)]), 'picture-heavy')
})

it('a picture of too many pixels is refused, however small its file', async () => {
  const bytes = await sharp({ create: { width: 10_000, height: 6_001, channels: 3, background: '#000' } })
    .png({ compressionLevel: 9 })
    .toBuffer()
  await refusal(bytes, 'picture-pixels')
})

it('nothing that a camera wrote about the photograph is in any file', async () => {
  const bytes = await sharp(await stripes(900, 600))
    .withExif({
      IFD0: { Copyright: 'SECRETNAME', Make: 'SECRETNAME' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '41/1 53/1 30/1', GPSLongitude: '12/1 29/1 0/1' },
    })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>SECRETNAME</a></x:xmpmeta>')
    .jpeg()
    .toBuffer()
  expect(bytes.includes('Exif') && bytes.includes('SECRETNAME')).toBe(true)
  const { id } = await takePicture(bytes, {})
  await makeAvif(id)
  const all = everyFile()
  expect(all.length).toBeGreaterThan(10)
  for (const file of all) {
    expect(file.includes('Exif') || file.includes('SECRETNAME') || file.includes('xmpmeta')).toBe(false)
    if (file.subarray(4, 8).toString() === 'ftyp') continue
    expect((await sharp(file).metadata()).exif).toBeUndefined()
  }
})

it('a photograph that lies on its side is set upright', async () => {
  const bytes = await sharp(await stripes(600, 300))
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  const { id } = await takePicture(bytes, {})
  expect(await findMedia(id)).toMatchObject({ width: 300, height: 600 })
})

it('a large picture is kept at 2560 pixels, and the widest that readers get is 1600', async () => {
  const { id } = await takePicture(await jpeg(3000, 300), {})
  expect(await findMedia(id)).toMatchObject({
    width: 2560,
    height: 256,
    variants: { jpg: [640, 1280], webp: [320, 640, 960, 1280, 1600] },
  })
})

it('a small picture is not enlarged', async () => {
  const { id } = await takePicture(await jpeg(200, 100), {})
  const media = await findMedia(id)
  expect(media?.variants).toEqual({ jpg: [200], webp: [200] })
  expect(await sharp(read(id, `${media?.hash}-200.webp`)).metadata()).toMatchObject({
    width: 200,
    height: 100,
  })
})

it.each([
  [1, [1]],
  [319, [319]],
  [320, [320]],
  [321, [320, 321]],
  [1600, [320, 640, 960, 1280, 1600]],
  [4000, [320, 640, 960, 1280, 1600]],
])('a picture %i pixels wide is made in the widths %j', (width, widths) => {
  expect(widthsOf(width)).toEqual(widths)
})

it('a picture one pixel wide or high gets its crops all the same', async () => {
  for (const [width, height] of [
    [1, 1],
    [1, 900],
    [900, 1],
  ] as const) {
    const { id } = await takePicture(await jpeg(width, height), {})
    expect(files(id).filter((name) => name.endsWith('1x1.jpg'))).toHaveLength(1)
  }
})

/** Where a colour is in the middle of a crop: the pictures have a red, a green and a blue third. */
async function middleOf(id: number, crop: string): Promise<string> {
  const media = await findMedia(id)
  const [r = 0, g = 0, b = 0] = await sharp(read(id, `${media?.hash}-${crop}.jpg`))
    .extract({ left: 550, top: 550, width: 100, height: 100 })
    .resize(1, 1)
    .raw()
    .toBuffer()
  return r > 200 ? 'red' : g > 100 ? 'green' : b > 200 ? 'blue' : `${r} ${g} ${b}`
}

it('a crop is cut around the focal point, as near as the edges allow', async () => {
  const colours: string[] = []
  for (const focalX of [0, 0.2, 0.5, 0.8, 1]) {
    const bytes = await sharp(await stripes(3000, 1000))
      .jpeg({ quality: 80 + focalX * 10 })
      .toBuffer()
    colours.push(await middleOf((await takePicture(bytes, { focalX })).id, '1x1'))
  }
  expect(colours).toEqual(['red', 'red', 'green', 'blue', 'blue'])
})

it('the slow format is added to the others, and pages with the picture become stale', async () => {
  const { id } = await takePicture(await jpeg(700, 400), {})
  const before = files(id)
  expect(await touchedBy(() => makeAvif(id))).toEqual([`media:${id}`])
  const media = await findMedia(id)
  expect(media?.variants).toEqual({ jpg: [640], webp: [320, 640, 700], avif: [320, 640, 700] })
  const added = files(id).filter((name) => !before.includes(name))
  expect(added).toEqual([320, 640, 700].map((width) => `${media?.hash}-${width}.avif`).sort())
  for (const name of added) expect(read(id, name).subarray(4, 12).toString()).toBe('ftypavif')
})

it('the slow format is made once', async () => {
  const { id } = await takePicture(await jpeg(100, 100), {})
  await makeAvif(id)
  expect(await touchedBy(() => makeAvif(id))).toEqual([])
})

it('a picture that does not exist needs no slow format', async () => {
  expect(await touchedBy(() => makeAvif(99))).toEqual([])
})

it('no half-written file is left behind', async () => {
  await takePicture(await jpeg(300, 200), {})
  const names = readdirSync(dataDir(), { recursive: true }) as string[]
  expect(names.filter((name) => name.endsWith('.tmp'))).toEqual([])
})

it('of two that take the same new picture, the later does not undo what was made of it meanwhile', async () => {
  const { id } = await takePicture(await jpeg(100, 100), {})
  await makeAvif(id)
  await write((tx) => saveVariants(tx, id, { jpg: [100], webp: [100] }))
  expect((await findMedia(id))?.variants).toEqual({ jpg: [100], webp: [100], avif: [100] })
})
