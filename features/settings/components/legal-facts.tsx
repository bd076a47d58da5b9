import type { Dictionary } from '@/lib/i18n/dictionary.ts'
import { registrationDate } from '../imprint.ts'
import type { Publication } from '../schema.ts'

/** The imprint: what the law asks a newspaper to print, as far as it was entered. */
export function LegalFacts({ publication, t }: { publication: Publication; t: Dictionary }) {
  const { legal } = publication
  const date = registrationDate(publication)
  const registration = [
    legal.court,
    legal.number && `${t.legal.number} ${legal.number}`,
    date && `${t.legal.of} ${date}`,
  ]
    .filter(Boolean)
    .join(' ')
  const facts = [
    [t.legal.publisher, legal.publisher],
    [t.legal.responsibleDirector, legal.responsibleDirector],
    [t.legal.court, registration],
    [t.legal.address, legal.address],
    [t.legal.hosting, legal.hosting],
  ].filter((fact): fact is [string, string] => Boolean(fact[1]))
  if (facts.length === 0 && !legal.email) return null
  return (
    <section aria-labelledby="legal">
      <h2 className="block-title" id="legal">
        {t.about.legal}
      </h2>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {legal.email && (
          <div>
            <dt>{t.legal.email}</dt>
            <dd>
              <a href={`mailto:${legal.email}`}>{legal.email}</a>
            </dd>
          </div>
        )}
      </dl>
    </section>
  )
}
