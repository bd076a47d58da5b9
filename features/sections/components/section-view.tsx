import { Breadcrumbs } from '@/components/ui/breadcrumbs.tsx'
import { ArticleList } from '@/features/listings/components/article-list.tsx'
import type { SectionPage } from '@/features/listings/loaders.ts'
import type { Publication } from '@/features/settings/schema.ts'
import type { Dictionary } from '@/lib/i18n/dictionary.ts'

/** A section: where it stands, what is below it, and its articles. */
export function SectionView({
  page,
  publication,
  t,
}: {
  page: SectionPage
  publication: Publication
  t: Dictionary
}) {
  const { section, lineage, children } = page
  const above = lineage.slice(0, -1).map((parent) => ({ name: parent.name, href: `/${parent.slug}` }))
  return (
    <main id="content" className="wrap">
      <header className="page-head">
        <Breadcrumbs label={t.breadcrumbs} crumbs={above} />
        <h1>{section.name}</h1>
        {section.description && <p>{section.description}</p>}
      </header>
      {children.length > 0 && (
        <nav aria-label={`${t.sections}: ${section.name}`}>
          <ul className="children">
            {children.map((child) => (
              <li key={child.id}>
                <a href={`/${child.slug}`}>{child.name}</a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <ArticleList
        list={page}
        base={`/${section.slug}`}
        empty={t.section.none}
        context={{ t, language: publication.language, timeZone: publication.timeZone }}
      />
    </main>
  )
}
