// Words as outlines, so that pictures look the same on machines that have no fonts installed.
import 'server-only'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import opentype, { type Font } from 'opentype.js'

const files = {
  serif: 'node_modules/@fontsource/source-serif-4/files/source-serif-4-latin-600-normal.woff',
} as const

let serif: Promise<Font> | undefined

async function load(): Promise<Font> {
  const bytes = await readFile(path.join(/* turbopackIgnore: true */ process.cwd(), files.serif))
  return opentype.parse(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
  )
}

/** The serif that social pictures and icons are set in. */
export function serifFont(): Promise<Font> {
  serif ??= load()
  return serif
}

/** Breaks a text into lines no wider than `width` units at that size; a single longer word gets a line of its own. */
export function breakLines(font: Font, text: string, size: number, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1)
    const joined = last === undefined ? word : `${last} ${word}`
    if (last !== undefined && font.getAdvanceWidth(joined, size) <= width) lines[lines.length - 1] = joined
    else lines.push(word)
  }
  return lines
}

/** SVG path data of one line whose baseline starts at x, y. */
export function outline(font: Font, text: string, x: number, y: number, size: number): string {
  return font.getPath(text, x, y, size).toPathData(1)
}
