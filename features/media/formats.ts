// What a file is, by its first bytes. Its name and what a browser says of it count for nothing.
import type { ErrorCode } from '@/lib/errors.ts'

export type PictureType = 'jpeg' | 'png' | 'webp'

/** Limits of what is taken in: bytes of the file, pixels of the picture. */
export const largestFile = 25 << 20
export const mostPixels = 60_000_000

/** As many bytes of the beginning as a judgement may need. */
export const headBytes = 256 << 10

export type Judgement =
  | { ok: true; type: PictureType; width: number | null; height: number | null }
  | { ok: false; code: ErrorCode }

const refused = (code: ErrorCode): Judgement => ({ ok: false, code })

/**
 * Judges a file by its first bytes (`headBytes` of them, or all there are): its type and, where the header says it, its
 * size in pixels. Whatever is no JPEG, PNG or WebP is refused with a code that says what it is.
 */
export function judge(head: Uint8Array): Judgement {
  if (head.length === 0) return refused('picture-empty')
  const text = (from: number, to: number) => String.fromCharCode(...head.subarray(from, to))
  if (text(0, 3) === '\xff\xd8\xff') return sized('jpeg', jpegSize(head))
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return sized('png', pngSize(head))
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return sized('webp', webpSize(head))
  if (text(4, 8) === 'ftyp') return refused(codeOfBrand(text(8, Math.min(head.length, 40))))
  if (/^GIF8[79]a/.test(text(0, 6))) return refused('picture-gif')
  if (text(0, 5) === '%PDF-') return refused('picture-pdf')
  if (/^(?:II[*+]\0|MM\0[*+])/.test(text(0, 4))) return refused('picture-tiff')
  if (text(0, 2) === 'BM') return refused('picture-unsupported')
  if (isSvg(head)) return refused('picture-svg')
  return refused('picture-unsupported')
}

function sized(type: PictureType, size: [number, number] | null): Judgement {
  const [width, height] = size ?? [null, null]
  if (width !== null && height !== null && width * height > mostPixels) return refused('picture-pixels')
  return { ok: true, type, width, height }
}

/** HEIC, AVIF and video share a container; the brands in its first box tell them apart. */
function codeOfBrand(brands: string): ErrorCode {
  if (/avi[fs]/.test(brands)) return 'picture-avif'
  if (/he[iv][cxms]|mif1|msf1/.test(brands)) return 'picture-heic'
  return 'picture-unsupported'
}

function isSvg(head: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(head.subarray(0, 4096))
  const utf16 = head[0] === 0xff || head[0] === 0xfe
  const words = utf16 ? text.replaceAll('\0', '') : text
  return /<svg[\s>:]|<!DOCTYPE\s+svg|<[a-z]+:svg\b/i.test(words)
}

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

function pngSize(head: Uint8Array): [number, number] | null {
  const hasHeader = String.fromCharCode(...head.subarray(12, 16)) === 'IHDR' && head.length >= 24
  return hasHeader ? [view(head).getUint32(16), view(head).getUint32(20)] : null
}

/** Walks over the segments to the frame's header. Null when it lies further on than the bytes that are there. */
function jpegSize(head: Uint8Array): [number, number] | null {
  const data = view(head)
  for (let at = 2; at + 9 <= head.length; ) {
    if (head[at] !== 0xff) return null
    const marker = head[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return [data.getUint16(at + 7), data.getUint16(at + 5)]
    if (marker === 0xda || marker === 0xd9) return null
    const alone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)
    at += alone ? 2 : 2 + data.getUint16(at + 2)
  }
  return null
}

function webpSize(head: Uint8Array): [number, number] | null {
  if (head.length < 30) return null
  const data = view(head)
  const kind = String.fromCharCode(...head.subarray(12, 16))
  const uint24 = (at: number) => data.getUint16(at, true) | ((head[at + 2] ?? 0) << 16)
  if (kind === 'VP8X') return [uint24(24) + 1, uint24(27) + 1]
  if (kind === 'VP8 ') return [data.getUint16(26, true) & 0x3fff, data.getUint16(28, true) & 0x3fff]
  if (kind !== 'VP8L') return null
  const bits = data.getUint32(21, true)
  return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1]
}
