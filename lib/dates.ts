import type { Language } from './i18n/language.ts'

const locales: Record<Language, string> = { it: 'it-IT', en: 'en-GB' }
const formats = new Map<string, Intl.DateTimeFormat>()

function format(
  language: Language,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${language} ${timeZone} ${JSON.stringify(options)}`
  let known = formats.get(key)
  if (!known) {
    known = new Intl.DateTimeFormat(locales[language], { ...options, timeZone })
    formats.set(key, known)
  }
  return known
}

/** How a publication shows times: its language and IANA zone. */
export type Clock = { language: Language; timeZone: string }

/** «24 novembre 2026». `at` in UTC milliseconds. */
export function longDate(at: number, { language, timeZone }: Clock): string {
  return format(language, timeZone, { day: 'numeric', month: 'long', year: 'numeric' }).format(at)
}

/** «martedì 24 novembre 2026». */
export function fullDate(at: number, { language, timeZone }: Clock): string {
  return format(language, timeZone, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(at)
}

/** «24 nov» */
export function shortDate(at: number, { language, timeZone }: Clock): string {
  return format(language, timeZone, { day: 'numeric', month: 'short' }).format(at)
}

/** «12:03» */
export function timeOfDay(at: number, { language, timeZone }: Clock): string {
  return format(language, timeZone, { hour: '2-digit', minute: '2-digit', hour12: false }).format(at)
}

/** «novembre 2026», from the parts of an archive address. */
export function monthName(year: number, month: number, language: Language): string {
  return format(language, 'UTC', { month: 'long', year: 'numeric' }).format(Date.UTC(year, month - 1, 15))
}

type Parts = { year: number; month: number; day: number; hour: number; minute: number; second: number }

/** The wall-clock parts of an instant in a zone. */
export function partsIn(at: number, timeZone: string): Parts {
  const options = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  } as const
  const parts: Record<string, number> = {}
  for (const { type, value } of format('en', timeZone, { ...options, hourCycle: 'h23' }).formatToParts(at)) {
    if (type !== 'literal') parts[type] = Number(value)
  }
  return parts as Parts
}

/** Minutes that a zone is ahead of UTC at an instant. */
function offsetMinutes(at: number, timeZone: string): number {
  const p = partsIn(at, timeZone)
  return Math.round(
    (Date.UTC(p.year, p.month - 1, p.day, p.hour, p.minute, p.second) - Math.floor(at / 1000) * 1000) /
      60_000,
  )
}

/** ISO 8601 with the zone's offset, as structured data and feeds want it: 2026-11-24T12:03:00+01:00. */
export function isoInZone(at: number, timeZone: string): string {
  const offset = offsetMinutes(at, timeZone)
  const local = new Date(at + offset * 60_000).toISOString().slice(0, 19)
  const size = Math.abs(offset)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${local}${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}

/** Instants at which a zone's wall clock could show a time, and those of them at which it does. */
function candidatesFor(wall: number, timeZone: string): { candidates: number[]; fits: number[] } {
  // The offsets that hold a day before and after cover every change between them.
  const candidates = [-1, 1].map((days) => wall - offsetMinutes(wall + days * 86_400_000, timeZone) * 60_000)
  const fits = candidates.filter((at) => at + offsetMinutes(at, timeZone) * 60_000 === wall)
  return { candidates, fits }
}

/**
 * All instants, the earlier first, at which a zone's wall clock shows `local` (like 2026-10-25T02:30): one as a rule,
 * two in the hour that comes twice in autumn, none in the hour that is skipped in spring or when it is no time at all.
 */
export function instantsOf(local: string, timeZone: string): number[] {
  const wall = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(local) ? Date.parse(`${local}:00Z`) : Number.NaN
  if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 16) !== local) return []
  return [...new Set(candidatesFor(wall, timeZone).fits)].sort((a, b) => a - b)
}

/** What a zone's wall clock shows at an instant, as form fields have it: 2026-11-24T12:03. */
export const localTime = (at: number, timeZone: string): string => isoInZone(at, timeZone).slice(0, 16)

/**
 * The instant at which a zone's wall clock shows the given time. In the hour that is skipped in spring the
 * result is the hour after; of the hour that comes twice in autumn it is the first.
 */
export function instantOf(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  timeZone: string,
): number {
  const wall = Date.UTC(year, month - 1, day, hour, minute)
  const { candidates, fits } = candidatesFor(wall, timeZone)
  return fits.length > 0 ? Math.min(...fits) : Math.max(...candidates)
}

/** First and one-past-last instant of a calendar month in a zone. */
export function monthRange(year: number, month: number, timeZone: string): { from: number; to: number } {
  const next = month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 }
  return {
    from: instantOf(year, month, 1, 0, 0, timeZone),
    to: instantOf(next.year, next.month, 1, 0, 0, timeZone),
  }
}

/** Whether Intl knows the zone. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
