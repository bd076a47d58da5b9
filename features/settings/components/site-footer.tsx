import type { SectionTree } from '@/features/sections/schema.ts'
import type { Dictionary } from '@/lib/i18n/dictionary.ts'
import type { Publication } from '../schema.ts'
import { LegalNote } from './legal-note.tsx'

type Props = { publication: Publication; sections: SectionTree[]; t: Dictionary }

export function SiteFooter({ publication, sections, t }: Props) {
  const { legal } = publication
  return (
    <footer className="site-footer">
      <div className="wrap">
        <p className="site-footer-name">{publication.name}</p>
        {publication.tagline && <p className="site-footer-tagline">{publication.tagline}</p>}
        <nav aria-label={t.footer.navigation} className="site-footer-links">
          <ul className="plain">
            {sections.map((section) => (
              <li key={section.id}>
                <a href={`/${section.slug}`}>{section.name}</a>
              </li>
            ))}
          </ul>
          <ul className="plain">
            <li>
              <a href="/about">{t.footer.about}</a>
            </li>
            <li>
              <a href="/archive">{t.footer.archive}</a>
            </li>
            <li>
              <a href="/corrections">{t.footer.corrections}</a>
            </li>
            <li>
              <a href="/newsletter">{t.footer.newsletter}</a>
            </li>
            <li>
              <a href="/feed.xml">{t.footer.feeds}</a>
            </li>
          </ul>
        </nav>
        <div className="site-footer-legal">
          <LegalNote publication={publication} t={t} />
          {(legal.publisher || legal.responsibleDirector) && (
            <p>
              {[
                legal.publisher && `${t.legal.publisher}: ${legal.publisher}`,
                legal.responsibleDirector && `${t.legal.responsibleDirector}: ${legal.responsibleDirector}`,
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          )}
        </div>
      </div>
    </footer>
  )
}
