// What a photograph says of itself: who made it, who may be named, what it shows, when. XMP is read first, then IPTC,
// then EXIF. Place, camera and serial numbers are not even looked at.
import readExif from 'exif-reader'
import { instantOf } from '@/lib/dates.ts'

/** Texts found in a file; empty where there are none. `takenAt` in UTC milliseconds. */
export type PictureFacts = {
  alt: string
  caption: string
  credit: string
  copyright: string
  source: string
  licenceUrl: string
  takenAt: number | null
}

type Found = { [K in keyof PictureFacts]?: PictureFacts[K] | undefined } & { creator?: string | undefined }

export const longestText = {
  alt: 1000,
  caption: 2000,
  credit: 300,
  copyright: 300,
  source: 300,
  licenceUrl: 500,
}

/**
 * Reads the metadata blocks of a picture as sharp hands them out. A block that makes no sense is passed over.
 * @param timeZone where a time without an offset was taken
 */
export function factsOf(
  blocks: { exif?: Buffer | undefined; iptc?: Buffer | undefined; xmp?: Buffer | undefined },
  timeZone: string,
): PictureFacts {
  const readers: (() => Found)[] = [
    () => (blocks.xmp ? fromXmp(blocks.xmp, timeZone) : {}),
    () => (blocks.iptc ? fromIptc(blocks.iptc, timeZone) : {}),
    () => (blocks.exif ? fromExif(blocks.exif, timeZone) : {}),
  ]
  const sources = readers.map((reader) => {
    try {
      return reader()
    } catch {
      return {} // broken metadata are no reason to refuse a picture
    }
  })
  const first = (name: Exclude<keyof Found, 'takenAt'>, limit: number) =>
    sources.map((found) => tidy(found[name], limit)).find((text) => text !== '') ?? ''
  const creator = first('creator', 150)
  const line = first('credit', 150)
  return {
    alt: first('alt', longestText.alt),
    caption: first('caption', longestText.caption),
    credit: creditOf(creator, line),
    copyright: first('copyright', longestText.copyright),
    source: first('source', longestText.source),
    licenceUrl: /^https?:\/\//.test(first('licenceUrl', longestText.licenceUrl))
      ? first('licenceUrl', longestText.licenceUrl)
      : '',
    takenAt: sources.map((found) => found.takenAt).find((at) => at !== undefined && at !== null) ?? null,
  }
}

/** Photographer and agency in one line, as papers print it, without saying a name twice. */
function creditOf(creator: string, line: string): string {
  if (!creator || line.toLowerCase().includes(creator.toLowerCase())) return line
  return line ? `${creator} / ${line}` : creator
}

// Cameras fill in a description of their own.
const cameraWords =
  /^(?:olympus digital camera|default|sony dsc|dcim|samsung|minolta dsc|digital camera|untitled)$/i

function tidy(text: string | undefined, limit: number): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
  const clean = (text ?? '').replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e]+/g, ' ').trim()
  return cameraWords.test(clean) ? '' : clean.slice(0, limit)
}

/** IIM datasets (IPTC 4.2), inside Photoshop's resource blocks or bare. */
function fromIptc(block: Buffer, timeZone: string): Found {
  const data = iimOf(block)
  const values = new Map<string, string>()
  const raw: [string, Buffer][] = []
  let utf8 = false
  for (let at = 0; at + 5 <= data.length && data[at] === 0x1c; ) {
    const name = `${data[at + 1]}:${data[at + 2]}`
    const length = data.readUInt16BE(at + 3)
    if (length & 0x8000) break // an extended dataset: nothing of what we read is that long
    const value = data.subarray(at + 5, at + 5 + length)
    if (name === '1:90') utf8 = value.includes('\x1b%G')
    else raw.push([name, value])
    at += 5 + length
  }
  for (const [name, value] of raw)
    values.set(name, [values.get(name), decode(value, utf8)].filter(Boolean).join(', '))
  const date = values.get('2:55')
  return {
    creator: values.get('2:80'),
    credit: values.get('2:110'),
    source: values.get('2:115'),
    copyright: values.get('2:116'),
    caption: values.get('2:120'),
    takenAt: date
      ? timeOf(
          `${date.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')}T${iimTime(values.get('2:60'))}`,
          timeZone,
        )
      : null,
  }
}

const iimTime = (text = '') => {
  const parts = /^(\d\d)(\d\d)(\d\d)(?:([+-]\d\d)(\d\d))?$/.exec(text)
  return parts
    ? `${parts[1]}:${parts[2]}:${parts[3]}${parts[4] ? `${parts[4]}:${parts[5]}` : ''}`
    : '12:00:00'
}

function iimOf(block: Buffer): Buffer {
  let at = block.indexOf('8BIM')
  if (at === -1) return block
  while (block.toString('latin1', at, at + 4) === '8BIM') {
    const id = block.readUInt16BE(at + 4)
    const nameLength = (block[at + 6] ?? 0) + 1
    const start = at + 6 + nameLength + (nameLength % 2) + 4
    const length = block.readUInt32BE(start - 4)
    if (id === 0x0404) return block.subarray(start, start + length)
    at = start + length + (length % 2)
  }
  return Buffer.alloc(0)
}

function decode(bytes: Buffer, utf8: boolean): string {
  try {
    return new TextDecoder('utf-8', { fatal: !utf8 }).decode(bytes)
  } catch {
    return bytes.toString('latin1')
  }
}

const longestXmp = 2 << 20

function fromXmp(block: Buffer, timeZone: string): Found {
  const xml = block.toString('utf8', 0, longestXmp)
  const date = property(xml, 'photoshop:DateCreated') ?? property(xml, 'exif:DateTimeOriginal')
  return {
    alt: property(xml, 'Iptc4xmpCore:AltTextAccessibility'),
    caption: property(xml, 'dc:description'),
    creator: property(xml, 'dc:creator'),
    credit: property(xml, 'photoshop:Credit'),
    copyright: property(xml, 'dc:rights'),
    source: property(xml, 'photoshop:Source'),
    licenceUrl: property(xml, 'xmpRights:WebStatement'),
    takenAt: date ? timeOf(date, timeZone) : null,
  }
}

/** A property of an XMP packet: an attribute, or an element with one text or a list of them. */
function property(xml: string, name: string): string | undefined {
  const attribute = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"<]*)"|'([^'<]*)')`).exec(xml)
  if (attribute) return unescaped(attribute[1] ?? attribute[2] ?? '')
  const open = new RegExp(`<${name}(?:\\s[^<>]*)?>`).exec(xml)
  if (!open) return undefined
  const start = open.index + open[0].length
  const end = xml.indexOf(`</${name}`, start)
  if (end === -1) return undefined
  const inner = xml.slice(start, end)
  const items = [...inner.matchAll(/<rdf:li([^<>]*)>([^<]*)<\/rdf:li\s*>/g)]
  if (items.length === 0) return inner.includes('<') ? undefined : unescaped(inner)
  const usual = items.find((item) => item[1]?.includes('x-default'))
  const wanted = usual ? [usual] : /<rdf:Alt\b/.test(inner) ? items.slice(0, 1) : items
  return wanted
    .map((item) => unescaped(item[2] ?? '').trim())
    .filter(Boolean)
    .join(', ')
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescaped(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
    (whole, hex, dec, name) => {
      if (name) return entities[String(name).toLowerCase()] ?? whole
      const code = hex ? Number.parseInt(hex, 16) : Number(dec)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
    },
  )
}

function fromExif(block: Buffer, timeZone: string): Found {
  const { Image, Photo } = readExif(block)
  const words = (value: unknown) =>
    typeof value === 'string' ? value : Buffer.isBuffer(value) ? decode(value, false) : undefined
  const date = Photo?.DateTimeOriginal
  const offset = words(Photo?.['OffsetTimeOriginal'])
  return {
    creator: words(Image?.Artist),
    copyright: words(Image?.Copyright),
    caption: words(Image?.ImageDescription),
    takenAt:
      date instanceof Date && !Number.isNaN(date.getTime())
        ? timeOf(`${date.toISOString().slice(0, 19)}${offset?.trim() ?? ''}`, timeZone)
        : null,
  }
}

/** The instant of an ISO date with or without time and offset; null when it is none, or not of this earth's photographs. */
function timeOf(text: string, timeZone: string): number | null {
  const parts =
    /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?\s*(Z|[+-]\d\d:\d\d)?$/.exec(
      text.trim(),
    )
  if (!parts) return null
  const [year = 0, month = 0, day = 0, hour = 12, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((part) => (part === undefined ? undefined : Number(part)))
  const valid = year >= 1826 && year <= 2200 && month >= 1 && month <= 12 && day >= 1 && day <= 31
  if (!valid || hour > 23 || minute > 59) return null
  if (!parts[7]) return instantOf(year, month, day, hour, minute, timeZone) + second * 1000
  const at = Date.parse(
    `${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6] ?? '00'}${parts[7]}`,
  )
  return Number.isNaN(at) ? null : at
}
