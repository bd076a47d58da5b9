import { instantOf, longDate } from '@/lib/dates.ts'
import type { Dictionary } from '@/lib/i18n/dictionary.ts'
import type { Publication } from './schema.ts'

/** A registration's date as the publication writes dates; whatever else was entered stays as it is. */
export function registrationDate({ legal, language, timeZone }: Publication): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(legal.date)
  if (!parts) return legal.date
  const at = instantOf(Number(parts[1]), Number(parts[2]), Number(parts[3]), 12, 0, timeZone)
  return longDate(at, { language, timeZone })
}

/** What the law has a newspaper say of its registration, as far as it is known; else empty. */
export function registrationOf(publication: Publication, t: Dictionary): string {
  const { legal, name } = publication
  if (legal.registration) return legal.registration
  return legal.court && legal.number
    ? t.legal.note(name, legal.court, legal.number, registrationDate(publication))
    : ''
}
