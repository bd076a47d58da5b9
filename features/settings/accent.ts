// The accent as text must stand out from the page in both themes (WCAG 2.2, 1.4.3: 4.5 to 1).
type Rgb = [number, number, number]

const contrastWanted = 4.6 // a little over, because browsers round colours

/** Page colours that tokens.css uses as background. */
export const paper = { light: '#ffffff', dark: '#16181b' }
/** The least favourable backgrounds that accent text meets: tinted boxes. */
const box = { light: '#f4f1ea', dark: '#22262b' }

function parse(hex: string): Rgb {
  return [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16)) as Rgb
}

const toHex = (rgb: Rgb) =>
  `#${rgb
    .map((c) =>
      Math.round(Math.min(255, Math.max(0, c)))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`

function luminance(hex: string): number {
  const [r, g, b] = parse(hex).map((c) => {
    const s = c / 255
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4
  }) as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** Contrast ratio of two colours, 1 to 21, as WCAG 2 defines it. */
export function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

function towards(colour: string, goal: Rgb, enough: (colour: string) => boolean): string {
  const from = parse(colour)
  for (let step = 0; step <= 100; step++) {
    const mixed = toHex(from.map((c, i) => c + ((goal[i] ?? 0) - c) * (step / 100)) as Rgb)
    if (enough(mixed)) return mixed
  }
  return toHex(goal)
}

/** The publication's colour for text on light pages and its twin for dark ones: as near to the wish as contrast allows. */
export function accentPair(accent: string): { light: string; dark: string } {
  const readable = (theme: 'light' | 'dark') => (colour: string) =>
    contrast(colour, paper[theme]) >= contrastWanted && contrast(colour, box[theme]) >= contrastWanted
  return {
    light: towards(accent, [0, 0, 0], readable('light')),
    dark: towards(accent, [255, 255, 255], readable('dark')),
  }
}
