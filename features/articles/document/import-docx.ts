// Word files: unpacked within limits, read by mammoth, then through the importer of all foreign markup.
import { inflateRawSync } from 'node:zlib'
import mammoth from 'mammoth'
import { AppError } from '@/lib/errors.ts'
import { type ImportResolver, type ImportResult, importHtml } from './import-html.ts'

/** Bytes: of the file, of everything in it unpacked, of one part, of one that is markup. */
export const wordLimits = {
  file: 10 << 20,
  unpacked: 120 << 20,
  part: 60 << 20,
  markup: 20 << 20,
  parts: 4000,
} as const

export type WordResolver = {
  /** Takes a picture in; null where it is none that can be used. */
  picture: (bytes: Buffer, alt: string) => Promise<{ id: number; alt: string } | null>
  article: ImportResolver['article']
  /** Origins of this site: addresses that begin with one are paths here. */
  origins: readonly string[]
}

// An article's own heading is its headline: Word's first level is a subhead here.
const styleMap = [
  "p[style-name='Title'] => h2:fresh",
  "p[style-name='Heading 1'] => h2:fresh",
  "p[style-name='Heading 2'] => h3:fresh",
  "p[style-name='Heading 3'] => h4:fresh",
  "p[style-name='Heading 4'] => h4:fresh",
  "p[style-name='Quote'] => blockquote > p:fresh",
  "p[style-name='Intense Quote'] => blockquote > p:fresh",
  "p[style-name='Caption'] => p:fresh",
  'u => ',
  'strike => s',
]

/**
 * Turns a .docx file into a checked document. Notices as importHtml gives them.
 * @throws AppError word-too-large, word-unreadable
 */
export async function importDocx(bytes: Buffer, resolver: WordResolver): Promise<ImportResult> {
  if (bytes.length > wordLimits.file) throw new AppError('word-too-large', `${bytes.length} bytes`)
  checkArchive(bytes)
  const pictures = new Map<string, { bytes: Buffer; alt: string }>()
  const html = await convert(bytes, async (image) => {
    const source = `picture-${pictures.size + 1}`
    const alt = (image as { altText?: unknown }).altText
    pictures.set(source, { bytes: await image.readAsBuffer(), alt: typeof alt === 'string' ? alt : '' })
    return { src: source }
  })
  return importHtml(ownPaths(marked(html), resolver.origins), {
    article: resolver.article,
    picture: async (source) => {
      const picture = pictures.get(source)
      return picture ? resolver.picture(picture.bytes, picture.alt) : null
    },
  })
}

type Convert = (image: { readAsBuffer: () => Promise<Buffer> }) => Promise<{ src: string }>

async function convert(bytes: Buffer, image: Convert): Promise<string> {
  try {
    const options = { styleMap, convertImage: mammoth.images.imgElement(image), externalFileAccess: false }
    return (await mammoth.convertToHtml({ buffer: bytes }, options)).value
  } catch (error) {
    throw new AppError('word-unreadable', String(error))
  }
}

/** Mammoth's notes in the form that the importer knows. */
function marked(html: string): string {
  const list = /<ol><li id="(?:foot|end)note-(?:(?!<ol>).)*<\/li><\/ol>$/s
  return html
    .replace(list, '<section data-footnotes>$&</section>')
    .replace(/<a href="#((?:foot|end)note-\d+)" id="\w+-ref-\d+">/g, '<a data-footnote-ref href="#$1">')
    .replace(/<a href="#(?:foot|end)note-ref-\d+">/g, '<a data-footnote-backref>')
}

function ownPaths(html: string, origins: readonly string[]): string {
  return origins.reduce((text, origin) => text.replaceAll(`href="${origin}/`, 'href="/'), html)
}

/**
 * Unpacks every part once, up to the limits: what an archive says of its own sizes proves nothing. Only the plain form is
 * taken, one directory that ends where the archive's end begins: whatever could be read in two ways would be unpacked in
 * the other one.
 */
function checkArchive(bytes: Buffer): void {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (!startsWith(bytes, 0, 'PK\x03\x04') || end === -1 || end + 22 > bytes.length)
    throw new AppError('word-unreadable', 'no archive')
  const start = bytes.readUInt32LE(end + 16)
  const isPlain =
    bytes.readUInt32LE(end + 4) === 0 && // no other disks, which could also mean the 64-bit form
    bytes.readUInt16LE(end + 8) === bytes.readUInt16LE(end + 10) &&
    start + bytes.readUInt32LE(end + 12) === end
  if (!isPlain) throw new AppError('word-unreadable', 'an archive of another form')
  let at = start
  let parts = 0
  let unpacked = 0
  while (at < end) {
    parts += 1
    if (parts > wordLimits.parts) throw new AppError('word-too-large', `${parts} parts`)
    try {
      if (!startsWith(bytes, at, 'PK\x01\x02')) throw new RangeError('no entry of the directory')
      unpacked += partSize(bytes, at)
      at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    } catch (error) {
      if (error instanceof AppError) throw error
      if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE')
        throw new AppError('word-too-large', 'a part of it')
      throw new AppError('word-unreadable', String(error))
    }
    if (unpacked > wordLimits.unpacked) throw new AppError('word-too-large', `${unpacked} bytes unpacked`)
  }
  if (at !== end || parts !== bytes.readUInt16LE(end + 10))
    throw new AppError('word-unreadable', 'the directory of another archive')
}

const startsWith = (bytes: Buffer, at: number, signature: string) =>
  bytes.toString('latin1', at, at + signature.length) === signature

/** Bytes of the part whose entry in the directory stands there, unpacked. @throws RangeError, zlib's errors */
function partSize(bytes: Buffer, entry: number): number {
  const method = bytes.readUInt16LE(entry + 10)
  const packed = bytes.readUInt32LE(entry + 20)
  const local = bytes.readUInt32LE(entry + 42)
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
  const data = bytes.subarray(start, start + packed)
  // What is no picture becomes a tree in memory, of many times its size.
  const name = bytes.toString('latin1', entry + 46, entry + 46 + bytes.readUInt16LE(entry + 28))
  const most = /\.(?:xml|rels)$/i.test(name) ? wordLimits.markup : wordLimits.part
  const size = method === 0 ? data.length : inflateRawSync(data, { maxOutputLength: most }).length
  if (size > most) throw new AppError('word-too-large', name)
  return size
}
