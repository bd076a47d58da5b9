import type { Dictionary } from '@/lib/i18n/dictionary.ts'
import { registrationOf } from '../imprint.ts'
import type { Publication } from '../schema.ts'

/** The newspaper's registration and how to write to it, as far as they are known. */
export function LegalNote({ publication, t }: { publication: Publication; t: Dictionary }) {
  const { legal } = publication
  const registration = registrationOf(publication, t)
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
