// Pictures made of words and the publication's colour.
import type { Font } from 'opentype.js'
import { breakLines, outline } from './lettering.ts'

const paper = '#fbfaf7'
const ink = '#1a1a1a'
const card = { width: 1200, height: 630, margin: 80 }

export type CardWords = { name: string; kicker: string; headline: string; accent: string }

/** A social card (1200 × 630) for an article that has no picture: kicker, headline, name of the newspaper. */
export function socialCard(font: Font, { name, kicker, headline, accent }: CardWords): string {
  const width = card.width - 2 * card.margin
  let size = 76
  let lines = breakLines(font, headline, size, width)
  while (lines.length * size * 1.16 > 330 && size > 40) {
    size -= 4
    lines = breakLines(font, headline, size, width)
  }
  const top = 150 + size
  const text = lines.map((line, i) => outline(font, line, card.margin, top + i * size * 1.16, size)).join(' ')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${card.width}" height="${card.height}">
<rect width="100%" height="100%" fill="${paper}"/>
<rect width="100%" height="14" fill="${accent}"/>
<path fill="${accent}" d="${outline(font, kicker, card.margin, 118, 30)}"/>
<path fill="${ink}" d="${text}"/>
<rect x="${card.margin}" y="520" width="${width}" height="1" fill="${ink}" opacity=".25"/>
<path fill="${ink}" d="${outline(font, name, card.margin, 575, 36)}"/>
</svg>`
}

/** A square icon: the newspaper's initial on its colour. `padding` is the part of the side left free around it. */
export function icon(font: Font, initial: string, accent: string, size: number, padding: number): string {
  const box = font.getPath(initial, 0, 0, 100).getBoundingBox()
  const scale = (size * (1 - 2 * padding)) / Math.max(box.x2 - box.x1, box.y2 - box.y1, 1)
  const x = size / 2 - ((box.x1 + box.x2) / 2) * scale
  const y = size / 2 - ((box.y1 + box.y2) / 2) * scale
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">
<rect width="100%" height="100%" fill="${accent}"/><path fill="#ffffff" d="${outline(font, initial, x, y, 100 * scale)}"/></svg>`
}

/** The letter that stands for a newspaper: the first after an article («L’Altana» → A). */
export function initialOf(name: string): string {
  const bare = name.replace(/^(?:l['’]|il |lo |la |i |gli |le |the )/i, '')
  return (bare.match(/\p{L}|\p{N}/u)?.[0] ?? 'T').toUpperCase()
}
