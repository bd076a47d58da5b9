import type { Publication } from '@/features/settings/schema.ts'
import type { Dictionary } from '@/lib/i18n/dictionary.ts'

type Props = {
  publication: Publication
  t: Dictionary
  source: string
  email?: string | undefined
  error?: string | undefined
}

/** The fields of the newsletter form, with what was typed and what was wrong with it. */
export function NewsletterFields({ publication, t, source, email, error }: Props) {
  return (
    <>
      <input type="hidden" name="source" value={source} />
      <p className="visually-hidden" aria-hidden="true">
        <label htmlFor="website">{t.newsletter.honeypot}</label>
        <input id="website" name="website" type="text" tabIndex={-1} autoComplete="off" />
      </p>
      {error && (
        <p className="form-error" id="email-error" role="alert">
          {error}
        </p>
      )}
      <div className="inline-form">
        <div>
          <label className="label" htmlFor="email">
            {t.newsletter.email}
          </label>
          <input
            className="field"
            id="email"
            name="email"
            type="email"
            required
            maxLength={254}
            autoComplete="email"
            defaultValue={email}
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? 'email-error newsletter-consent' : 'newsletter-consent'}
          />
        </div>
        <button type="submit" className="button">
          {publication.newsletter.button || t.newsletter.button}
        </button>
      </div>
      <p className="fine-print" id="newsletter-consent">
        {t.newsletter.consent}
      </p>
    </>
  )
}
