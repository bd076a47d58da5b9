import { instantOf, longDate } from '@/lib/dates.ts'
import type { Dictionary } from '@/lib/i18n/dictionary.ts'
import type { Publication } from '../schema.ts'

/** A registration's date as the publication writes dates; whatever else was entered stays as it is. */
export function registrationDate({ legal, language, timeZone }: Publication): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(legal.date)
  if (!parts) return legal.date
  const at = instantOf(Number(parts[1]), Number(parts[2]), Number(parts[3]), 12, 0, timeZone)
  return longDate(at, { language, timeZone })
}

/** The newspaper's registration and how to write to it, as far as they are known. */
export function LegalNote({ publication, t }: { publication: Publication; t: Dictionary }) {
  const { legal, name } = publication
  const registration =
    legal.registration ||
    (legal.court && legal.number
      ? t.legal.note(name, legal.court, legal.number, registrationDate(publication))
      : '')
  if (!registration && !legal.email) return null
  return (
    <p className="legal-note">
      {registration}{' '}
      {legal.email && (
        <>
          {t.legal.contact} <a href={`mailto:${legal.email}`}>{legal.email}</a>
        </>
      )}
    </p>
  )
}
