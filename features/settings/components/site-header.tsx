import { Icon } from '@/components/ui/icon.tsx'
import type { SectionTree } from '@/features/sections/schema.ts'
import type { Dictionary } from '@/lib/i18n/dictionary.ts'
import type { Publication } from '../schema.ts'

type Props = { publication: Publication; sections: SectionTree[]; t: Dictionary }

/** Name, sections, search. The same on every page, so it can be remembered with them. */
export function SiteHeader({ publication, sections, t }: Props) {
  return (
    <header className="site-header">
      <div className="wrap site-header-top">
        <details className="menu">
          <summary className="icon-button">
            <Icon name="menu" />
            <span>{t.menu}</span>
          </summary>
          <nav className="menu-panel" aria-label={t.menu}>
            <ul className="menu-sections">
              {sections.map((section) => (
                <li key={section.id}>
                  <a href={`/${section.slug}`}>{section.name}</a>
                  {section.children.length > 0 && (
                    <ul className="menu-children">
                      {section.children.map((child) => (
                        <li key={child.id}>
                          <a href={`/${child.slug}`}>{child.name}</a>
                        </li>
                      ))}
                    </ul>
                  )}
                </li>
              ))}
            </ul>
            <ul className="menu-more">
              <li>
                <a href="/newsletter">{t.newsletter.title}</a>
              </li>
              <li>
                <a href="/archive">{t.archive.title}</a>
              </li>
              <li>
                <a href="/corrections">{t.corrections.title}</a>
              </li>
              <li>
                <a href="/about">{t.footer.about}</a>
              </li>
            </ul>
          </nav>
        </details>
        <a className="masthead" href="/" aria-label={`${publication.name}: ${t.frontPage}`}>
          {publication.name}
        </a>
        <div className="site-header-tools">
          <button
            type="button"
            className="icon-button reserved"
            data-theme-switch
            aria-label={t.theme}
            hidden
          >
            <Icon name="theme" />
          </button>
          <a className="icon-button" href="/search" aria-label={t.search}>
            <Icon name="search" />
          </a>
        </div>
      </div>
      {sections.length > 0 && (
        <nav className="section-nav" aria-label={t.sections}>
          <ul className="wrap">
            {sections.map((section) => (
              <li key={section.id}>
                <a href={`/${section.slug}`}>{section.name}</a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </header>
  )
}
