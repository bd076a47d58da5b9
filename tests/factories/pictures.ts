// Pictures drawn when they are needed.
import sharp from 'sharp'

/** A red, a green and a blue third from left to right, as PNG. */
export async function stripes(width: number, height: number): Promise<Buffer> {
  const third = Math.max(1, Math.floor(width / 3))
  const bar = (background: string, left: number) => ({
    input: { create: { width: third, height, channels: 3 as const, background } },
    left,
    top: 0,
  })
  return sharp({ create: { width, height, channels: 3, background: '#008000' } })
    .composite(width < 3 ? [] : [bar('#ff0000', 0), bar('#0000ff', width - third)])
    .png()
    .toBuffer()
}

export const jpeg = async (width: number, height: number): Promise<Buffer> =>
  sharp(await stripes(width, height))
    .jpeg()
    .toBuffer()

const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

/** The first bytes of files that are not taken, by what they are. */
export const foreign = {
  svg: Buffer.from(svg),
  svgWithDeclaration: Buffer.from(`\ufeff<?xml version="1.0"?>\n<!-- ${'x'.repeat(900)} -->\n${svg}`),
  svgInUtf16: Buffer.from(`\ufeff${svg}`, 'utf16le'),
  gif: Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00;', 'latin1'),
  pdf: Buffer.from('%PDF-1.7\n'),
  tiff: Buffer.from('II*\0\x08\0\0\0', 'latin1'),
  heic: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
  avif: Buffer.from('\0\0\0\x1cftypavif\0\0\0\0mif1avifmiaf', 'latin1'),
  video: Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp42', 'latin1'),
  page: Buffer.from('<!doctype html><img src=x onerror=alert(1)>'),
}

/** A PNG of some bytes that says it is that large: whoever believes it and makes room is out of memory. */
export function bomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(33)
  header.write('\x89PNG\r\n\x1a\n', 0, 'latin1')
  header.writeUInt32BE(13, 8)
  header.write('IHDR', 12)
  header.writeUInt32BE(width, 16)
  header.writeUInt32BE(height, 20)
  header.set([8, 2, 0, 0, 0], 24)
  return header
}

/** Puts a segment right after a JPEG's first two bytes. */
export function withSegment(picture: Buffer, marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([picture.subarray(0, 2), head, content, picture.subarray(2)])
}

/** An IPTC block as Photoshop writes it, with these datasets of record 2. */
export function iptcBlock(datasets: [number, Buffer | string][], utf8 = true): Buffer {
  const dataset = (record: number, id: number, value: Buffer) => {
    const head = Buffer.from([0x1c, record, id, 0, 0])
    head.writeUInt16BE(value.length, 3)
    return Buffer.concat([head, value])
  }
  const iim = Buffer.concat([
    ...(utf8 ? [dataset(1, 90, Buffer.from('\x1b%G'))] : []),
    ...datasets.map(([id, value]) => dataset(2, id, Buffer.from(value))),
  ])
  const resource = (id: number, name: string, data: Buffer) => {
    const label = Buffer.concat([Buffer.from([name.length]), Buffer.from(name)])
    const padded = label.length % 2 ? Buffer.concat([label, Buffer.alloc(1)]) : label
    const head = Buffer.alloc(6)
    head.write('8BIM', 0)
    head.writeUInt16BE(id, 4)
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    return Buffer.concat([head, padded, length, data, Buffer.alloc(data.length % 2)])
  }
  return Buffer.concat([
    Buffer.from('Photoshop 3.0\0'),
    resource(0x03ed, 'abc', Buffer.from([1, 2, 3])),
    resource(0x0404, '', iim),
  ])
}
